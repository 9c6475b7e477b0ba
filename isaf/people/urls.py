from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("setup/<str:token>/", views.setup, name="setup"),
    path("work/people/why/", views.why, name="why"),
]
