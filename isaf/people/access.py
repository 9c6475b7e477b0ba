"""The one judge. ``require`` for a deed, ``may`` for a button, ``within`` for a list, ``explain`` for a doubt."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import get_language

from isaf.country.current import pack
from isaf.country.pack import Names, Role
from isaf.kit.clock import now, today
from isaf.kit.problems import NotFound, NotYours
from isaf.places.models import Area, Facility

from .models import Account, Administration, RoleHolding, Slip
from .power import ADMINISTRATIVE, NATIONAL, may_administer
from .problems import NotYourself, NotYoursToGive, SessionNeeded, SetupUsed, SlipOver
from .rules import (
    READS_AROUND_A_FACILITY,
    Held,
    allows,
    covers,
    is_bound_to,
    is_current,
    looks_after_the_nation,
    may_give,
    may_look_after,
    may_offer,
    slip_word,
)
from .selectors import (
    account_by_id,
    all_administrations,
    all_holdings,
    all_roles_held,
    facility_reach,
    holding_by_id,
    is_setup_token,
    place_of,
    post_of,
    posts_of,
    roles_held,
    scope_of,
    slip_in_force,
)
from .verbs import CITIZENS_SHEETS, Verb


def may(account: Account, verb: Verb, place: Area | Facility) -> bool:
    """True when the person may do this here, today."""
    held, there = roles_held(account), place_of(place)
    if verb in CITIZENS_SHEETS and there.facility and is_bound_to(held, there, today()):
        return False
    return allows(held, there, verb, today())


def require(account: Account, verb: Verb, place: Area | Facility) -> None:
    """Nothing when allowed. Refused with who may, when the person may at least see the place; else not found."""
    if may(account, verb, place):
        return
    if lacks_session(account) and allows(all_roles_held(account), place_of(place), verb, today()):
        raise SessionNeeded()
    if not any(may(account, seen, place) for seen in (Verb.AREA_READ, Verb.PLAN_READ)):
        raise NotFound()
    raise NotYours(who=who_may(verb))


def require_anywhere(account: Account, verb: Verb) -> None:
    """Nothing when some current role holds the verb, wherever that is; refused with who may."""
    if may_anywhere(account, verb):
        return
    if lacks_session(account) and any(
        verb in h.verbs and is_current(h, today()) for h in all_roles_held(account)
    ):
        raise SessionNeeded()
    raise NotYours(who=who_may(verb))


def require_setup_token(token: str) -> None:
    """Nothing for the unused one-time word of an empty server; refused as not found otherwise."""
    if not is_setup_token(token):
        raise SetupUsed()


def may_anywhere(account: Account, verb: Verb) -> bool:
    """True when some current role of the person holds the verb, wherever that is."""
    return any(verb in held.verbs and is_current(held, today()) for held in roles_held(account))


def _roles_with(verb: Verb) -> str:
    return ", ".join(in_reader(role) for role in pack().roles if verb in role.verbs) or "-"


who_may = lazy(_roles_with, str)
"""The names of the roles that hold a verb, in the language in which a refusal is read, whenever it was raised."""


def in_reader(role: Role) -> str:
    """A role's name in the reader's language."""
    language = get_language() or pack().default_language
    return role.names.get(language) or next(iter(role.names.values()))


def within(account: Account, verb: Verb, rows: QuerySet, *, area: str = "", facility: str = "") -> QuerySet:
    """The rows that the person may treat so: the filter twin of ``may``.

    ``area`` and ``facility`` are the lookups from a row to its area or its facility, for example
    ``area="cycle__area"``. Give the one that the guard of the single row would judge.
    """
    reach = Q(pk__in=[])
    for held in roles_held(account):
        if verb in held.verbs and is_current(held, today()):
            reach |= _reach(held, verb, area, facility)
    rows = rows.filter(reach)
    if verb in CITIZENS_SHEETS and facility:
        for held in roles_held(account):
            if held.side == "supply" and is_current(held, today()):
                rows = rows.exclude(_reach(held, Verb.AREA_READ, "", facility))
    return rows.distinct()


def _reach(held: Held, verb: Verb, area: str, facility: str) -> Q:
    below = "" if held.reach == "own" else "__below"
    if facility:
        reach = Q()
        if held.facility:
            service, _, code = held.facility.partition("-")
            reach = Q(**{f"{facility}__service": service, f"{facility}__code": code})
        elif held.operational_district:
            reach = Q(**{f"{facility}__operational_district": held.operational_district})
        else:
            reach = Q(pk__in=[])
            for code in held.area_codes:
                reach |= Q(**{f"{facility}__host__code{below}": code})
                reach |= Q(**{f"{facility}__serves__code{below}": code})
        return reach & Q(**{f"{facility}__service__in": held.services}) if held.services else reach
    code = f"{area}__code" if area else "code"
    reach = Q(pk__in=[])
    if held.facility and verb in READS_AROUND_A_FACILITY:
        above = {own[:n] for own in held.facility_codes for n in range(len(own) + 1)}
        reach |= Q(**{f"{code}__in": sorted(above)})
    for scope in held.area_codes:
        reach |= Q(**{f"{code}{below}": scope})
    return reach


@dataclass(frozen=True)
class Reason:
    """One held role and what it says to a question: gives, lacks the verb, elsewhere, not current, bound."""

    held: Held
    verdict: str

    @property
    def names(self) -> Names:
        """The role's name in each language."""
        return pack().role(self.held.role).names


