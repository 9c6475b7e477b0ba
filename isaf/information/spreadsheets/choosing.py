"""Which sheets a spreadsheet is about: the facilities of open years, in as few queries as a page may ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from isaf.audit.models import Version
from isaf.audit.services import digest
from isaf.country.current import pack
from isaf.country.pack import Section
from isaf.country.wording import write_digits
from isaf.cycles.models import Cycle, Target
from isaf.cycles.rules import thaw_section
from isaf.kit.saying import as_written
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility

from ..models import InformationSheet
from ..rules import Content
from ..selectors import KIND, in_words

UNFINISHED = (InformationSheet.State.DRAFT, InformationSheet.State.RETURNED)
_DIGITS = 12


@dataclass(frozen=True)
class Filling:
    """A facility of a year: its frozen form, its sheet if one was begun, and what was published last year."""

    cycle: Cycle
    facility: Facility
    form: str
    sections: tuple[Section, ...]
    sheet: InformationSheet | None
    last: Content

    @property
    def content(self) -> Content:
        return self.sheet.content if self.sheet else {}

    @property
    def is_open(self) -> bool:
        """Whether figures may still be written."""
        return self.cycle.is_open and (self.sheet is None or self.sheet.state in UNFINISHED)


@dataclass(frozen=True)
class Offer:
    """A file that can be downloaded: so many facilities of one service in an area, all with the same form."""

    year: int
    service: str
    area: Area
    form: str
    facilities: int


def targets(account: Account | None, verbs: Collection[Verb]) -> QuerySet[Target]:
    """The facilities of every year that the person may treat so, where they are counted; None is the program."""
    rows = Target.objects.filter(is_host=True)
    if account is None:
        return rows
    allowed = set().union(
        *(
            access.within(account, verb, rows, facility="facility").values_list("pk", flat=True)
            for verb in verbs
        )
    )
    return rows.filter(pk__in=allowed)


def may_fill(account: Account | None) -> QuerySet[Target]:
    return targets(account, [Verb.INFORMATION_EDIT])


def may_hand_out(account: Account) -> QuerySet[Target]:
    """Who fills, and who checks and so hands the files out; neither gives the right to bring one in."""
    return targets(account, [Verb.INFORMATION_EDIT, Verb.INFORMATION_CHECK])


def fillings(rows: QuerySet[Target]) -> list[Filling]:
    """The facilities with everything that a file shows of them, by the area where they stand and their code."""
    found = list(rows.select_related("facility__host").order_by("facility__host__code", "facility__code"))
    cycles = Cycle.objects.select_related("area").in_bulk({row.cycle_id for row in found})
    sheets = {
        (sheet.cycle_id, sheet.facility_id): sheet
        for sheet in InformationSheet.objects.filter(
            cycle__in=cycles, facility__in={row.facility_id for row in found}
        ).select_related("drafted_by")
    }
    forms: dict[tuple[int, str], tuple[str, tuple[Section, ...]]] = {}
    last = {
        year: last_values({row.facility_id for row in found if cycles[row.cycle_id].year == year}, year)
        for year in {cycle.year for cycle in cycles.values()}
    }
    filled = []
    for row in found:
        cycle, facility = cycles[row.cycle_id], row.facility
        key = (row.cycle_id, facility.service)
        if key not in forms:
            forms[key] = _form(cycle, facility.service)
        if forms[key][1]:
            sheet = sheets.get((row.cycle_id, row.facility_id))
            filled.append(
                Filling(cycle, facility, *forms[key], sheet, last[cycle.year].get(row.facility_id, {}))
            )
    return filled


def _form(cycle: Cycle, service: str) -> tuple[str, tuple[Section, ...]]:
    kept = cycle.instrument["information"].get(service, [])
    return digest(kept)[:_DIGITS], tuple(thaw_section(section) for section in kept)


def last_values(facilities: Collection[int], year: int) -> dict[int, Content]:
    """What stands published of the year before, by facility; the last round's. Two queries."""
    sheets = (
        InformationSheet.objects.filter(
            published_at__isnull=False, facility__in=facilities, cycle__year=year - 1
        )
        .order_by("cycle__round")
        .values_list("facility_id", "pk")
    )
    return _standing({facility: str(pk) for facility, pk in sheets})


def _standing(sheets: dict[int, str]) -> dict[int, Content]:
    rows = Version.objects.filter(kind=KIND, subject_id__in=sheets.values(), withdrawn_at=None)
    kept = dict(rows.order_by("number").values_list("subject_id", "content__values"))
    return {facility: kept[pk] for facility, pk in sheets.items() if pk in kept}


def offers(account: Account) -> list[Offer]:
    """The files that the person may download, newest year first: one for each service, district and form."""
    rows = may_hand_out(account).filter(cycle__state=Cycle.State.OPEN)
    groups: dict[tuple[Any, ...], list[Filling]] = {}
    for one in fillings(rows):
        above = pack().parent_code(one.facility.host.code)
        groups.setdefault((-one.cycle.year, one.facility.service, above, one.form), []).append(one)
    areas = Area.objects.in_bulk({_area_code(group) for group in groups.values()}, field_name="code")
    return [
        Offer(-year, service, areas[_area_code(group)], form, sum(one.is_open for one in group))
        for (year, service, _, form), group in sorted(groups.items(), key=lambda found: found[0])
    ]


def _area_code(group: Iterable[Filling]) -> str:
    """The area of the facilities when all stand in one, else the one above."""
    codes = {one.facility.host.code for one in group}
    return codes.pop() if len(codes) == 1 else pack().parent_code(codes.pop())


def chosen(account: Account, offer_year: int, service: str, area: str, form: str = "") -> list[Filling]:
    """The facilities of one download; of several forms the one asked for, else the one most of them use."""
    rows = may_hand_out(account).filter(
        cycle__state=Cycle.State.OPEN,
        cycle__year=offer_year,
        facility__service=service,
        facility__host__code__below=area,
    )
    found = fillings(rows)
    forms = [one.form for one in found]
    wanted = form if form in forms else max(forms, key=forms.count, default="")
    return [one for one in found if one.form == wanted]


def default_languages() -> tuple[str, ...]:
    """The languages of a file when none is asked for: all of the country's."""
    return tuple(pack().languages)


def file_languages() -> list[tuple[str, tuple[str, ...]]]:
    """In which languages a file can be had, with the word of each in an address: each alone, and all together."""
    every = default_languages()
    return [*((one, (one,)) for one in every), ("+".join(every), every)]


def table_choices(account: Account) -> dict[str, list[tuple[Any, str]]]:
    """The years, services and areas of which a person may take out figures."""
    rows = targets(account, [Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT, Verb.INFORMATION_CHECK])
    years = sorted(set(rows.values_list("cycle__year", flat=True)), reverse=True)
    services = set(rows.values_list("facility__service", flat=True))
    hosts = set(rows.values_list("facility__host__code", flat=True))
    codes = hosts | {pack().parent_code(code) for code in hosts if code}
    areas = Area.objects.filter(code__in=codes).exclude(code="").order_by("code")
    kinds = [(one.id, in_words(one.names)) for one in pack().services if one.id in services]
    return {
        "year": [(year, as_written(year, grouped=False)) for year in years],
        "service": [("", gettext("All kinds")), *kinds],
        "area": [
            ("", gettext("All areas")),
            *((one.code, f"{in_words(one.names)} ({write_digits(one.code)})") for one in areas),
        ],
    }
