"""Addresses for phones (``sync``: without a language, with the version of the protocol) and pages about phones."""

from django.urls import path

from . import views

app_name = "field"
urlpatterns = [
    path("work/phones/", views.phones, name="phones"),
    path("work/phones/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("work/inbox/<slug:code>/", views.board, name="board"),
]
sync = [
    path("sheets/<uuid:paper_id>", views.sheet, name="sheet"),
    path("kit", views.kit, name="kit"),
]