def explain(account: Account, verb: Verb, place: Area | Facility) -> tuple[bool, list[Reason]]:
    """The judge's answer and the word of every role the person holds."""
    there, day = place_of(place), today()
    reasons = []
    for held in roles_held(account):
        if not is_current(held, day):
            verdict = "not_current"
        elif not covers(held, there, verb):
            verdict = "elsewhere"
        elif verb in CITIZENS_SHEETS and there.facility and held.side == "supply":
            verdict = "bound"
        elif verb not in held.verbs:
            verdict = "lacks_verb"
        else:
            verdict = "gives"
        reasons.append(Reason(held, verdict))
    return may(account, verb, place), reasons


# --- people and what they hold ----------------------------------------------------------------------------


def holdings_seen(account: Account) -> QuerySet[RoleHolding]:
    """Every role held, now or once, in the places whose people the person looks after."""
    if looks_after_the_nation(roles_held(account), today()):
        return all_holdings()
    seen, verb = Q(), Verb.PEOPLE_MANAGE
    for lookup in ("area", "organisation__works_in"):
        seen |= Q(pk__in=within(account, verb, all_holdings(), area=lookup).values("pk"))
    seen |= Q(pk__in=within(account, verb, all_holdings(), facility="facility").values("pk"))
    health = within(account, verb, facility_reach(), facility="facility")
    codes = health.exclude(facility__operational_district="").values("facility__operational_district")
    return all_holdings().filter(seen | Q(operational_district__in=codes))


def person_for(account: Account, pk: int) -> Account:
    """A person of the places that one looks after; not found for everybody else's."""
    require_anywhere(account, Verb.PEOPLE_MANAGE)
    person = account_by_id(pk)
    if person is None:
        raise NotFound()
    if looks_after_the_nation(roles_held(account), today()):
        return person
    if not holdings_seen(account).filter(person=person).exists():
        raise NotFound()
    return person


def holding_for(account: Account, pk: int) -> RoleHolding:
    """A role held by a person whom one may see."""
    require_anywhere(account, Verb.PEOPLE_MANAGE)
    holding = holding_by_id(pk)
    if holding is None or not holdings_seen(account).filter(pk=pk).exists():
        raise NotFound()
    return holding


def holding_to_hand_over(account: Account, pk: int) -> RoleHolding:
    """One's own role, or one that is one's to give."""
    holding = holding_by_id(pk)
    own = holding is not None and holding.person_id == account.pk
    return holding if own else holding_for(account, pk)


def may_give_role(account: Account, role: str, scope: dict[str, Any]) -> bool:
    """True when the role in this scope is the person's to give and to end."""
    return may_give(roles_held(account), post_of(role, scope), today())


def require_giving(account: Account, role: str, scope: dict[str, Any]) -> None:
    """Nothing when the role is the person's to give there; refused with whom to ask."""
    if not may_give_role(account, role, scope):
        raise SessionNeeded() if lacks_session(account) else NotYoursToGive()


def may_change(account: Account, holding: RoleHolding) -> bool:
    """True for the buttons beside a held role."""
    return may_give_role(account, holding.role, scope_of(holding))


def roles_to_offer(account: Account) -> list[Role]:
    """The roles that a person can give somewhere, as the form lists them."""
    held, day = roles_held(account), today()
    return [role for role in pack().roles if may_offer(held, role.side, day)]


def may_care(account: Account, person: Account) -> bool:
    """True when one may reset, disable and enable somebody else."""
    held = roles_held(account)
    return person.pk != account.pk and may_look_after(held, posts_of(person, today()), today())


def require_care(account: Account, person: Account) -> None:
    """Nothing when the person is one's to reset, disable and enable; refused otherwise, oneself too."""
    if person.pk == account.pk:
        raise NotYourself()
    if not may_care(account, person):
        raise SessionNeeded() if lacks_session(account) else NotYoursToGive()


def slip_for(code: str) -> Slip:
    """The slip with this code, unused, young enough, of an account that may be used."""
    slip = slip_in_force(slip_word(code), now())
    if slip is None:
        raise SlipOver()
    return slip


def slip_to_print(account: Account, code: str) -> Slip:
    """A slip whose code was just told, of a person whom one looks after."""
    slip = slip_for(code)
    person_for(account, slip.person_id)
    return slip


# --- an administrator's session ---------------------------------------------------------------------------


def is_administrator(account: Account) -> bool:
    """True for who may start an administrator's session, whether one is on or not."""
    return may_administer(all_roles_held(account), today())


def require_administrator(account: Account) -> None:
    """Nothing for who may start an administrator's session; refused with whose work it is."""
    if not is_administrator(account):
        names = [
            in_reader(role) for role in pack().roles if role.side == NATIONAL and role.verbs & ADMINISTRATIVE
        ]
        raise NotYours(who=", ".join(names) or "-")


def lacks_session(account: Account) -> bool:
    """True when a deed was refused to a person whom an administrator's session might let do it."""
    door = getattr(account, "door", None)
    return door is not None and door.is_deed and door.session is None and is_administrator(account)


def administrations_seen(account: Account) -> QuerySet[Administration]:
    """All sessions for who reads the record of deeds; one's own for others."""
    rows = all_administrations()
    return rows if may_anywhere(account, Verb.AUDIT_READ) else rows.filter(person=account)
