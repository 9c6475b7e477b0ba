"""Rows of the table of addresses: who of the cast is let in, who is told whom to ask, who finds nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.plans.models import Action, PlanLine, Referral
from isaf.scorecards.models import Sheet
from tests import cast

EVERYBODY = {one.name for one in fields(cast.Cast)}
OF_THE_PLACE = EVERYBODY - {"chan"}
NO_CENTRE = {"dara", "chief", "director", "chan"}  # do not see the health centre as a facility
NO_OFFICE = {"head", "director", "chan"}  # do not see the commune office as a facility


@dataclass
class Scene:
    """A commune whose year has one of everything that an address may name."""

    people: cast.Cast
    year: Cycle
    planned: Meeting
    sheet: Sheet
    line: PlanLine
    action: Action
    referral: Referral

    @property
    def remark(self) -> int:
        return self.sheet.remarks.get().pk


Naming = Callable[[Scene], dict[str, Any]]


def nothing(scene: Scene) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """Who gets in (``may``), who gets 404 (``hidden``); everybody else of the cast is told who may: 403."""

    may: set[str]
    hidden: set[str] = field(default_factory=lambda: {"chan"})
    named: Naming = nothing
    method: str = "get"
    is_public: bool = False
    is_of_phones: bool = False

    @property
    def is_of_people(self) -> bool:
        """True where people sign in: neither for everybody nor for phones."""
        return not (self.is_public or self.is_of_phones)


def public(named: Naming = nothing) -> Row:
    return Row(EVERYBODY, set(), named, is_public=True)


def of_phones(named: Naming = nothing) -> Row:
    """Asked by phones with their secret; a person's sign-in opens nothing there."""
    return Row(set(), set(), named, is_of_phones=True)


def of_year(may: set[str], hidden: set[str] | None = None, method: str = "get", **more: Any) -> Row:
    return Row(may, {"chan"} if hidden is None else hidden, lambda s: {"pk": s.year.pk, **more}, method)


def of_office(may: set[str], method: str = "get", **more: Any) -> Row:
    return of_year(may, NO_OFFICE, method, slug="ca-010201", **more)


def of_centre(may: set[str], hidden: set[str] = NO_CENTRE) -> Row:
    return of_year(may, hidden, slug="hc-010201")
