"""The invented projects with their target areas, and who sits in the invented bodies, from the nation down."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import cycle

from isaf.country.current import pack
from isaf.kit.actor import PROGRAM
from isaf.people.models import Account, Organisation
from isaf.places.models import Area, Origin
from isaf.places.selectors import area_by_code
from isaf.registers.kinds import kinds_at
from isaf.registers.models import Body, Seat
from isaf.registers.selectors import role_of
from isaf.registers.services import add_body, add_project, add_targets, seat_person

MEMBERS = 2
"""How many people without an account sit in a body beside those who sign in."""


def add_projects(
    organisations: Mapping[str, Organisation], areas: list[Area], years: tuple[int, ...]
) -> None:
    """Every project of the pack, led by its organisation, the others as partners; targets in each year."""
    for row in pack().demonstration["projects"]:
        lead = organisations[row["organisation"]]
        partners = [one for code, one in sorted(organisations.items()) if one != lead]
        project = add_project(
            code=row["id"],
            names=row["names"],
            lead=lead,
            partners=partners,
            since=date(years[0], 1, 1),
            by=PROGRAM,
            origin=Origin.DEMONSTRATION,
        )
        for year in years:
            add_targets(project=project, implementer=lead, areas=areas, year=year, by=PROGRAM)


def fill_registers(people: Mapping[str, Account], since: date) -> list[Body]:
    """One body of each kind in every invented area above the villages, and in the nation.

    Whoever holds the role of an office sits in its seat; invented names fill some of the others, so that a register
    also shows what an empty seat looks like.
    """
    names = cycle(pack().demonstration.get("members", ()))
    codes = ["", *(row["code"] for row in pack().demonstration["areas"])]
    bodies = []
    for area in map(area_by_code, codes):
        for kind in kinds_at(area.code):
            body = add_body(area=area, kind=kind.id, since=since, mandate=_mandate(since), by=PROGRAM)
            _fill(body, people, names)
            bodies.append(body)
    return bodies


def _mandate(since: date) -> str:
    return f"{since.year}-{since.year + 5}"


def _fill(body: Body, people: Mapping[str, Account], names: Iterator[Mapping]) -> None:
    seated = 0
    for seat in body.seats.order_by("pk"):
        if account := _holder(seat, people):
            seat_person(
                seat=seat, name=account.name, account=account, since=_since(account, body), by=PROGRAM
            )
        elif seated < MEMBERS and (row := next(names, None)):
            name = row["names"][pack().default_language]
            seat_person(seat=seat, name=name, sex=row["sex"], since=body.since, by=PROGRAM)
            seated += 1


def _holder(seat: Seat, people: Mapping[str, Account]) -> Account | None:
    """The invented person who holds the role of the office there and sits nowhere yet."""
    role = role_of(seat)
    found = (
        account
        for account in people.values()
        if role and account.holdings.filter(role=role, area=seat.body.area, term=None).exists()
    )
    return next(found, None)


def _since(account: Account, body: Body) -> date:
    """A person sits from the day on which they hold the role."""
    holding = account.holdings.order_by("since").first()
    return max(body.since, holding.since)
