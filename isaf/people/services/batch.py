"""Many people at once, from a list: all of them, or none."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from isaf.country.current import pack
from isaf.kit.actor import Actor
from isaf.kit.clock import today
from isaf.kit.problems import NotFound, Problem
from isaf.places.models import Area
from isaf.places.selectors import place_by_word

from ..lists import Line
from ..models import Account
from ..problems import LineIncomplete, RoleUnknown, ScopeUnknown
from ..rules import short_name
from ..selectors import account_by_username, holds_already, organisation_by_code
from .care import invite_person


@dataclass
class Outcome:
    """Whom a list made, each with the code of the slip; which of its lines were kept already, and which refused."""

    made: list[tuple[Account, str]] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    refused: list[tuple[int, Problem]] = field(default_factory=list)


@transaction.atomic
def invite_people(
    *, lines: list[Line], by: Account | Actor, is_trial: bool, skip_refused: bool = False
) -> Outcome:
    """Every line tried; nothing stays after a trial or when one line is refused, unless such lines are skipped.

    A line about somebody who is here already, with this name and this role there, is the same. Everything that is
    wrong with a line is told.
    """
    outcome = Outcome()
    for line in lines:
        if faults := _faults(line):
            outcome.refused += [(line.number, problem) for problem in faults]
            continue
        asked = _asked(line)
        if _is_kept(asked):
            outcome.same.append(line.number)
            continue
        try:
            with transaction.atomic():
                outcome.made.append(invite_person(**asked, by=by))
        except Problem as problem:
            outcome.refused.append((line.number, problem))
    if is_trial or (outcome.refused and not skip_refused):
        transaction.set_rollback(True)
    return outcome


def _faults(line: Line) -> list[Problem]:
    """What speaks against a line by itself."""
    faults: list[Problem] = []
    if not (0 < len(line.username) <= 60 and 0 < len(line.name) <= 200):
        faults.append(LineIncomplete())
    for read, word in ((_role, line.role), (_scope, line.scope)):
        try:
            read(word)
        except Problem as problem:
            faults.append(problem)
    return faults


def _is_kept(asked: dict[str, Any]) -> bool:
    person = account_by_username(short_name(asked["username"]))
    is_named_so = person is not None and person.name == asked["name"]
    return is_named_so and holds_already(person, asked["role"], asked["scope"], asked["since"])


def _asked(line: Line) -> dict[str, Any]:
    """A line as the service that makes one person wants it."""
    return {
        "username": line.username,
        "name": line.name,
        "language": line.language if line.language in pack().languages else pack().default_language,
        "role": _role(line.role),
        "scope": _scope(line.scope),
        "since": today(),
        "until": None,
    }


def _role(word: str) -> str:
    """The role with this id, or with this name in any language."""
    for role in pack().roles:
        if word.casefold() in {role.id, *(name.casefold() for name in role.names.values())}:
            return role.id
    raise RoleUnknown(role=word)


def _scope(word: str) -> dict[str, Any]:
    if organisation := organisation_by_code(word):
        return {"organisation": organisation}
    try:
        place = place_by_word(word)
    except NotFound:
        raise ScopeUnknown(scope=word) from None
    return {"area" if isinstance(place, Area) else "facility": place}
