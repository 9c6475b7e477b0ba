"""Every public page of the demonstration, in both languages: there, light, and without a cookie."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from isaf.country.current import pack
from isaf.demonstration.services import build_demonstration
from isaf.places.models import Area, Facility
from isaf.places.services import establish
from isaf.plans.models import Action, Plan
from tests import make

SHEETS = ("home/look.css", "publishing/public.css")


@pytest.mark.django_db
def test_every_page_of_the_demonstration_is_there_and_weighs_at_most_60_kilobytes(client):
    make.area("")
    establish(origin="demonstration")
    build_demonstration()
    looks = sum(len(gzip.compress(Path(finders.find(sheet)).read_bytes())) for sheet in SHEETS)
    pages = ["", "areas/", "programme/", "method/", "privacy/", "search/?q=99"]
    pages += [f"areas/{code}/" for code in Area.objects.exclude(code="").values_list("code", flat=True)]
    pages += [f"facilities/{facility.slug}/" for facility in Facility.objects.all()]
    pages += [
        f"plans/{plan.cycle.area.code}/{plan.cycle.year}/" for plan in Plan.objects.filter(state="published")
    ]
    pages += [f"actions/{code}/" for code in Action.objects.values_list("code", flat=True)]
    assert len(pages) > 40
    for address in pages:
        for language in pack().languages:
            answer = client.get(f"/{language}/{address}")
            assert answer.status_code == 200, address
            assert not answer.cookies
            assert 'class="demo"' in answer.content.decode()
            assert looks + len(gzip.compress(answer.content)) < 60_000, address
