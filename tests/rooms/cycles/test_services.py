"""Opening a year, its steps, closing it."""

from datetime import date

import pytest

from isaf.audit.selectors import events_about
from isaf.country.current import pack
from isaf.cycles import problems, services
from isaf.cycles.models import Cycle
from isaf.cycles.rules import freeze
from isaf.cycles.selectors import cycle_of, host_cycle, instrument_of, steps_of, targets_of, years_of
from isaf.kit.clock import pretend
from isaf.places.models import Installation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may():
    with pretend(date(2026, 5, 10)):
        yield


def opened(code="010201", year=2026, **fields) -> Cycle:
    return services.open_cycle(area=make.commune(code), year=year, by=make.system(), **fields)


def test_everything_in_the_area_and_what_serves_it_is_a_target():
    make.facility("hc-010202", host="010202", serves=("010202", "010201"))
    make.facility("hc-010203", host="010203", serves=("010203",))
    cycle = opened()
    found = {target.facility.slug: target.is_host for target in targets_of(cycle)}
    assert found == {"ca-010201": True, "hc-010201": True, "ps-0102011": True, "hc-010202": False}
    assert cycle.opened_on == date(2026, 5, 10)
    event = events_about("cycle", str(cycle.pk)).get()
    assert (event.verb, event.place_code, event.details) == (
        "open_cycle",
        "010201",
        {"year": 2026, "targets": 4},
    )


def test_villages_are_targets_where_a_service_is_scored_village_by_village():
    cycle = opened()
    in_villages = {t.facility.service for t in targets_of(cycle) if t.villages.count() == 2}
    assert in_villages == {s.id for s in pack().services if s.scored_at} & {"ca", "hc", "ps"}


def test_a_shared_health_centre_is_counted_in_its_own_commune():
    make.facility("hc-010202", host="010202", serves=("010202", "010201"))
    guest, own = opened("010201"), opened("010202")
    shared = next(t.facility for t in targets_of(guest) if t.facility.code == "010202")
    assert host_cycle(shared, 2026) == own
    assert host_cycle(shared, 2025) is None
    assert years_of(shared) == [2026]


def test_a_year_that_is_open_is_not_opened_again():
    opened()
    with pytest.raises(problems.CycleExists):
        opened()
    assert Cycle.objects.count() == 1


def test_after_closing_a_new_round_may_be_opened_and_stands_first():
    first = opened()
    services.close_cycle(cycle=first, by=make.system(), on=date(2026, 5, 10))
    second = opened()
    assert (first.round, second.round) == (1, 2)
    assert cycle_of(first.area, 2026) == second


@pytest.mark.parametrize("code", ["", "01020101"])
def test_the_nation_and_villages_have_no_year_of_their_own(code):
    make.commune("010201")
    with pytest.raises(problems.NotAnAdministration):
        services.open_cycle(area=make.area(code), year=2026, by=make.system())


@pytest.mark.parametrize(("code", "office"), [("0102", "da-0102"), ("01", "pa-01")])
def test_a_district_and_a_province_have_a_year_with_their_own_office(code, office):
    make.commune("010201")
    cycle = services.open_cycle(area=make.area(code), year=2026, by=make.system())
    assert [target.facility.slug for target in targets_of(cycle)] == [office]


@pytest.mark.parametrize("year", [1999, 2015, 2028])
def test_a_year_before_the_programme_or_far_ahead_is_refused(year):
    with pytest.raises(problems.YearOutside) as refused:
        opened(year=year)
    assert refused.value.details == {"year": year, "first": 2016, "last": 2027}


def test_the_next_year_may_be_opened_early_and_an_old_one_late():
    assert {opened(year=year).year for year in (2016, 2027)} == {2016, 2027}


def test_an_empty_target_list_is_refused():
    with pytest.raises(problems.NothingToTarget):
        opened(facilities=[])
    assert not Cycle.objects.exists()


def test_a_facility_of_another_area_is_no_target():
    stranger = make.facility("hc-010203", host="010203", serves=("010203",))
    with pytest.raises(problems.NotATarget):
        opened(facilities=[stranger])


def test_a_year_keeps_the_phase_of_the_programme_it_fell_in():
    assert opened(year=2017).phase == "1"
    assert opened("010202", year=2021).phase == "2"


