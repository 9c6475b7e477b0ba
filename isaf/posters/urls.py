from django.urls import re_path

from . import views

app_name = "posters"
SHEET = r"^facilities/(?P<slug>[a-z]+-[0-9A-Za-z._-]+)/(?P<year>[0-9]{4})"
LANGUAGES = r"(?P<languages>[a-z]{2,3}(?:\+[a-z]{2,3})*)"

urlpatterns = [
    re_path(rf"{SHEET}/poster-(?P<paper>A1|A3|A4)-{LANGUAGES}\.pdf$", views.poster, name="poster"),
    re_path(rf"{SHEET}/loudspeaker-{LANGUAGES}\.pdf$", views.script, name="script"),
    re_path(rf"{SHEET}/loudspeaker-{LANGUAGES}\.txt$", views.script_text, name="script_text"),
    re_path(rf"{SHEET}/message-{LANGUAGES}\.txt$", views.message_text, name="message_text"),
]
