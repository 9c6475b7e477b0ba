"""Building the demonstration through the services that people use, so that it can hold nothing they could not do."""

from datetime import date
from random import Random

from django.db import transaction

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import pretend, today
from isaf.people.models import Account, Organisation
from isaf.people.services import add_account, add_organisation, give_role
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import area_by_code, facility_by_slug, installation_origin
from isaf.places.services import add_area, add_facility

from .people import Invented
from .problems import RealRecordsHere
from .registers import add_projects, fill_registers
from .selectors import password_of
from .year import begin_year, finish_year, half_year

SEED = 20130711  # the day on which the strategic plan was adopted


@transaction.atomic
def build_demonstration() -> list[Cycle]:
    """Places, people, one finished year in two communes and a half-done one; all or nothing.

    Refused where the server holds real records (ADR 0021).
    """
    if installation_origin() != Origin.DEMONSTRATION:
        raise RealRecordsHere()
    really = today()
    codes = communes()
    first, second = codes[:2]
    with pretend(date(really.year - 1, 1, 5)):
        people, organisations = _add_people_and_places()
        add_projects(organisations, _communes(), (really.year - 1, really.year))
        fill_registers(people, since=date(really.year - 3, 6, 1))
        invented = Invented(people, Random(SEED), really)  # noqa: S311 - invented figures
        cycles = [finish_year(invented, area_by_code(code), really.year - 1) for code in (first, second)]
    for cycle in cycles:
        invented.close(cycle)
    cycles.append(half_year(invented, area_by_code(first), really.year))
    for code in codes[1:]:
        cycles.append(begin_year(invented, area_by_code(code), really.year))
    return [*cycles, *_years_above(invented, really.year - 1)]


def _years_above(invented: Invented, year: int) -> list[Cycle]:
    """A finished year of the higher administrations that the country's demonstration names."""
    cycles = []
    for code in pack().demonstration.get("years_above", ()):
        with pretend(date(year, 1, 5)):
            cycles.append(finish_year(invented, area_by_code(code), year))
        invented.close(cycles[-1])
    return cycles


def communes() -> list[str]:
    """The invented areas of the lowest level that has an administration: those that live through years."""
    offices = {service.administration_of for service in pack().services}
    lowest = max((level for level in pack().levels if level.id in offices), key=lambda level: level.depth)
    return [row["code"] for row in pack().demonstration["areas"] if len(row["code"]) == lowest.digits]


def _add_people_and_places() -> tuple[dict[str, Account], dict[str, Organisation]]:
    given = pack().demonstration
    demo = Origin.DEMONSTRATION
    for row in given["areas"]:
        add_area(code=row["code"], unit_type=row["type"], names=row["names"], origin=demo, by=PROGRAM)
    for row in given["facilities"]:
        _add_facility(row)
    organisations = {
        row["id"]: add_organisation(
            code=row["id"], names=row["names"], works_in=_communes(), by=PROGRAM, origin=demo
        )
        for row in given["organisations"]
    }
    return {row["username"]: _add_person(row, organisations) for row in given["people"]}, organisations


def _communes() -> list[Area]:
    return [area_by_code(code) for code in communes()]


def _add_facility(row: dict) -> Facility:
    service, _, code = row["code"].partition("-")
    return add_facility(
        service=service,
        code=code,
        names=row["names"],
        host=area_by_code(row["area"]),
        catchment=[area_by_code(each) for each in row.get("catchment", ())],
        operational_district=row.get("operational_district", ""),
        origin=Origin.DEMONSTRATION,
        by=PROGRAM,
    )


def _add_person(row: dict, organisations: dict[str, Organisation]) -> Account:
    name = row["names"].get(pack().default_language) or next(iter(row["names"].values()))
    person = add_account(
        username=row["username"],
        name=name,
        password=password_of(row["username"]),
        origin=Origin.DEMONSTRATION,
        by=PROGRAM,
    )
    ((kind, where),) = row["scope"].items()
    scope = {
        "area": lambda: area_by_code(where),
        "facility": lambda: facility_by_slug(where),
        "organisation": lambda: organisations[where],
        "operational_district": lambda: where,
    }[kind]()
    give_role(person=person, role=row["role"], by=PROGRAM, **{kind: scope})
    return person