def test_a_later_change_of_the_country_does_not_alter_what_people_were_asked(monkeypatch):
    from dataclasses import replace

    from isaf.country import current

    cycle = opened()
    asked = instrument_of(cycle)
    changed = replace(pack(), criteria={**pack().criteria, "hc": ()}, min_cell=9, version="later")
    monkeypatch.setattr(services, "pack", lambda: changed)
    monkeypatch.setattr(current, "pack", lambda: changed)
    again = Cycle.objects.get(pk=cycle.pk)
    assert instrument_of(again) == asked
    assert instrument_of(again).criteria["hc"]
    other = opened("010202")
    assert (other.pack_version, instrument_of(other).criteria["hc"]) == ("later", ())


def test_the_frozen_instrument_is_the_countrys():
    assert opened().instrument == freeze(pack())


@pytest.mark.parametrize("origin", ["real", "demonstration"])
def test_a_year_has_the_origin_of_its_server(origin):
    Installation.objects.update_or_create(id=1, defaults={"country": "kh", "origin": origin})
    assert opened().origin == origin


# --- Steps ---------------------------------------------------------------------------------------------


def verbs(cycle) -> list[str]:
    return [event.verb for event in events_about("cycle", str(cycle.pk))][::-1][1:]


def test_every_step_of_the_country_is_planned_in_order():
    cycle = opened()
    steps = steps_of(cycle, date(2026, 5, 10))
    assert [step["row"].step for step in steps] == [step.id for step in pack().steps]
    assert all(step["word"] for step in steps)
    assert {step["state"] for step in steps} <= {"late", "now", "next"}


def test_a_step_begins_once_and_ends_with_the_last_day_said():
    cycle = opened()
    for day in (3, 5):
        services.start_step(cycle=cycle, step="information", on=date(2026, 5, day), by=make.system())
    for day in (8, 9):
        services.end_step(cycle=cycle, step="information", on=date(2026, 5, day), by=make.system())
    row = cycle.steps.get(step="information")
    assert (row.started_on, row.ended_on) == (date(2026, 5, 3), date(2026, 5, 9))
    assert verbs(cycle) == ["start_step", "end_step", "end_step"]


def test_ending_a_step_that_nobody_began_begins_it():
    cycle = opened()
    services.end_step(cycle=cycle, step="information", on=date(2026, 5, 9), by=make.system())
    assert cycle.steps.get(step="information").started_on == date(2026, 5, 9)


def test_a_step_that_the_country_does_not_have_leaves_no_trace():
    cycle = opened()
    services.end_step(cycle=cycle, step="moon", on=date(2026, 5, 9), by=make.system())
    assert verbs(cycle) == []


def test_a_postponed_step_says_why():
    cycle = opened()
    days = {"planned_from": date(2026, 7, 1), "planned_to": date(2026, 7, 31)}
    with pytest.raises(problems.PostponedWithoutReason):
        services.postpone_step(cycle=cycle, step="information", reason=" ", by=make.system(), **days)
    with pytest.raises(problems.UnknownStep):
        services.postpone_step(cycle=cycle, step="moon", reason="Floods.", by=make.system(), **days)
    services.postpone_step(cycle=cycle, step="information", reason="Floods.", by=make.system(), **days)
    row = cycle.steps.get(step="information")
    assert (row.planned_from, row.planned_to, row.postponed_reason) == (*days.values(), "Floods.")


# --- Closing -------------------------------------------------------------------------------------------


def test_a_closed_year_is_closed_once_and_its_steps_stand_still():
    cycle = services.close_cycle(cycle=opened(), by=make.system(), on=date(2026, 5, 10))
    assert (cycle.state, cycle.closed_on) == ("closed", date(2026, 5, 10))
    for deed in (
        lambda: services.close_cycle(cycle=cycle, by=make.system(), on=date(2026, 5, 10)),
        lambda: services.start_step(cycle=cycle, step="information", on=date(2026, 5, 10), by=make.system()),
        lambda: services.must_be_open(cycle),
    ):
        with pytest.raises(problems.CycleClosed):
            deed()


@pytest.mark.parametrize(
    ("day", "problem"),
    [(date(2026, 5, 11), problems.DateInFuture), (date(2026, 5, 9), problems.ClosedBeforeOpened)],
)
def test_a_year_is_closed_on_a_day_that_has_come_and_not_before_it_was_opened(day, problem):
    cycle = opened()
    with pytest.raises(problem):
        services.close_cycle(cycle=cycle, by=make.system(), on=day)
    assert Cycle.objects.get().is_open
