"""Who may take along what, and who looks after phones and papers."""

from django.db.models import QuerySet

from isaf.cycles.models import Cycle
from isaf.inbox.models import Device
from isaf.inbox.selectors import device_by_id
from isaf.kit.problems import NotFound
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.problems import SessionNeeded
from isaf.people.selectors import people_in
from isaf.people.verbs import Verb
from isaf.places.models import Area

from . import selectors


def cycles_to_take(account: Account, codes: list[str]) -> list[Cycle]:
    """The open years of these areas, or of those below them, for which the person types sheets; else NotFound."""
    found = _within_reach(account, selectors.open_cycles(codes))
    if not found:
        raise NotFound()
    return found


def cycles_in_reach(account: Account) -> list[Cycle]:
    """Every open year for which the person types sheets; may be none."""
    return _within_reach(account, selectors.all_open_cycles())


def _within_reach(account: Account, cycles: QuerySet[Cycle]) -> list[Cycle]:
    """Who types citizens' sheets does so in an area; staff assess their own facility."""
    found = {cycle.pk: cycle for cycle in access.within(account, Verb.SHEET_ENTER, cycles, area="area")}
    of_staff = access.within(
        account, Verb.SELFASSESS_ENTER, selectors.targets_of(cycles), facility="facility"
    )
    found |= {cycle.pk: cycle for cycle in cycles.filter(pk__in=of_staff.values("cycle"))}
    return sorted(found.values(), key=lambda cycle: (cycle.area.code, cycle.year))


def meetings_to_take(account: Account, cycles: list[Cycle]) -> list[Meeting]:
    """The meetings of these years whose sheets the person types, in the order of their days."""
    rows = selectors.meetings_of(cycles)
    citizens = rows.filter(kind=Meeting.Kind.SCORING)
    staff = rows.filter(kind=Meeting.Kind.SELF_ASSESSMENT)
    found = [
        *access.within(account, Verb.SHEET_ENTER, citizens, area="cycle__area"),
        *access.within(account, Verb.SELFASSESS_ENTER, staff, facility="facility"),
    ]
    return sorted(found, key=lambda meeting: (meeting.planned_on, str(meeting.pk)))


def device_to_withdraw(account: Account, pk: int) -> Device:
    """One's own phone, or one of a person whose passwords one resets."""
    device = device_by_id(pk)
    if device and (device.owner_id == account.pk or access.may_care(account, device.owner)):
        return device
    if device and access.lacks_session(account):
        raise SessionNeeded()
    raise NotFound()


def senders_seen(account: Account, area: Area) -> set[int]:
    """The people of an area whose phones and papers the person looks after; not one's own administration's business.

    Papers may hold citizens' votes, so only who reads citizens' sheets there sees the list.
    """
    access.require(account, Verb.SHEET_READ, area)
    return set(people_in(area).values_list("person", flat=True))
