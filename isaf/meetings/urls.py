from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("work/years/<int:pk>/meetings/", views.meetings, name="meetings"),
    path("work/years/<int:pk>/meetings/plan/", views.plan, name="plan"),
    path("work/meetings/<uuid:pk>/", views.record, name="record"),
    path("work/years/<int:pk>/posters/", views.postings, name="postings"),
    path("work/posters/<int:pk>/down/", views.take_down, name="take_down"),
]
