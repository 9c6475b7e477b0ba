"""Addresses for phones (``sync``: without a language, with the version of the protocol) and pages about phones."""

from django.urls import path

from . import app_views, views

app_name = "field"
urlpatterns = [
    path("field/", app_views.app, name="app"),
    path("field/worker.js", app_views.worker, name="worker"),
    path("field/app.webmanifest", app_views.manifest, name="manifest"),
    path("work/phones/", views.phones, name="phones"),
    path("work/phones/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("work/inbox/<slug:code>/", views.board, name="board"),
]
sync = [
    path("sheets/<uuid:paper_id>", views.sheet, name="sheet"),
    path("places", views.places, name="places"),
    path("kit", views.kit, name="kit"),
]
