"""Attendances kept by area and year say what the meetings say, after every deed, and withhold the same."""

from datetime import date

import pytest

from isaf.cycles.models import Cycle
from isaf.kit.clock import pretend
from isaf.meetings import services
from isaf.meetings.models import AttendanceSum
from isaf.meetings.selectors import attendances_of, public_attendances
from isaf.meetings.summaries import rebuild_attendances
from tests import make

pytestmark = pytest.mark.django_db

PLACES = ("", "01", "0102", "010201")


@pytest.fixture
def years():
    with pretend(date(2026, 6, 30)):
        yield [make.cycle(year=2026), make.cycle(year=2025)]


def hold(meeting, **groups):
    day = date(meeting.cycle.year, 5, 10)
    services.hold_meeting(meeting=meeting, held_on=day, by=make.system(), attendances={"citizens": groups})


def session(year, village="01020101", kind="information"):
    return make.meeting(year, kind, on=date(year.year, 5, 10), village=make.area(village))


def rows():
    names = ("area_code", "origin", "year", "kind", "segment", "n", "shown", "few", "cells", "least")
    return sorted(AttendanceSum.objects.filter(cells__gt=0).values_list(*names))


def told(code, year, segments=()):
    """What the sums say, after it was held against the meetings themselves."""
    kept = public_attendances(code, year, 5, segments)
    cycles = Cycle.objects.filter(area__code__below=code)
    cycles = cycles if year is None else cycles.filter(year=year)
    assert kept == attendances_of(cycles, 5, segments)
    return kept


def agree_everywhere():
    for code in PLACES:
        for year in (2026, 2025, 2024, None):
            told(code, year)
            told(code, year, ["all"])


def test_sums_follow_every_record_and_its_correction(years):
    first, second = session(years[0]), session(years[0], "01020102")
    hold(first, all=3, female=3)
    assert told("01", 2026).by_kind == {"information": {"all": "few", "female": "few"}}
    hold(second, all=40, female=20, youth=None)
    assert told("01", 2026).by_kind == {"information": {"all": 43, "female": 23, "youth": None}}
    hold(session(years[1]), all=50, female=48, youth=12)
    assert told("", None).by_kind == {"information": {"all": 93, "female": 23, "youth": 12}}
    assert told("", None).is_less
    agree_everywhere()
    hold(second, all=12, female=10)  # said again: the first one's three women are 13 of 15 now
    agree_everywhere()
    hold(session(years[0], kind="scoring"), all=31)
    agree_everywhere()


def test_told_anew_from_the_meetings_the_rows_are_the_same(years):
    for year in years:
        hold(session(year), all=30, female=28, youth=None)
        hold(session(year, "01020102"), all=4)
    kept = rows()
    AttendanceSum.objects.update(n=999)
    rebuild_attendances()
    assert rows() == kept
    rebuild_attendances()
    assert rows() == kept


def test_sums_kept_under_another_smallest_number_are_not_shown(years):
    hold(session(years[0]), all=8, female=6)
    assert public_attendances("", 2026, 5).by_kind["information"] == {"all": 8, "female": "few"}
    assert public_attendances("", 2026, 10).by_kind["information"] == {"all": "few", "female": "few"}


def test_one_query_for_any_area(years, django_assert_num_queries):
    hold(session(years[0]), all=30)
    with django_assert_num_queries(2):  # what this server holds, and the sums
        public_attendances("", None, 5)
