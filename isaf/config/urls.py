"""The table of contents of the whole product. Languages stand first in every address people see."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic.base import RedirectView

from isaf.field.urls import sync
from isaf.home.health import healthz

ROOMS = [
    "people",
    "registers",
    "files",
    "registry",
    "notices",
    "cycles",
    "meetings",
    "information",
    "scorecards",
    "plans",
    "changes",
    "monitoring",
    "feedback",
    "posters",
    "field",
    "home",
    "publishing",
]
ROOMS = [r for r in ROOMS if find_spec(f"isaf.{r}") and find_spec(f"isaf.{r}.urls")]

urlpatterns = [
    path("", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/", query_string=True)),
    path("healthz", healthz, name="healthz"),
    path("sync/v1/", include((sync, "sync"))),
    *i18n_patterns(*(path("", include(f"isaf.{room}.urls")) for room in ROOMS), prefix_default_language=True),
]
handler404 = "isaf.home.middleware.page_not_found"
handler500 = "isaf.home.middleware.page_broken"
