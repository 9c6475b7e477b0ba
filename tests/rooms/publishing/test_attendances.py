"""The public table of attendances tells no group so small that people are known."""

from datetime import date

from isaf.meetings.services import hold_meeting
from tests import make

from .conftest import text_of

COUNTS = {"all": 31, "female": 18, "youth": 28, "idpoor": None, "disability": 3}


def test_a_small_group_and_a_small_rest_are_withheld_and_what_nobody_counted_says_so(place, look):
    meeting = make.meeting(place.cycle, "information", on=date(2025, 5, 10))
    hold_meeting(
        meeting=meeting, held_on=date(2025, 5, 10), by=make.system(), attendances={"citizens": COUNTS}
    )
    table = look("areas/010201/").find(id="attendances").find_next("table")
    heads = [text_of(head) for head in table.thead.find_all("th")][1:]
    cells = [text_of(cell) for cell in table.tbody.tr.find_all("td")]
    assert cells.count("Not shown, so that nobody can be recognised.") == 2
    assert cells.count("31") == cells.count("18") == 1
    assert len(heads) == len(cells)
    assert set(cells) <= {"31", "18", "Not collected.", "Not shown, so that nobody can be recognised."}
