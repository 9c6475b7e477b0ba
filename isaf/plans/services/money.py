"""The money of an action: what each source plans, and what was spent of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.problems import Stale
from isaf.people.models import Account

from .. import problems
from ..models import Action, Funding
from ..selectors import funding_of

Amounts = tuple[int | None, int | None]  # planned, spent; minor units


@transaction.atomic
def set_funding(
    *, action: Action, amounts: Mapping[str, Amounts], row_version: int, by: Account
) -> list[Funding]:
    """Every source of an action at once. What the sources plan together is at most the estimated cost.

    More may be spent than was planned; the pages then say so. A source without both figures is left out.
    """
    action = Action.objects.select_for_update(of=("self",)).select_related("area").get(pk=action.pk)
    if action.row_version != row_version:
        raise Stale()
    for source in amounts:
        if source not in {fund.id for fund in pack().funds}:
            raise problems.UnknownSource(source=source)
    planned = sum(first or 0 for first, _ in amounts.values())
    cost = funding_of(action).cost
    if cost is not None and planned > cost:
        raise problems.FundingAboveCost(planned=_whole(planned), cost=_whole(cost))
    before = {row.source: (row.planned, row.spent) for row in action.fundings.all()}
    for source, (first, spent) in amounts.items():
        if first is None and spent is None:
            action.fundings.filter(source=source).delete()
        else:
            Funding.objects.update_or_create(
                action=action, source=source, defaults={"planned": first, "spent": spent}
            )
    action.row_version += 1
    action.save(update_fields=["row_version"])
    changes = _told(before, {k: v for k, v in amounts.items() if v != (None, None)})
    record(
        by=by, verb="set_funding", subject=action, place_code=action.area.code, code=action.code, sources=changes
    )  # fmt: skip
    return list(action.fundings.all())


def _whole(minor: int) -> Any:
    """In units of the currency, for a message."""
    return minor // 10 ** pack().minor_digits


def _told(before: Mapping[str, Amounts], after: Mapping[str, Amounts]) -> list[list[Any]]:
    names = [*before, *(name for name in after if name not in before)]
    rows = [[name, list(before.get(name, ())), list(after.get(name, before.get(name, ())))] for name in names]
    return [row for row in rows if row[1] != row[2]]
