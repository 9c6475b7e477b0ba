from django.urls import path

from . import views

app_name = "information"
SHEET = "work/years/<int:pk>/information/<slug:slug>/"
urlpatterns = [
    path(SHEET, views.edit, name="edit"),
    path(f"{SHEET}submit/", views.submit, name="submit"),
    path(f"{SHEET}check/", views.check, name="check"),
    path(f"{SHEET}correct/", views.correct, name="correct"),
    path(f"{SHEET}history/", views.history, name="history"),
    path(f"{SHEET}versions/<int:number>/", views.version, name="version"),
]
