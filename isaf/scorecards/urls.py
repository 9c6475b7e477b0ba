from django.urls import path

from . import views

app_name = "scorecards"
urlpatterns = [
    path("work/years/<int:pk>/scoring/<slug:slug>/", views.scoring, name="scoring"),
    path("work/years/<int:pk>/self-assessment/<slug:slug>/", views.self_assessment, name="self_assessment"),
    path("work/years/<int:pk>/results/<slug:slug>/", views.results, name="results"),
    path("work/meetings/<uuid:pk>/sheet/", views.tally, name="tally"),
    path("work/meetings/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("work/sheets/<uuid:pk>/", views.sheet, name="sheet"),
    path("work/sheets/<uuid:pk>/correct/", views.correct, name="correct"),
]
