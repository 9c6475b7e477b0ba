from django.urls import path

from . import views

app_name = "registry"
urlpatterns = [
    path("work/facilities/add/", views.add, name="add"),
    path("work/facilities/<str:slug>/edit/", views.edit, name="edit"),
]
