"""What waits for a person, and where a year stands: gathered from the rooms below."""

from datetime import date
from importlib import import_module
from importlib.util import find_spec

from isaf.cycles.models import Cycle
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

ROOMS = [r for r in ("meetings", "information", "scorecards", "plans") if find_spec(f"isaf.{r}.selectors")]


def waiting_for(account: Account, today: date) -> list[WorkItem]:
    """Everything that waits for this person, oldest first."""
    items = [
        item for room in ROOMS for item in import_module(f"isaf.{room}.selectors").waiting(account, today)
    ]
    return sorted(items)


def my_years(account: Account) -> list[Cycle]:
    """The years of work that the person may enter, newest first."""
    rows = Cycle.objects.select_related("area").defer("instrument")
    return list(access.within(account, Verb.AREA_READ, rows, area="area")[:60])


def year_page(account: Account, cycle: Cycle, today: date) -> dict:
    return {}
