"""What was sent upward: the office competent for it, and what waits for each office's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from isaf.country.current import pack
from isaf.country.pack import Names, Office
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area

from ..models import Action, Referral
from ..rules import REFERRED, REPLY_WITHIN, Competence, competent_office


def office_for(action: Action, above: Area) -> Office | None:
    """Who answers one level up: the pack's office for level, service and theme (ADR 0025).

    Where no office of that level fits, the district's focal point; None in a pack without offices.
    """
    level = pack().level_of(above.code)
    theme = next((t for t in pack().themes if t.id == action.theme), None)
    offices = [Competence(o.id, o.level, o.services, o.themes) for o in pack().offices]
    found = competent_office(
        offices,
        level.id if level else "nation",
        action.facility.service if action.facility else "",
        action.theme,
        theme.office if theme else "",
    )
    office = next((o for o in pack().offices if found and o.id == found.id), None)
    return office or next((o for o in pack().offices if not o.services and not o.themes), None)


def office_above(action: Action, above: Area) -> Names:
    """The names of that office; in a pack without offices, the administration above itself."""
    office = office_for(action, above)
    return office.names if office else above.names


@dataclass(frozen=True)
class Waiting:
    """A referral without a reply, and for how many days."""

    referral: Referral
    days: int

    @property
    def is_late(self) -> bool:
        return self.days > REPLY_WITHIN


@dataclass(frozen=True)
class OfficeList:
    """What waits for one office of one area, the longest first."""

    names: Names
    area: Area
    rows: tuple[Waiting, ...]

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)


def waiting_answers(account: Account, today: date) -> list[OfficeList]:
    """Every referral whose reply the person may record, for an office of its own or on behalf of one; by office."""
    rows = Referral.objects.filter(replied_on=None, action__status=REFERRED)
    own = access.within(account, Verb.ACTION_ANSWER, rows, area="to_area").values("pk")
    on_behalf = access.within(account, Verb.ACTION_ANSWER, rows, area="action__area").values("pk")
    found = Referral.objects.filter(pk__in=own) | Referral.objects.filter(pk__in=on_behalf)
    seen = access.within(account, Verb.PLAN_READ, found, area="action__area")
    return _by_office(seen.select_related("action__area", "action__facility", "to_area"), today)


def _by_office(rows: Iterable[Referral], today: date) -> list[OfficeList]:
    offices: dict[tuple[str, str], list[Referral]] = {}
    for row in sorted(rows, key=lambda row: (row.sent_on, row.pk)):
        offices.setdefault((row.to_area.code, str(sorted(row.to_office.items()))), []).append(row)
    return [
        OfficeList(own[0].to_office, own[0].to_area, tuple(Waiting(r, (today - r.sent_on).days) for r in own))
        for _, own in sorted(offices.items())
    ]
