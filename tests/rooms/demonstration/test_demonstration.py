"""The invented years: whole, lived by the rules, built once, never mixed with real ones."""

import io
import json
from datetime import datetime

from django.apps import apps
from django.db import models

from isaf.__main__ import main
from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import counted_cycles
from isaf.demonstration.command import build_once, sign_ins
from isaf.demonstration.selectors import password_of, summary
from isaf.information.models import InformationSheet
from isaf.kit.clock import now, today
from isaf.meetings.models import Meeting
from isaf.monitoring.selectors import Question, coverage
from isaf.people.models import Account
from isaf.places.models import Area, Facility, Installation
from isaf.plans.models import Action, Outcome, Plan
from isaf.scorecards.models import FacilitySummary, Sheet

OWN = ("audit", "places", "people", "registers", "cycles", "information", "meetings", "scorecards", "plans")


def tables() -> list[type[models.Model]]:
    return [model for room in OWN for model in apps.get_app_config(room).get_models()]


def counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in tables()}


def test_building_again_changes_nothing(demonstration):
    before, told = counts(), summary()
    build_once(io.StringIO())
    assert main(["demo"]) == 0
    assert (counts(), summary()) == (before, told)


def test_the_command_tells_it_as_documented(demonstration, capsys):
    assert main(["demo", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["url", "accounts", "areas", "facilities", "cycles"]
    assert list(told["accounts"][0]) == ["role", "username", "password", "scope"]
    assert list(told["facilities"][0]) == ["code", "service", "area", "years"]
    assert list(told["cycles"][0]) == ["area", "year", "state"]
    first, cycle = told["facilities"][0], told["cycles"][0]
    assert (cycle["state"], cycle["year"] in first["years"], first["area"]) == ("closed", True, cycle["area"])
    assert first["code"].startswith("hc-")


def test_every_role_of_the_country_has_a_sample_sign_in_that_works(demonstration, client):
    told = summary()["accounts"]
    assert {account["role"] for account in told} == {role.id for role in pack().roles}
    for account in told[:4]:
        answer = client.post(
            "/en/sign-in/", {"username": account["username"], "password": account["password"]}
        )
        assert answer.status_code == 302
        client.post("/en/sign-out/")
    table = sign_ins()
    assert all(role.id in table for role in pack().roles)


def test_passwords_differ_from_person_to_person_and_from_server_to_server(settings):
    before = {name: password_of(name) for name in ("sokha", "dara")}
    assert len(set(before.values())) == 2
    settings.SECRET_KEY = "another server's"
    assert password_of("sokha") != before["sokha"]


def test_everything_in_it_is_marked_as_invented(demonstration):
    marked = [model for model in tables() if any(field.name == "origin" for field in model._meta.fields)]
    assert {Area, Facility, Cycle, Account, FacilitySummary} <= set(marked)
    for model in marked:
        rows = model.objects.exclude(origin="demonstration")
        assert {str(row) for row in rows} <= {"nation"}, model


def test_every_place_in_it_stands_under_the_invented_code(demonstration):
    code = pack().demonstration_code
    assert all(area.code.startswith(code) for area in Area.objects.exclude(code=""))
    assert all(one.host.code.startswith(code) for one in Facility.objects.select_related("host"))


def test_figures_of_a_real_server_never_count_it(demonstration):
    newest = pack().phase_of(today().year).id
    assert counted_cycles().exists()
    assert [row for row in coverage(Question(newest)) if row.definition == "scored" and row.numerator]
    Installation.objects.update(origin="real")
    assert not counted_cycles().exists()
    assert [row for row in coverage(Question(newest)) if row.definition == "scored"] == []


# --- What was lived -----------------------------------------------------------------------------------


def test_a_finished_year_is_finished_in_every_room(demonstration):
    closed = Cycle.objects.filter(state="closed")
    assert sorted(cycle.area.code for cycle in closed) == ["9901", "990101", "990102"]
    for cycle in closed:
        hosted = Target.objects.filter(cycle=cycle, is_host=True)
        published = InformationSheet.objects.filter(cycle=cycle, state="published")
        assert published.count() == hosted.count()
        assert not cycle.meetings.filter(state="planned").exists()
        assert not cycle.sheets.exclude(state="approved").exists()
        plan = Plan.objects.get(cycle=cycle)
        assert plan.received_on
        assert plan.lines.exists()
    opened = FacilitySummary.objects.filter(year=closed[0].year)
    assert opened.exists()
    assert not opened.filter(is_open=False).exists()


def test_no_page_is_empty_all_answers_and_all_proofs_occur(demonstration):
    assert set(Outcome.objects.values_list("decision", flat=True)) == {"agreed", "not_agreed", "referred"}
    assert {"completed", "in_progress", "not_started"} <= set(Action.objects.values_list("status", flat=True))
    states = set(InformationSheet.objects.values_list("state", flat=True))
    assert {"published", "submitted", "draft"} <= states
    assert Cycle.objects.filter(state="open").count() >= 2


def test_nobody_in_it_did_what_four_eyes_forbid(demonstration):
    citizens = Sheet.objects.filter(kind="citizens", state="approved")
    assert citizens.exists()
    assert all(sheet.reviewed_by_id != sheet.submitted_by_id for sheet in citizens)
    for sheet in InformationSheet.objects.filter(state="published"):
        assert sheet.checked_by_id not in (sheet.drafted_by_id, sheet.submitted_by_id)
    for plan in Plan.objects.filter(state="published"):
        assert len({plan.proposed_by_id, plan.approved_by_id, plan.signed_by_id}) == 3


def test_nothing_in_it_happened_in_the_future(demonstration):
    limit = {models.DateField: today(), models.DateTimeField: now()}
    for model in (Meeting, Sheet, InformationSheet, Plan, Cycle, FacilitySummary):
        for field in model._meta.fields:
            if isinstance(field, models.DateField) and field.name != "planned_on":
                latest = model.objects.aggregate(x=models.Max(field.name))["x"]
                allowed = now() if isinstance(latest, datetime) else limit[models.DateField]
                assert latest is None or latest <= allowed, f"{model.__name__}.{field.name}"
