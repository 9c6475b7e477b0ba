"""No vote, sheet, plan or action of a practice or an invented year moves any real figure (ADR 0021, ADR 0024)."""

from datetime import date

import pytest

from isaf.cycles.services import close_cycle
from isaf.monitoring.selectors import Question, coverage
from isaf.places.problems import WrongOrigin
from isaf.plans.lines import Line
from isaf.plans.services import record_outcome
from isaf.scorecards.selectors import facility_results
from tests import make

from .conftest import Year, inform, score, sign

PAGES = [
    "", "areas/", "areas/01/", "areas/0102/", "areas/010201/", "areas/01020101/", "facilities/hc-010201/",
    "facilities/hc-010201/2025/", "facilities/ca-010201/", "plans/010201/2025/", "programme/", "search/?q=010201",
]  # fmt: skip
TABLES = [
    "areas/areas.csv", "areas/services.csv", "areas/actions.csv", "areas/010201/services.csv", "areas/0102/areas.csv",
    "areas/010201/actions.csv", "facilities/hc-010201/scores.csv", "facilities/hc-010201/2025/scores.csv",
    "facilities/ca-010201/information.csv", "plans/010201/2025/lines.csv", "programme/coverage.csv",
]  # fmt: skip


def told(client, year: Year) -> dict[str, object]:
    """Everything that is counted: public pages and tables, coverage of both phases, pooled results."""
    found: dict[str, object] = {}
    for path in PAGES + TABLES:
        answer = client.get(f"/en/{path}")
        assert answer.status_code == 200, path
        found[path] = answer.content.decode()
    found["coverage"] = [
        coverage(Question(phase=phase)) for phase in ("1", "2", "2-extension", "continuation")
    ]
    found["results"] = facility_results(year.centre, 2025)
    return found


def invented_year(real: Year, origin: str) -> Year:
    """The same commune, year and people, once more, as an exercise: higher scores, more actions, other money."""
    cycle = make.cycle(year=2025, origin=origin)
    assert cycle.origin == origin
    return Year(real.people, cycle, real.centre, real.office)


def agree_in_the_room(other: Year) -> None:
    """An action that answers no proposal: it came up in the meeting."""
    meeting = make.meeting(other.cycle, "interface", on=date(2025, 7, 22), held=True)
    line = Line(
        title="Invented", section="internal", end_on=date(2025, 12, 31), lead="Nobody", cost=9_900_000
    )
    record_outcome(meeting=meeting, facility=other.centre, decision="agreed", line=line, by=other.people.dara)


@pytest.fixture
def closed(year: Year) -> Year:
    """The real year is over, so that another one may be opened in the same place."""
    close_cycle(cycle=year.cycle, by=make.system(), on=date(2026, 2, 1))
    return year


@pytest.mark.parametrize("origin", ["practice", "demonstration"])
def test_a_whole_year_that_is_not_real_moves_no_real_figure(closed: Year, client, origin):
    before = told(client, closed)
    other = invented_year(closed, origin)
    inform(other, {"performance": {"council_meetings": {"this_year": 1}}})
    score(other)
    agree_in_the_room(other)
    sign(other)
    after = told(client, closed)
    assert {key for key in before if before[key] != after[key]} == set()


def test_a_practice_facility_is_counted_nowhere_and_an_invented_one_is_refused(year: Year, client):
    before = told(client, year)
    make.facility("hc-010299", host="010201", serves=("010201",), origin="practice")
    assert told(client, year) == before
    with pytest.raises(WrongOrigin):
        make.facility("hc-010298", host="010201", origin="demonstration")


def test_the_same_year_once_more_and_real_would_move_them(closed: Year, client):
    """The guard of the tests above: they look where a figure would move."""
    before = told(client, closed)
    other = invented_year(closed, "real")
    score(other)
    after = told(client, closed)
    assert {key for key in before if before[key] != after[key]}
