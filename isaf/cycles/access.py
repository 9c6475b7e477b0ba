"""The guards of a year: the cycle or target for who may, a refusal for who may not."""

from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import area_by_code, facility_by_slug

from .models import Cycle, CycleStep, Target
from .selectors import cycle_by_id, step_for, target_for


def area_for(account: Account, code: str, verb: Verb) -> Area:
    area = area_by_code(code)
    access.require(account, verb, area)
    return area


def cycle_for(account: Account, pk: int, verb: Verb) -> Cycle:
    """The cycle, when the person may treat its area so."""
    cycle = cycle_by_id(pk)
    if cycle is None:
        raise NotFound()
    access.require(account, verb, cycle.area)
    return cycle


def target_of(account: Account, pk: int, slug: str, verb: Verb) -> Target:
    """A facility on the target list of a cycle, when the person may treat the facility so."""
    cycle, facility = cycle_by_id(pk), facility_by_slug(slug)
    target = cycle and facility and target_for(cycle, facility)
    if not target:
        raise NotFound()
    access.require(account, verb, target.facility)
    target.cycle = cycle
    return target


WORKING = (
    Verb.INFORMATION_EDIT,
    Verb.INFORMATION_SUBMIT,
    Verb.MEETING_PLAN,
    Verb.PLAN_PROPOSE,
    Verb.CYCLE_OPEN,
)


def works_in(account: Account, area: Area) -> bool:
    """True for who works in the years of an area, so that there is something to ask for; not for who only reads."""
    return any(access.may(account, verb, area) for verb in WORKING)


def step_to_change(account: Account, pk: int, step: str) -> CycleStep:
    """A step of a year, for who opens years there."""
    cycle = cycle_for(account, pk, Verb.CYCLE_OPEN)
    row = step_for(cycle, step)
    if row is None:
        raise NotFound()
    row.cycle = cycle
    return row


def target_of_list(account: Account, pk: int, slug: str) -> Target:
    """A facility of a year's list, for who opens years there: judged by the year's area, whoever hosts it."""
    cycle = cycle_for(account, pk, Verb.CYCLE_OPEN)
    target = target_for(cycle, facility_by_slug(slug))
    if target is None:
        raise NotFound()
    target.cycle = cycle
    return target
