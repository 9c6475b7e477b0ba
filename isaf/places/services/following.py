"""Who takes on what was open in a unit that ended."""

from typing import Any

from django.db import transaction

from isaf.audit.services import record

from ..models import Area
from ..problems import NoSuccessor, StandsStill
from ..selectors import successors_of


@transaction.atomic
def hand_on(*, area: Area, to: Area, by: Any) -> Area:
    """Say which successor takes on the open matters of an ended unit. Gives the unit that stands today.

    A successor that ended as well hands on to the unit that took on its own matters. What the ended unit had taken
    on before goes along, so that nobody has to follow a chain. The years of the ended unit stay its own.
    """
    area = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if area.valid_to is None:
        raise StandsStill(area=area.code)
    if to.pk not in {one.pk for one in successors_of(area)}:
        raise NoSuccessor(area=area.code, successor=to.code)
    standing = to.handed_to or to
    if standing.valid_to is not None or standing.pk == area.pk:
        raise NoSuccessor(area=area.code, successor=to.code)
    before = area.handed_to
    area.handed_to = standing
    area.save(update_fields=["handed_to"])
    Area.objects.filter(handed_to=area).update(handed_to=standing)
    told = {"to": standing.code, "before": before.code if before else ""}
    record(by=by, verb="hand_on_area", subject=area, place_code=area.code, **told)
    return standing
