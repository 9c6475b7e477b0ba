"""Reading accounts and roles."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from isaf.audit.models import Event
from isaf.country.current import pack
from isaf.places.models import Area, Facility, FacilityArea
from isaf.places.selectors import handed_to, installation

from .models import Account, Administration, Organisation, RoleHolding, Slip
from .power import counted
from .rules import Held, Place, Post, short_name, with_taken_on


def place_of(place: Area | Facility) -> Place:
    """An area or facility as the judge sees it: a query for a facility's catchment, unless it was prefetched."""
    if isinstance(place, Area):
        return Place((place.code,))
    codes = tuple(sorted({place.host.code, *(area.code for area in place.serves.all())}))
    return Place(codes, place.slug, place.service, place.operational_district)


def roles_held(account: Account) -> tuple[Held, ...]:
    """The roles of a person as they count at this moment: an administrator's power only in a session."""
    return counted(all_roles_held(account), getattr(account, "door", None))


def all_roles_held(account: Account) -> tuple[Held, ...]:
    """The roles of a person, read once per account object (that is, once per request)."""
    if not account.is_authenticated or not account.is_active:
        return ()
    if not hasattr(account, "_roles_held"):
        rows = account.holdings.select_related("area", "facility__host", "organisation")
        account._roles_held = tuple(_all_held(rows))
    return account._roles_held


def _all_held(rows: Iterable[RoleHolding]) -> list[Held]:
    """Holdings as the judge sees them: with the ended units whose open matters their areas took on (ADR 0032)."""
    rows = [(row, _codes(row)) for row in rows]
    taken_on = handed_to({code for _, codes in rows for code in codes if code})
    return [_held(row, with_taken_on(codes, taken_on, pack().role(row.role).reach)) for row, codes in rows]


def _codes(row: RoleHolding) -> tuple[str, ...]:
    if row.area:
        return (row.area.code,)
    return tuple(row.organisation.works_in.values_list("code", flat=True)) if row.organisation else ()


def _held(row: RoleHolding, codes: tuple[str, ...]) -> Held:
    role = pack().role(row.role)
    facility = row.facility
    return Held(
        role=row.role,
        side=role.side,
        verbs=role.verbs,
        area_codes=codes,
        facility=facility.slug if facility else "",
        facility_codes=place_of(facility).codes if facility else (),
        operational_district=row.operational_district,
        services=tuple(row.services) or role.services,
        reach=role.reach,
        since=row.since,
        until=row.until,
    )


def holders(verb: str, place: Area | Facility, today: date) -> list[RoleHolding]:
    """Who may do this here today: the people to ask, nearest scope first."""
    from .rules import allows

    roles = [role.id for role in pack().roles if verb in role.verbs]
    rows = (
        RoleHolding.objects.filter(role__in=roles, since__lte=today, person__is_active=True)
        .filter(Q(until=None) | Q(until__gte=today))
        .filter(_reaching(place))
        .select_related("person", "area", "facility__host", "organisation")
        .distinct()
    )
    there = place_of(place)
    rows = list(rows)
    found = [
        row for row, held in zip(rows, _all_held(rows), strict=True) if allows([held], there, verb, today)
    ]
    return sorted(found, key=lambda row: -len(row.area.code) if row.area else -99)


def _reaching(place: Area | Facility) -> Q:
    standing = set(
        Area.objects.filter(took_on__code__in=place_of(place).codes).values_list("code", flat=True)
    )
    codes = [code[:n] for code in {*place_of(place).codes, *standing} for n in range(len(code) + 1)]
    reach = Q(area__code__in=codes) | Q(organisation__works_in__code__in=codes)
    if isinstance(place, Facility):
        reach |= Q(facility=place)
        if place.operational_district:
            reach |= Q(operational_district=place.operational_district)
    return reach


def account_by_username(username: str) -> Account | None:
    return Account.objects.filter(username=username).first()


def people_in(area: Area) -> QuerySet[RoleHolding]:
    """Every role held in an area, below it, or in its facilities."""
    return (
        RoleHolding.objects.filter(
            Q(area__code__below=area.code)
            | Q(facility__host__code__below=area.code)
            | Q(organisation__works_in__code__below=area.code)
        )
        .select_related("person", "area", "facility", "organisation")
        .order_by("role", "person__name")
        .distinct()
    )


def organisations_in(area: Area) -> QuerySet[Organisation]:
    """Organisations that work in the area, or in an area above or below it."""
    above = [area.code[:n] for n in range(len(area.code) + 1)]
    return Organisation.objects.filter(
        Q(works_in__code__in=above) | Q(works_in__code__below=area.code)
    ).distinct()


