from django.urls import path, re_path

from .views import public, work

app_name = "feedback"
urlpatterns = [
    re_path(r"^facilities/(?P<slug>[a-z]+-[0-9A-Za-z._-]+)/(?P<year>[0-9]{4})/ask/$", public.ask, name="ask"),
    path("ask/", public.lookup, name="lookup"),
    re_path(r"^ask/(?P<code>[0-9A-Z]{8})/$", public.receipt, name="receipt"),
    path("work/questions/", work.questions, name="questions"),
    path("work/questions/<uuid:pk>/", work.question, name="question"),
    path("work/questions/<uuid:pk>/aside/", work.aside, name="aside"),
]
