"""Reading accounts and roles."""

import hashlib
import secrets
from datetime import date

from django.db.models import Q, QuerySet

from isaf.country.current import pack
from isaf.places.models import Area, Facility
from isaf.places.selectors import installation

from .models import Account, Organisation, RoleHolding
from .rules import Held, Place


def place_of(place: Area | Facility) -> Place:
    """An area or facility as the judge sees it: a query for a facility's catchment, unless it was prefetched."""
    if isinstance(place, Area):
        return Place((place.code,))
    codes = tuple(sorted({place.host.code, *(area.code for area in place.serves.all())}))
    return Place(codes, place.slug, place.service, place.operational_district)


def roles_held(account: Account) -> tuple[Held, ...]:
    """The roles of a person, read once per account object (that is, once per request)."""
    if not account.is_authenticated or not account.is_active:
        return ()
    if not hasattr(account, "_roles_held"):
        rows = account.holdings.select_related("area", "facility__host", "organisation")
        account._roles_held = tuple(_held(row) for row in rows)
    return account._roles_held


def _held(row: RoleHolding) -> Held:
    role = pack().role(row.role)
    codes: tuple[str, ...] = ()
    if row.area:
        codes = (row.area.code,)
    elif row.organisation:
        codes = tuple(row.organisation.works_in.values_list("code", flat=True))
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
    found = [row for row in rows if allows([_held(row)], there, verb, today)]
    return sorted(found, key=lambda row: -len(row.area.code) if row.area else -99)


def _reaching(place: Area | Facility) -> Q:
    codes = [code[:n] for code in place_of(place).codes for n in range(len(code) + 1)]
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
            Q(area__code__startswith=area.code)
            | Q(facility__host__code__startswith=area.code)
            | Q(organisation__works_in__code__startswith=area.code)
        )
        .select_related("person", "area", "facility", "organisation")
        .order_by("role", "person__name")
        .distinct()
    )


def organisations_in(area: Area) -> QuerySet[Organisation]:
    """Organisations that work in the area, or in an area above or below it."""
    above = [area.code[:n] for n in range(len(area.code) + 1)]
    return Organisation.objects.filter(
        Q(works_in__code__in=above) | Q(works_in__code__startswith=area.code)
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
