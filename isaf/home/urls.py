from django.urls import path

from . import design, views, waiting_words

app_name = "home"
urlpatterns = [
    path("design/", design.page, name="design"),
    path("words/", waiting_words.page, name="waiting_words"),
    path("work/", views.work, name="work"),
    path("work/areas/", views.areas, name="areas"),
    path("work/years/<int:pk>/", views.year, name="year"),
]
