"""Words of agreed actions: ``{% load agreed %}``. The words themselves stand in the country pack."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.country.pack import Choice, Names
from isaf.kit.problems import Problem
from isaf.kit.saying import say

from ..models import Action
from ..rules import NOT_STARTED, POSTPONED, standing
from ..selectors.waiting import named
from ..table_columns import LABELS
from ..workshop_rules import FUNDED, NOT_FUNDED, TEMPORARY

register = template.Library()


def _word(choices: Iterable[Choice], key: str) -> Names:
    return next((choice.names for choice in choices if choice.id == key), {})


@register.filter
def status_names(status: str) -> Names:
    """``{{ action.status|status_names|named }}``"""
    return _word(pack().statuses, status)


@register.filter
def proof_names(proof: str) -> Names:
    """``{{ update.proof|proof_names|named }}``; nothing where nobody reported yet."""
    return _word(pack().proofs, proof)


@register.filter
def service_names(service: str) -> Names:
    return next((s.plural for s in pack().services if s.id == service), {})


@register.filter
def planning_names(field: str | None) -> Names:
    """The field of the investment programme; nothing where none was chosen."""
    return _word(pack().planning_fields, field or "")


@register.inclusion_tag("plans/_chip.html")
def outcome_chip(outcome: str) -> Mapping[str, Any]:
    """What the workshop answered: a word with its mark."""
    kind = {FUNDED: "done", TEMPORARY: "way", NOT_FUNDED: "postponed"}.get(outcome, "planned")
    return {"kind": kind, "text": named(_word(pack().outcomes, outcome))}


@register.simple_tag
def action_state(action: Action, today: date) -> Mapping[str, Any]:
    """``{% action_state action today as state %}{% chip state.kind state.text %}``: kind for the list, too."""
    stands = standing(action.due_on, action.status, today, pack().overdue_grace_days)
    kind = {NOT_STARTED: "planned", POSTPONED: "postponed"}.get(action.status, stands)
    word = named(status_names(action.status))
    if stands == "late":
        return {"kind": "late", "text": _("Overdue: %(status)s") % {"status": word}, "row": "late"}
    row = {"done": "", "way": "way", "referred": "referred"}.get(stands, "rest")
    return {"kind": kind, "text": word, "row": row}


@register.filter
def quantity(value: Decimal | None) -> Decimal | None:
    """1,200.00 as 1,200: the places that say nothing are left out; 2.5 stays."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@register.filter
def said(problem: Problem) -> str:
    """A refusal in the reader's language."""
    return say(problem)


@register.filter
def column_name(name: str) -> str:
    """The heading of a column of the table of lines."""
    return _(LABELS.get(name, name))


@register.filter
def cell(value: Any, name: str) -> str:
    """A value of a line as people read it: days, money, numbers; a dash where there is none."""
    if name == "cost":
        return wording.write_money(value)
    if isinstance(value, date):
        return wording.write_day(value)
    if isinstance(value, int | Decimal):
        return wording.write(quantity(Decimal(value)))
    return str(value) if value else wording.ABSENT
