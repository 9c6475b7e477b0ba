"""A double tap, or a form sent again after a lost answer: one deed, and the same page as the first time."""

from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from isaf.plans.lines import Line
from isaf.plans.services import add_line
from tests import cast, make

from .persons import Person

pytestmark = pytest.mark.django_db

STAFF = "hc-staff"


@pytest.fixture(autouse=True)
def in_june():
    with pretend(date(2026, 6, 30)):
        yield


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def year(people):
    return make.cycle(year=2026)


def opening(people, year):
    return people.bopha, "/en/work/areas/010201/open/", {"year": "2025"}, ""


def closing(people, year):
    return people.bopha, f"/en/work/years/{year.pk}/close/", {"on": "2026-06-30", "sure": "on"}, ""


def planning(people, year):
    typed = {"kind": "information", "planned_on": "2026-05-10", "place": "Pagoda"}
    return people.sokha, f"/en/work/years/{year.pk}/meetings/plan/", typed, ""


def recording(people, year):
    kept = make.meeting(year, "information", on=date(2026, 5, 10))
    return people.sokha, f"/en/work/meetings/{kept.pk}/", {"held_on": "2026-05-10", "citizens-all": "31"}, ""


def filling(people, year):
    address = f"/en/work/years/{year.pk}/information/ca-010201/sections/performance/"
    return people.dara, address, {"performance__births__this_year": "41"}, "save"


def typing(people, year):
    centre = facility_by_slug("hc-010201")
    kept = make.meeting(year, facility=centre, village=make.area("01020101"), on=date(2026, 5, 10))
    boxes = {f"n__{STAFF}__all__{v}": n for v, n in zip("12345", ["0", "3", "9", "14", "5"], strict=True)}
    typed = {"officials": "none", "people__all": "31", f"chosen__{STAFF}": "on", **boxes}
    return people.sokha, f"/en/work/meetings/{kept.pk}/sheet/", typed, ""


def assessing(people, year):
    typed = {"method": "agreed", "held_on": "2026-05-20", "people__all": "6", f"agreed__{STAFF}": "4"}
    return people.head, f"/en/work/years/{year.pk}/self-assessment/hc-010201/", typed, ""


def meeting_both_sides(people, year):
    typed = {"held_on": "2026-06-28", "citizens-all": "40", "providers-all": "9"}
    return people.dara, f"/en/work/years/{year.pk}/interface/meeting/", typed, ""


def adding_a_line(people, year):
    typed = {"title": "Two pumps", "lead": "Commune", "section": section(year), "end_on": "2026-12-31"}
    return people.dara, f"/en/work/years/{year.pk}/plan/add/", typed, ""


def reporting(people, year):
    centre = facility_by_slug("hc-010201")
    drawn = Line(title="Two pumps", section=section(year), lead="Health centre", end_on=date(2026, 12, 31))
    action = add_line(
        cycle=year, line=drawn, facility=centre, agreed_on=date(2026, 6, 1), by=people.dara
    ).action
    typed = {"status": "in_progress", "percent": "40", "on": "2026-06-29"}
    return people.head, f"/en/work/actions/{action.code}/report/", typed, ""


def proposing(people, year):
    reporting(people, year)
    return people.committee, f"/en/work/years/{year.pk}/plan/from-draft/", {}, ""


def adding_a_facility(people, year):
    typed = {"service": "hc", "code": "777", "name_km": "kh", "name_en": "Lily", "host": "010201"}
    return people.bopha, "/en/work/facilities/add/", typed, ""


def section(year) -> str:
    return year.instrument["plan_sections"][0]["id"]


FORMS = [
    opening, closing, planning, recording, filling, typing, assessing, meeting_both_sides, adding_a_line, reporting,
    proposing, adding_a_facility,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_same_form_sent_twice_is_one_deed(people, year, form):
    who, address, typed, button = form(people, year)
    person = Person(who).open(address)
    filled = person.fill(button, **typed)
    before = Event.objects.count()
    person.post(filled)
    assert person.status == 200, person.text
    first, once = person.address, Event.objects.count()
    assert once > before
    person.post(filled)
    assert (person.status, person.address, Event.objects.count()) == (200, first, once)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_same_form_in_another_persons_hands_is_not_a_repeat(people, year, form):
    """A key belongs to who opened the form: Chan cannot learn where it led, and does nothing with it."""
    who, address, typed, button = form(people, year)
    filled = Person(who).open(address).fill(button, **typed)
    Person(who).post(filled)
    once = Event.objects.count()
    chan = Person(people.chan).post(filled)
    assert chan.status in (403, 404)
    assert Event.objects.count() == once
