"""What waits in this room for who keeps the places of the whole country: units that ended with matters open."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.cycles.selectors import in_words
from isaf.kit.saying import as_written
from isaf.kit.work import WorkItem
from isaf.people.access import may, may_anywhere
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import nation

from .selectors import undecided


def waiting(account: Account, today: date) -> list[WorkItem]:
    """One item for all of them, since the oldest; at most two queries, none for everybody else."""
    if not may_anywhere(account, Verb.FACILITY_EDIT) or not may(account, Verb.FACILITY_EDIT, nation()):
        return []
    units = list(undecided().prefetch_related(None)[:100])
    if not units:
        return []
    return [
        WorkItem(
            since=units[0].valid_to,
            title=_("Say who takes on an ended unit"),
            place=_place(units),
            button=_("Decide"),
            address=reverse("registry:ended"),
        )
    ]


def _place(units: list[Area]) -> str:
    if len(units) == 1:
        return in_words(units[0].names)
    return ngettext("%(n)s unit", "%(n)s units", len(units)) % {"n": as_written(len(units))}
