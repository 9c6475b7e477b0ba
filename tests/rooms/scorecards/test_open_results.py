"""One row says that citizens' results of a facility and year are open: it comes, stays and is told anew with them."""

import pytest

from isaf.scorecards import services
from isaf.scorecards.models import FacilitySummary, OpenResult

from .conftest import STAFF, typed

pytestmark = pytest.mark.django_db
TOLD = ("facility", "year", "round", "origin", "host_code")


def by_the_summaries():
    rows = FacilitySummary.objects.filter(is_open=True, kind="citizens", segment="all").order_by()
    return set(rows.values_list(*TOLD))


def kept():
    return set(OpenResult.objects.values_list(*TOLD))


def test_it_comes_when_the_last_planned_sheet_is_in_and_is_told_anew_the_same(scene):
    waits = scene.meeting("01020102", held=False)
    sheet = typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18})
    scene.approved(sheet, meeting=scene.meeting())
    assert kept() == by_the_summaries() == set()
    waits.state, waits.cancelled_reason = "cancelled", "Rain."
    waits.save()
    services.meeting_changed(meeting=waits)
    before = kept()
    assert before == by_the_summaries()
    assert len(before) == 1
    OpenResult.objects.all().delete()
    services.rebuild_summaries()
    assert kept() == before
