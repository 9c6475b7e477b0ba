from django.urls import path

from . import views

app_name = "meetings"
urlpatterns = [
    path("work/years/<int:pk>/meetings/", views.meetings, name="meetings"),
    path("work/years/<int:pk>/meetings/plan/", views.plan, name="plan"),
    path("work/meetings/<uuid:pk>/", views.record, name="record"),
]
