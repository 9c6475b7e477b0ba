"""Every address of the product: who is let in, who is told whom to ask, and who finds nothing.

A new address without a row here fails. Chan works in another province: no row may let him in where a place is
named. A room that grows may keep its rows beside its tests, as ``ROWS`` in tests/rooms/<room>/addresses.py.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from isaf.cycles.models import Cycle
from isaf.home.middleware import ASKED_FIRST
from isaf.information import services as information
from isaf.kit.clock import pretend
from isaf.people.services import make_setup_token
from isaf.places.selectors import facility_by_slug
from isaf.plans import services as plans
from isaf.plans.lines import Line
from isaf.plans.models import Action, PlanLine
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet
from tests import cast, make
from tests.enter import enter

from .rows import EVERYBODY, NO_CENTRE, OF_THE_PLACE, Row, Scene, of_centre, of_office, of_year, public

pytestmark = pytest.mark.django_db

READERS = {"sokha", "dara", "chief", "council", "committee", "reviewer", "bopha", "vanna", "admin"}
DISTRICT, RECORDERS = {"bopha", "admin"}, {"sokha", "dara", "bopha", "admin"}
BOTH_SIDES, PROPOSERS = {"sokha", "dara", "bopha"}, {"sokha", "dara", "committee"}
DONE_WITH_A_BUTTON = {
    "people:slip",
    "people:slip_paper",
    "people:state",
    "people:confirm",
    "registers:remove_target",
}
FACILITY, AREA = {"slug": "hc-010201"}, {"code": "010201"}

ROWS = {
    "healthz": public(),
    "first address": public(),
    "people:sign_in": public(),
    "people:setup": public(lambda s: {"token": make_setup_token()}),
    "people:sign_out": Row(EVERYBODY, set(), method="post"),
    "people:why": Row(DISTRICT, set()),
    "cycles:open_year": Row(DISTRICT, named=lambda s: AREA),
    "cycles:close_year": of_year(DISTRICT),
    "meetings:meetings": of_year(OF_THE_PLACE),
    "meetings:plan": of_year(RECORDERS),
    "meetings:record": Row({"sokha"}, NO_CENTRE, lambda s: {"pk": s.planned.pk}),
    "information:edit": of_office(READERS),
    "information:section": of_office({"dara"}, section="performance"),
    "information:submit": of_office({"chief"}, "post"),
    "information:check": of_office(DISTRICT),
    "information:correct": of_office({"dara"}, "post"),
    "information:history": of_office(READERS),
    "information:version": of_office(READERS, number=1),
    "scorecards:scoring": of_centre(OF_THE_PLACE, {"chan"}),
    "scorecards:results": of_centre(OF_THE_PLACE, {"chan"}),
    "scorecards:self_assessment": of_centre({"sokha", "head"}),
    "scorecards:tally": Row({"sokha"}, NO_CENTRE, lambda s: {"pk": s.planned.pk}),
    "scorecards:cancel": Row({"sokha"}, NO_CENTRE, lambda s: {"pk": s.planned.pk}),
    "scorecards:sheet": Row({"sokha", "reviewer"}, NO_CENTRE, lambda s: {"pk": s.sheet.pk}),
    "scorecards:correct": Row({"sokha"}, NO_CENTRE, lambda s: {"pk": s.sheet.pk}),
    "plans:interface": of_year(OF_THE_PLACE),
    "plans:meeting": of_year(BOTH_SIDES),
    "plans:raise": of_centre(BOTH_SIDES, {"chan"}),
    "plans:answer": Row(BOTH_SIDES, named=lambda s: {"pk": s.year.pk, **FACILITY, "remark": s.remark}),
    "plans:plan": of_year(OF_THE_PLACE),
    "plans:plan_paper": of_year(OF_THE_PLACE, language="km"),
    "plans:add_line": of_year(PROPOSERS),
    "plans:carry": of_year(PROPOSERS, method="post"),
    "plans:send_back": of_year({"council"}),
    "plans:step": of_year(PROPOSERS, state="draft"),
    "plans:line": Row(PROPOSERS, named=lambda s: {"pk": s.line.pk}),
    "plans:move_line": Row(PROPOSERS, named=lambda s: {"pk": s.line.pk}, method="post"),
    "plans:remove_line": Row(PROPOSERS, named=lambda s: {"pk": s.line.pk}, method="post"),
    "plans:action": Row(OF_THE_PLACE, named=lambda s: {"code": s.action.code}),
    "plans:report": Row({"head", "sokha", "committee"}, named=lambda s: {"code": s.action.code}),
    "plans:refer": Row(BOTH_SIDES | PROPOSERS, named=lambda s: {"code": s.action.code}),
    "plans:reply": Row({"bopha"}, named=lambda s: {"pk": s.referral.pk}),
    "plans:overdue": Row(EVERYBODY, set()),
    "home:design": public(),
    "home:work": Row(EVERYBODY, set()),
    "home:areas": Row(EVERYBODY, set()),
    "home:year": of_year(OF_THE_PLACE),
    "publishing:front": public(),
    "publishing:nation": public(),
    "publishing:nation_csv": public(lambda s: {"table": "areas"}),
    "publishing:area": public(lambda s: AREA),
    "publishing:area_csv": public(lambda s: {**AREA, "table": "services"}),
    "publishing:facility": public(lambda s: FACILITY),
    "publishing:facility_year": public(lambda s: {**FACILITY, "year": "2026"}),
    "publishing:facility_csv": public(lambda s: {**FACILITY, "year": "2026", "table": "scores"}),
    "publishing:plan": public(lambda s: {**AREA, "year": "2025"}),
    "publishing:plan_csv": public(lambda s: {**AREA, "year": "2025"}),
    "publishing:action": public(lambda s: {"code": Action.objects.get(title="Old pumps").code}),
    "publishing:search": public(),
    "publishing:programme": public(),
    "publishing:coverage_csv": public(),
    "publishing:method": public(),
    "publishing:privacy": public(),
}
for _file in sorted(Path(__file__).parent.glob("*/addresses.py")):
    ROWS |= import_module(f"tests.rooms.{_file.parent.name}.addresses").ROWS


@pytest.fixture
def scene(db) -> Iterator[Scene]:
    with pretend(date(2026, 6, 30)), override("en"):
        people = cast.people()
        _last_year(people)
        year = make.cycle(year=2026)
        _publish_information(people, year)
        centre = facility_by_slug("hc-010201")
        held = make.meeting(
            year, facility=centre, village=make.area("01020101"), on=date(2026, 5, 10), held=True
        )
        criterion = year.instrument["criteria"]["hc"][0]["id"]
        wish = TypedRemark(criterion, "proposal", "A door that shuts", "en")
        typed = TypedSheet(
            uuid4(), {"all": 12}, (TypedCriterion(criterion),), {criterion: {"all": {4: 12}}}, (wish,)
        )
        sheet = record_sheet(meeting=held, typed=typed, by=people.sokha, door="paper")
        approve_sheet(sheet=sheet, by=people.reviewer, passed=[sheet.remarks.get().pk])
        make.meeting(year, "interface", on=date(2026, 6, 20), held=True)
        line = _line(people, year, "Two pumps")
        referred = _line(people, year, "A doctor").action
        referral = plans.refer_action(
            action=referred, on=date(2026, 6, 29), reason="No post.", by=people.dara
        )
        planned = make.meeting(year, facility=centre, village=make.area("01020102"), on=date(2026, 6, 1))
        yield Scene(people, year, planned, sheet, line, line.action, referral)


def _last_year(people: cast.Cast) -> None:
    """A signed plan, so that a plan and an action are public."""
    year = make.cycle(year=2025)
    _line(people, year, "Old pumps")
    plan = plans.propose_plan(plan=year.plan, by=people.committee)
    plan = plans.approve_plan(plan=plan, session_number="1", approved_on=date(2025, 8, 1), by=people.council)
    plans.sign_plan(plan=plan, by=people.chief, on=date(2025, 8, 2))


def _publish_information(people: cast.Cast, year: Cycle) -> None:
    office, births = facility_by_slug("ca-010201"), {"performance": {"births": {"this_year": 41}}}
    sheet = information.save_draft(cycle=year, facility=office, content=births, by=people.dara)
    information.publish(sheet=information.submit(sheet=sheet, by=people.chief, is_sure=True), by=people.bopha)


def _line(people: cast.Cast, year: Cycle, title: str) -> PlanLine:
    section = year.instrument["plan_sections"][0]["id"]
    drawn = Line(title=title, section=section, lead="Health centre", end_on=date(year.year, 12, 31))
    centre = facility_by_slug("hc-010201")
    return plans.add_line(
        cycle=year, line=drawn, facility=centre, agreed_on=date(year.year, 6, 20), by=people.dara
    )


def addresses(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The names of every address that the product answers."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or 'first address'}"
        else:
            yield from addresses(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)


def test_every_address_has_a_row_and_every_row_an_address():
    known = set(addresses(get_resolver().url_patterns))
    assert {"no row": known - ROWS.keys(), "no address": ROWS.keys() - known} == {
        "no row": set(),
        "no address": set(),
    }


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.is_of_people])
def test_each_of_the_cast_gets_what_the_roles_give(scene, name):
    row, address = ROWS[name], _address(name, scene)
    found = {}
    for who in sorted(EVERYBODY):
        found[who] = getattr(enter(getattr(scene.people, who)), row.method)(address).status_code
    told = EVERYBODY - row.may - row.hidden
    assert {who for who, status in found.items() if status == 404} == row.hidden
    assert {who for who, status in found.items() if status == 403} == told
    assert all(found[who] in (200, 302, 400, 409, 422) for who in row.may), found
    signed_out = getattr(enter(), row.method)(address)
    assert signed_out.status_code == 302
    assert signed_out.url.startswith("/en/sign-in/")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.is_of_phones])
def test_an_address_for_phones_asks_for_the_secret_of_a_phone(scene, name):
    for who in (None, scene.people.sokha, scene.people.admin):
        answer = enter(who).get(_address(name, scene))
        assert (answer.status_code, answer["WWW-Authenticate"][:5]) == (401, "Basic")


@pytest.mark.parametrize(
    "name", [name for name, row in ROWS.items() if "admin" in row.may and row.is_of_people]
)
def test_an_administrator_without_a_session_reads_and_does_nothing_for_the_nation(scene, name):
    """Either the same answer as in a session, or the offer to start one; never something else."""
    row, address = ROWS[name], _address(name, scene)
    without = enter(scene.people.admin, administers=False)
    answer = getattr(without, row.method)(address)
    is_asked = name in ASKED_FIRST or name in DONE_WITH_A_BUTTON
    assert (answer.status_code == 403) is is_asked, answer.status_code
    is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
    if is_asked or is_page:
        assert "/en/work/people/administration/" in answer.text


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.is_public])
def test_a_public_address_is_for_everybody(scene, name):
    """Rith has no account; what he reads is the same for Chan, and leaves no cookie."""
    address = _address(name, scene)
    rith, chan = enter().get(address), enter(scene.people.chan).get(address)
    expected = 302 if name == "first address" else 200
    assert (rith.status_code, chan.status_code) == (expected, expected)
    if name.startswith("publishing:") or name in ("healthz", "home:design"):
        assert not rith.cookies
        assert rith.content == chan.content


def _address(name: str, scene: Scene) -> str:
    return "/" if name == "first address" else reverse(name, kwargs=ROWS[name].named(scene))
