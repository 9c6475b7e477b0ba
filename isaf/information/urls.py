from django.urls import path

from . import views
from .views import spreadsheets

app_name = "information"
FILES = "work/information/spreadsheets/"
SHEET = "work/years/<int:pk>/information/<slug:slug>/"
urlpatterns = [
    path(SHEET, views.edit, name="edit"),
    path(f"{SHEET}sections/<str:section>/", views.section, name="section"),
    path(f"{SHEET}submit/", views.submit, name="submit"),
    path(f"{SHEET}check/", views.check, name="check"),
    path(f"{SHEET}correct/", views.correct, name="correct"),
    path(f"{SHEET}history/", views.history, name="history"),
    path(f"{SHEET}versions/<int:number>/", views.version, name="version"),
    path("work/information/areas/<str:code>/<int:year>/", views.area, name="area"),
    path("work/information/areas/<str:code>/<int:year>/standards/", views.standards, name="standards"),
    path(FILES, spreadsheets.spreadsheets, name="spreadsheets"),
    path(f"{FILES}table.<str:ending>", spreadsheets.table, name="table"),
    path(f"{FILES}import/<str:ticket>/", spreadsheets.bring_in, name="import"),
    path(f"{FILES}<int:year>/<str:service>/<str:area>/", spreadsheets.spreadsheet, name="spreadsheet"),
]
