"""Plain makers of what a test needs. The fact under test is always written in the test itself."""

from datetime import date
from itertools import count

from isaf.cycles.models import Cycle
from isaf.cycles.services import open_cycle
from isaf.meetings.models import Meeting
from isaf.meetings.services import hold_meeting, plan_meeting
from isaf.people.models import Account
from isaf.people.services import add_account, give_role
from isaf.places.models import Area, Facility
from isaf.places.services import add_area, add_facility

_numbers = count(1)

UNIT_TYPES = {2: "province", 4: "district", 6: "commune", 8: "village"}


def area(code: str, *, name: str = "", unit_type: str = "", **fields) -> Area:
    """An area and every area above it that is not there yet; administrations come with them."""
    found = Area.objects.filter(code=code).first()
    if found:
        return found
    if not code:
        return Area.objects.create(code="", depth=0, unit_type="country", names={"km": "kh", "en": "Nation"})
    area(code[:-2])
    names = {"km": name or f"kh-{code}", "en": name or f"Area {code}"}
    return add_area(
        code=code, unit_type=unit_type or UNIT_TYPES[len(code)], names=names, by=system(), **fields
    )


def system() -> Account:
    """Who makes the scene of a test."""
    return Account.objects.filter(username="system").first() or add_account(
        username="system", name="System", password=None
    )


def facility(
    slug: str, *, host: str = "010201", serves: tuple[str, ...] = (), name: str = "", **fields
) -> Facility:
    """A health centre, school or office, as ``hc-010201``."""
    service, _, code = slug.partition("-")
    found = Facility.objects.filter(service=service, code=code).first()
    return found or add_facility(
        service=service,
        code=code,
        names={"km": name or f"kh-{slug}", "en": name or f"Facility {slug}"},
        host=area(host),
        catchment=[area(each) for each in serves],
        by=system(),
        **fields,
    )


def commune(code: str = "010201") -> Area:
    """A commune with two villages, a health centre and a school."""
    here = area(code)
    area(f"{code}01")
    area(f"{code}02")
    facility(f"hc-{code}", host=code, serves=(code,))
    facility(f"ps-{code}1", host=code, serves=(code,))
    return here


def cycle(code: str = "010201", year: int = 2026, **fields) -> Cycle:
    """A year of a commune, open since its second day, with everything on its target list."""
    fields.setdefault("opened_on", date(year, 1, 2))
    return open_cycle(area=commune(code), year=year, by=system(), **fields)


def person(
    username: str, role: str, *, name: str = "", password: str | None = "secret-words", **scope
) -> Account:
    """An account that holds one role from 2020 on; the scope is area=, facility=, organisation= ..."""
    account = add_account(username=username, name=name or username.title(), password=password)
    give_role(person=account, role=role, by=system(), since=date(2020, 1, 1), **scope)
    return account


def meeting(
    cycle: Cycle, kind: str = "scoring", *, on: date | None = None, held: bool = False, **fields
) -> Meeting:
    """A planned meeting, held on the planned day when asked."""
    planned = on or date(cycle.year, 6, 1)
    made = plan_meeting(cycle=cycle, kind=kind, planned_on=planned, by=system(), **fields)
    return hold_meeting(meeting=made, held_on=planned, by=system(), method="secret") if held else made
