from django.urls import path, register_converter

from isaf.kit.addresses import Year

from .views import action, interface, paper, plan, table, workshop

app_name = "plans"
register_converter(Year, "year")
urlpatterns = [
    path("work/years/<int:pk>/interface/", interface.interface, name="interface"),
    path("work/years/<int:pk>/interface/meeting/", interface.meeting, name="meeting"),
    path("work/years/<int:pk>/interface/<slug:slug>/", interface.answer, name="raise"),
    path("work/years/<int:pk>/interface/<slug:slug>/<int:remark>/", interface.answer, name="answer"),
    path("work/years/<int:pk>/plan/", plan.plan, name="plan"),
    path("work/years/<int:pk>/plan/add/", plan.add_line, name="add_line"),
    path("work/years/<int:pk>/plan/plan-<slug:language>.pdf", paper.plan_paper, name="plan_paper"),
    path("work/years/<int:pk>/plan/lines.xlsx", table.sheet, name="sheet"),
    path("work/years/<int:pk>/plan/table/", table.table, name="table"),
    path("work/plan-lines/<int:pk>/place/", table.place, name="place"),
    path("work/years/<int:pk>/plan/carry/", plan.carry, name="carry"),
    path("work/years/<int:pk>/plan/back/", plan.send_back, name="send_back"),
    path("work/years/<int:pk>/plan/from-<slug:state>/", plan.step, name="step"),
    path("work/plan-lines/<int:pk>/", plan.line, name="line"),
    path("work/plan-lines/<int:pk>/move/", plan.move_line, name="move_line"),
    path("work/plan-lines/<int:pk>/remove/", plan.remove_line, name="remove_line"),
    path("work/actions/<slug:code>/", action.action, name="action"),
    path("work/actions/<slug:code>/report/", action.report, name="report"),
    path("work/actions/<slug:code>/refer/", action.refer, name="refer"),
    path("work/actions/<slug:code>/money/", action.funding, name="funding"),
    path("work/answers/", action.answers, name="answers"),
    path("work/referrals/<int:pk>/reply/", action.reply, name="reply"),
    path("work/plan-lines/<int:pk>/programme/", workshop.programme, name="programme"),
    path("work/workshops/", workshop.workshops, name="workshops"),
    path("work/workshops/<slug:code>/<year:year>/", workshop.workshop, name="workshop"),
    path("work/workshops/<slug:code>/<year:year>/day/", workshop.day, name="workshop_day"),
    path("work/workshops/<slug:code>/<year:year>/outcomes/", workshop.outcomes, name="workshop_outcomes"),
    path("work/workshops/<slug:code>/<year:year>/list.xlsx", workshop.sheet, name="workshop_sheet"),
    path(
        "work/workshops/<slug:code>/<year:year>/list-<slug:language>.pdf",
        workshop.paper,
        name="workshop_paper",
    ),
    path("work/overdue/", action.overdue, name="overdue"),
]