def setup_digest(token: str) -> str:
    """What is kept of the one-time word: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_setup_token(token: str) -> bool:
    """True for the word that was printed last and has not been used."""
    kept = installation().setup_token_sha256
    return bool(kept) and secrets.compare_digest(kept, setup_digest(token))


def has_accounts() -> bool:
    """Whether anyone can be signed in yet."""
    return Account.objects.exists()


def account_by_id(pk: int) -> Account | None:
    return Account.objects.filter(pk=pk).first()


def all_holdings() -> QuerySet[RoleHolding]:
    """Every role held, now or once, with its person and its scope."""
    return RoleHolding.objects.select_related("person", "area", "facility__host", "organisation")


def holding_by_id(pk: int) -> RoleHolding | None:
    return all_holdings().filter(pk=pk).first()


def facility_reach() -> QuerySet[FacilityArea]:
    """Facilities through their areas, as the filter of the judge wants them."""
    return FacilityArea.objects.all()


SCOPES = ("area", "facility", "organisation", "operational_district")


def scope_of(holding: RoleHolding) -> dict[str, Any]:
    """The one scope of a held role, as ``give_role`` takes it."""
    return {kind: getattr(holding, kind) for kind in SCOPES if getattr(holding, kind)}


def side_of(role: str) -> str:
    return pack().role(role).side


def post_of(role: str, scope: dict[str, Any]) -> Post:
    """A role in a scope, as the question who may give it sees it."""
    definition = pack().role(role)
    ((kind, where),) = scope.items()
    if kind == "area":
        codes = (where.code,)
    elif kind == "facility":
        codes = (where.host.code,)
    elif kind == "organisation":
        codes = tuple(where.works_in.values_list("code", flat=True))
    else:
        hosts = Facility.objects.filter(operational_district=where, valid_to=None)
        codes = tuple(sorted(set(hosts.values_list("host__parent__code", flat=True)) - {None}))
    service = where.service if kind == "facility" else ""
    return Post(definition.side, definition.verbs, codes, service)


def posts_of(person: Account, today: date) -> list[Post]:
    """What a person holds or will hold; of one whose roles are all over, what the last of them were."""
    rows = list(person.holdings.select_related("area", "facility__host", "organisation"))
    standing = [row for row in rows if row.until is None or row.until >= today]
    return [post_of(row.role, scope_of(row)) for row in standing or rows]


def holds_already(person: Account, role: str, scope: dict[str, Any], since: date) -> bool:
    """Whether the person holds this role in this scope on that day or later."""
    rows = person.holdings.filter(role=role, **scope)
    return rows.filter(Q(until=None) | Q(until__gte=since)).exists()


def slip_in_force(code: str, moment: datetime) -> Slip | None:
    rows = Slip.objects.filter(token_sha256=setup_digest(code), over_at=None, expires_at__gt=moment)
    return rows.filter(person__is_active=True).select_related("person").first()


def found_people(
    seen: QuerySet[RoleHolding], *, text: str, role: str, place: str, state: str, today: date
) -> QuerySet[Account]:
    """The people behind these roles who answer to a search, each once, by name.

    ``place`` is an area code: roles held there and below. ``state``: active, disabled, new (never signed in).
    """
    if role:
        seen = seen.filter(role=role).filter(Q(until=None) | Q(until__gte=today))
    if place:
        seen = seen.filter(
            Q(area__code__below=place)
            | Q(facility__host__code__below=place)
            | Q(organisation__works_in__code__below=place)
        )
    people = Account.objects.filter(pk__in=seen.values("person"))
    if text:
        people = people.filter(Q(name__icontains=text) | Q(username__icontains=short_name(text)))
    if state:
        people = people.filter(**_STATES[state])
    return people.order_by("name", "pk").prefetch_related(Prefetch("holdings", all_holdings()))


_STATES: dict[str, dict[str, Any]] = {
    "active": {"is_active": True},
    "disabled": {"is_active": False},
    "new": {"is_active": True, "last_login": None},
}


def holdings_of(person: Account) -> list[RoleHolding]:
    """Everything a person holds, will hold and held, the standing ones first."""
    rows = all_holdings().filter(person=person).order_by("since", "pk")
    return sorted(rows, key=lambda row: row.until is not None)


def history_of(person: Account) -> QuerySet[Event]:
    """What was done to an account and to the roles it held, newest first."""
    roles = [str(pk) for pk in person.holdings.values_list("pk", flat=True)]
    return Event.objects.filter(
        Q(kind="account", subject_id=str(person.pk)) | Q(kind="roleholding", subject_id__in=roles)
    )


def standing_roles(seen: QuerySet[RoleHolding], today: date) -> QuerySet[RoleHolding]:
    """Roles that have begun and not ended, of accounts that may be used."""
    rows = seen.filter(since__lte=today, person__is_active=True)
    return rows.filter(Q(until=None) | Q(until__gte=today))


def organisation_by_code(code: str) -> Organisation | None:
    return Organisation.objects.filter(code=code).first() if code else None


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.all()


def operational_districts() -> list[str]:
    """The codes of the health districts that have a facility."""
    codes = Facility.objects.exclude(operational_district="").values_list("operational_district", flat=True)
    return sorted(set(codes))


ADMINISTRATION = "administration"
"""Under this word the browser's session keeps the number of the administrator's session."""


def administration_on(person: Account, pk: int | None, moment: datetime) -> Administration | None:
    """The administrator's session with this number, while it lasts."""
    if not pk:
        return None
    return Administration.objects.filter(pk=pk, person=person, ended_at=None, ends_at__gt=moment).first()


def all_administrations() -> QuerySet[Administration]:
    return Administration.objects.select_related("person")


def with_deeds(rows: QuerySet[Administration], most: int = 50) -> list[tuple[Administration, int]]:
    """The newest sessions, each with how many deeds carry its number."""
    found = list(rows[:most])
    if not found:
        return []
    events = Event.objects.filter(
        at__gte=found[-1].started_at, details__session__in=[one.pk for one in found]
    )
    done = Counter(events.values_list("details__session", flat=True))
    return [(one, done[one.pk]) for one in found]
