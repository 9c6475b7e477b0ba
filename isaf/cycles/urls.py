from django.urls import path

from . import views

app_name = "cycles"
urlpatterns = [
    path("work/areas/<str:code>/open/", views.open_year, name="open_year"),
    path("work/years/<int:pk>/close/", views.close_year, name="close_year"),
]
