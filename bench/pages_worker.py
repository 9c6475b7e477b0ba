"""Public pages beside their static twins, or searches, in one process: prints seconds as one line of JSON.

    ISAF_DATA=... python -m bench.pages_worker pages|search

A page's twin is the same template with the same things to show, kept from the first time, behind the same middleware:
what the page costs beyond it is what it costs to ask the database.
"""

import json
import os
import sys
import time
from typing import Any
from urllib.parse import quote

TIMES = int(os.environ.get("BENCH_TIMES", "40"))
TWIN = "X-Bench-Twin"
KEPT: dict[str, tuple[str, dict[str, Any]]] = {}


class Twins:
    """Answers a page from what it showed before, where the request asks for that."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        return self.get_response(request)

    def process_view(self, request: Any, *_view: Any) -> Any:
        if TWIN not in request.headers:
            return None
        from django.shortcuts import render

        from isaf.publishing.doors import public

        return public(lambda asked: render(asked, *KEPT[asked.path]))(request)


def start() -> Any:
    """A client of the whole product, its middleware with ours at the end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isaf.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from isaf.publishing import doors

    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "bench.pages_worker.Twins"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    shown = doors.render

    def keep(request: Any, template: str, context: dict[str, Any]) -> Any:
        KEPT[request.path] = (template, context)
        return shown(request, template, context)

    doors.render = keep
    return Client(headers={"host": "127.0.0.1"})


def addresses() -> dict[str, str]:
    """One page of each kind, of a commune in the middle of the list."""
    from isaf.places.models import Facility
    from isaf.plans.models import Plan

    centres = Facility.objects.exclude(host__origin="demonstration").filter(service="hc").order_by("code")
    facility = centres[centres.count() // 2]
    code = facility.host.code
    year = Plan.objects.filter(cycle__area__code=code).latest("cycle__year").cycle.year
    return {
        "facility": f"/km/facilities/{facility.slug}/",
        "commune": f"/km/areas/{code}/",
        "plan": f"/km/plans/{code}/{year}/",
        "front": "/km/",
        "district": f"/km/areas/{code[:4]}/",
        "province": f"/km/areas/{code[:2]}/",
        "nation": "/km/areas/",
        "programme": "/km/programme/",
    }


def once(client: Any, address: str, **headers: str) -> float:
    began = time.perf_counter()
    answer = client.get(address, headers=headers)
    seconds = time.perf_counter() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return seconds


def pages(client: Any) -> dict[str, Any]:
    """name -> seconds of the page and of its twin, taken in turn, so that what else runs here slows both."""
    found = {}
    for name, address in addresses().items():
        for _ in range(3):
            once(client, address)
            once(client, address, **{TWIN: "1"})
        turns = [(once(client, address), once(client, address, **{TWIN: "1"})) for _ in range(TIMES)]
        found[name] = {"live": [live for live, _twin in turns], "twin": [twin for _live, twin in turns]}
    return found


def search(client: Any) -> dict[str, Any]:
    """Seconds of searches as people type them: whole names, beginnings, two words, codes, and what is not there."""
    from isaf.places.models import Area, Facility

    names = [*Area.objects.values_list("names", flat=True), *Facility.objects.values_list("names", flat=True)]
    words: list[str] = ["zzzz", "0102", "health", "phnom penh", "primary"]
    for at in range(0, len(names), max(1, len(names) // 30)):
        for text in names[at].values():
            words += [text, text[:3]]
    once(client, "/km/search/?q=a")
    seconds = [once(client, f"/km/search/?q={quote(word)}") for word in words]
    return {"names": len(names), "searches": len(words), "live": seconds}


if __name__ == "__main__":
    from bench import pages_worker as worker  # the middleware knows it by this name

    tested = worker.start()
    print(json.dumps({"pages": worker.pages, "search": worker.search}[sys.argv[1]](tested)))
