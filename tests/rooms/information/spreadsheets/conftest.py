"""Three schools of two communes, one person who directs them all, and a form with every kind of section."""

from dataclasses import asdict, dataclass
from datetime import date

import pytest
from django.utils.translation import override

from isaf.country.pack import Column, Item, Section
from isaf.cycles.models import Cycle
from isaf.information import services
from isaf.information.models import InformationSheet
from isaf.information.spreadsheets import choosing, importing, template
from isaf.people.models import Account
from isaf.people.services import give_role
from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug
from isaf.registry.report import Report
from tests import cast, make

from .filled import filled

CODES = ("0102011", "0102021", "0102022")


def names(english: str) -> dict[str, str]:
    return {"km": f"kh {english}", "en": english}


def items(*ids: str, **more) -> tuple[Item, ...]:
    return tuple(Item(one, names(one.replace("_", " ").capitalize()), {}, {}, **more) for one in ids)


def column(name: str, kind: str) -> Column:
    return Column(name, names(name.replace("_", " ").capitalize()), kind)


FORM = (
    Section(
        "identity", "identity", names("About the school"), "year", (column("now", "text"),), items("hours")
    ),
    Section(
        "performance",
        "performance",
        names("Performance"),
        "school_year",
        (column("last_year", "integer"), column("this_year", "integer")),
        (
            Item("pupils", names("Pupils"), names("Count in October."), names("people")),
            Item("dropout", names("Drop-out"), {}, names("per cent"), "down", "maximum", 4, kind="percent"),
            Item("water", names("Clean water"), {}, {}, "up", "yes_no", 1),
        ),
    ),
    Section(
        "income",
        "money",
        names("Income"),
        "fiscal_year",
        (column("planned", "money"), column("actual", "money")),
        items("budget", "gifts"),
        flow="income",
    ),
    Section(
        "tranches",
        "list",
        names("Tranches"),
        "fiscal_year",
        (column("date", "date"), column("amount", "money"), column("from", "text")),
        (),
        most=4,
    ),
)


@dataclass(frozen=True)
class Scene:
    people: cast.Cast
    cycles: tuple[Cycle, ...]
    director: Account  # of all three schools

    def school(self, place: int = 0) -> Facility:
        return facility_by_slug(f"ps-{CODES[place]}")

    def file(self, languages: tuple[str, ...] = ("km", "en"), year: int = 2026) -> bytes:
        """The file of the district, as it is downloaded."""
        found = choosing.chosen(self.director, year, "ps", "0102")
        return template.build(found, area=make.area("0102"), languages=languages)

    def filled(self, edits: dict, year: int = 2026, **more) -> bytes:
        return filled(self.file(year=year), edits, **more)

    def bring(self, data: bytes, by: Account | None = None, **how) -> Report:
        return importing.import_information(data=data, name="filled.xlsx", by=by or self.director, **how)

    def content(self, place: int = 0, year: int = 2026) -> dict | None:
        sheet = InformationSheet.objects.filter(facility=self.school(place), cycle__year=year).first()
        return sheet.content if sheet else None

    def write(self, content: dict, place: int = 0, year: int = 2026) -> InformationSheet:
        cycle = next(
            one for one in self.cycles if one.area.code == self.school(place).host.code and one.year == year
        )
        return services.save_draft(
            cycle=cycle, facility=self.school(place), content=content, by=self.director
        )

    def publish(self, content: dict, place: int = 0, year: int = 2026) -> InformationSheet:
        sheet = services.submit(sheet=self.write(content, place, year), by=self.director, is_sure=True)
        services.publish(sheet=sheet, by=self.people.bopha)
        sheet.refresh_from_db()
        return sheet


def open_year(code: str, year: int) -> Cycle:
    cycle = make.cycle(code, year)
    cycle.instrument["information"]["ps"] = [asdict(section) for section in FORM]
    cycle.save()
    return Cycle.objects.select_related("area").get(pk=cycle.pk)


@pytest.fixture
def scene(db) -> Scene:
    people = cast.people()
    make.facility("ps-0102021", host="010202")
    make.facility("ps-0102022", host="010202")
    make.commune("010202")
    cycles = tuple(open_year(code, year) for year in (2025, 2026) for code in ("010201", "010202"))
    director = make.person(
        "moni", "school_director", name="Moni", facility=facility_by_slug(f"ps-{CODES[0]}")
    )
    for code in CODES[1:]:
        give_role(
            person=director,
            role="school_director",
            facility=facility_by_slug(f"ps-{code}"),
            by=make.system(),
            since=date(2020, 1, 1),
        )
    return Scene(people, cycles, Account.objects.get(pk=director.pk))


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield
