from django.urls import path

from .views import administration, batch, doors, people, reviews, roles, slips

app_name = "people"
urlpatterns = [
    path("sign-in/", doors.sign_in, name="sign_in"),
    path("sign-out/", doors.sign_out, name="sign_out"),
    path("setup/<str:token>/", doors.setup, name="setup"),
    path("invitation/<str:token>/", doors.invitation, name="invitation"),
    path("work/people/", people.people, name="people"),
    path("work/people/add/", people.add, name="add"),
    path("work/people/list/", batch.batch, name="batch"),
    path("work/people/slips.pdf", slips.slip_paper, name="slip_paper"),
    path("work/people/why/", doors.why, name="why"),
    path("work/people/roles/", roles.table, name="roles"),
    path("work/people/mine/", roles.mine, name="mine"),
    path("work/people/administration/", administration.administration, name="administration"),
    path("work/people/administration/end/", administration.end_administration, name="end_administration"),
    path("work/people/review/", reviews.review, name="review"),
    path("work/people/<int:pk>/", people.person, name="person"),
    path("work/people/<int:pk>/give/", roles.give, name="give"),
    path("work/people/<int:pk>/slip/", people.slip, name="slip"),
    path("work/people/<int:pk>/state/", people.state, name="state"),
    path("work/people/held/<int:pk>/end/", roles.end, name="end"),
    path("work/people/held/<int:pk>/confirm/", reviews.confirm, name="confirm"),
    path("work/people/held/<int:pk>/hand-over/", roles.hand_over, name="hand_over"),
]
