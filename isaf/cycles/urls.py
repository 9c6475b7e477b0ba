from django.urls import path

from . import views

app_name = "cycles"
urlpatterns = [
    path("work/areas/<str:code>/open/", views.open_year, name="open_year"),
    path("work/years/<int:pk>/close/", views.close_year, name="close_year"),
    path("work/years/<int:pk>/steps/", views.steps, name="steps"),
    path("work/years/<int:pk>/steps/<slug:step>/days/", views.days, name="days"),
    path("work/years/<int:pk>/steps/<slug:step>/postpone/", views.postpone, name="postpone"),
    path("work/years/<int:pk>/targets/", views.targets, name="targets"),
    path("work/years/<int:pk>/targets/add/", views.add_target, name="add_target"),
    path("work/years/<int:pk>/targets/<slug:slug>/", views.change_target, name="change_target"),
    path("work/years/<int:pk>/targets/<slug:slug>/remove/", views.remove_target, name="remove_target"),
]
