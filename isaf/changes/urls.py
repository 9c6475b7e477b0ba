from django.urls import path

from .views import asking, deciding, history, withdrawing

app_name = "changes"
urlpatterns = [
    path("work/history/<slug:kind>/<str:key>/", history.history, name="history"),
    path("work/requests/", deciding.listed, name="requests"),
    path("work/requests/<int:pk>/", deciding.request_page, name="request"),
    path("work/requests/<int:pk>/take-back/", deciding.take_back, name="take_back"),
    path("work/requests/<int:pk>/read/", deciding.read, name="read"),
    path("work/facilities/<str:slug>/ask/", asking.facility, name="ask_facility"),
    path("work/years/<int:pk>/ask-to-open/", asking.reopen, name="ask_reopen"),
    path("work/years/<int:pk>/ask-for-list/", asking.targets, name="ask_targets"),
    path("work/years/<int:pk>/information/<slug:slug>/withdraw/", withdrawing.information, name="withdraw"),
    path("work/years/<int:pk>/plan/withdraw/", withdrawing.plan, name="withdraw_plan"),
]
