"""What a published sheet says, in the order in which a citizen asks: hours, standards, work, money, corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from isaf.audit.models import Version
from isaf.country.current import pack
from isaf.country.pack import Column, Names
from isaf.information.models import InformationSheet
from isaf.information.reading import Line, Part, Published
from isaf.information.selectors import KIND
from isaf.places.models import Area, Facility
from isaf.places.selectors import figures_origin

from .. import rules

STANDARDS = ("standards", "own_services")


@dataclass(frozen=True)
class Told:
    """A line of a correction: what it is, and what it said before and after; None was not reported."""

    part: Names
    line: Names
    column: Column | None
    before: Any
    after: Any


@dataclass(frozen=True)
class Release:
    """A version in the list of versions, with what it changed."""

    number: int
    at: datetime
    reason: str
    is_withdrawn: bool
    changes: tuple[Told, ...] = ()


@dataclass(frozen=True)
class SheetTold:
    """A published sheet with what is usual around it. ``around`` is the area whose places are compared."""

    info: Published
    around: Area | None
    usual: Mapping[str, rules.Neighbours]
    releases: tuple[Release, ...]

    def _parts(self, *kinds: str) -> list[Part]:
        return [part for part in self.info.parts if part.kind in kinds]

    @property
    def hours(self) -> list[Line]:
        """Hours, telephone, whom to ask: what was reported of it."""
        return [line for part in self._parts("identity") for line in part.lines if line.now not in (None, "")]

    @property
    def standards(self) -> list[Part]:
        """The services with what to bring, fee and time; parts in which nothing is reported are left out."""
        parts = [part for part in self.info.parts if part.kind == "standards" or part.id in STANDARDS]
        return [part for part in parts if any(_is_told(line) for line in part.lines)]

    @property
    def performance(self) -> Part | None:
        return next(iter(self._parts("performance")), None)

    @property
    def money(self) -> list[Part]:
        return self._parts("money")

    @property
    def balances(self) -> list[Line]:
        return [line for part in self._parts("balance") for line in part.lines if line.now is not None]

    @property
    def lists(self) -> list[Part]:
        """Dates of money received, things in kind, what others paid: those with a row."""
        lists = [part for part in self._parts("list") if part.id not in STANDARDS]
        return [part for part in lists if any(_is_told(line) for line in part.lines)]

    @property
    def correction(self) -> Release | None:
        """Why this version replaced the one before it."""
        return next((r for r in self.releases if r.number == self.info.number and r.number > 1), None)

    @property
    def rows(self) -> list[tuple[Line, rules.Neighbours | None]]:
        """The lines of performance, each with what is usual around here."""
        return [
            (line, self.usual.get(line.id)) for line in (self.performance.lines if self.performance else ())
        ]

    @property
    def received(self) -> int | None:
        return _sum(self.money, "income")

    @property
    def spent(self) -> int | None:
        return _sum(self.money, "spending")

    @property
    def is_whole(self) -> bool:
        """Every line of money was reported, so that the sums are sums of everything."""
        return all(part.total and not part.total.missing for part in self.money)

    @property
    def largest(self) -> Line | None:
        """Where most of the money went, when it was spent on several things."""
        lines = [line for part in self.money if part.flow == "spending" for line in part.lines if line.now]
        return max(lines, key=lambda line: line.now) if len(lines) > 1 else None

    @property
    def spent_per_head(self) -> tuple[Names, int] | None:
        """Words such as "per pupil" and the sum, where it is known by how many to divide."""
        return next((part.per_head for part in self.money if part.flow == "spending"), None)


def _is_told(line: Line) -> bool:
    return any(cell.value not in (None, "") for cell in line.cells)


def _sum(parts: Iterable[Part], flow: str) -> int | None:
    return next((part.total.amount for part in parts if part.flow == flow and part.total), None)


def sheet_told(info: Published, facility: Facility, trail: list[Area]) -> SheetTold:
    """The sheet for its page: three queries for the neighbours, two more where a version was corrected."""
    code = pack().parent_code(facility.host.code)
    around = next((area for area in trail if area.code == code), None)
    part = next((part for part in info.parts if part.kind == "performance"), None)
    usual = _usual(facility, info.year, code or "", part) if part else {}
    return SheetTold(info, around, usual, tuple(_releases(info, facility)))


def _usual(facility: Facility, year: int, under: str, part: Part) -> dict[str, rules.Neighbours]:
    """item -> what the places of the same kind there reported; yes and no have no middle."""
    around = Facility.objects.filter(service=facility.service, host__code__below=under).order_by()
    sheets = InformationSheet.objects.filter(
        facility__in=list(around.values_list("pk", flat=True)), published_at__isnull=False,
        cycle__year=year, cycle__origin=figures_origin(),
    )  # fmt: skip
    ids = [str(pk) for pk in sheets.order_by().values_list("pk", flat=True)]
    if len(ids) < rules.FEWEST_NEIGHBOURS:
        return {}
    rows = Version.objects.filter(kind=KIND, subject_id__in=ids, withdrawn_at=None).order_by("number")
    standing = dict(rows.values_list("subject_id", f"content__values__{part.id}"))
    column, usual = part.columns[-1].id, {}
    for line in part.lines:
        if not line.is_yes_no:
            reported = ((told or {}).get(line.id, {}).get(column) for told in standing.values())
            usual[line.id] = rules.neighbours(reported)
    return {item: found for item, found in usual.items() if found}


def _releases(info: Published, facility: Facility) -> Iterable[Release]:
    """Every version, newest first; what each changed where there is more than one."""
    contents = _contents(info, facility) if len(info.versions) > 1 else {}
    numbers = sorted(contents)
    for each in info.versions:
        earlier = max((number for number in numbers if number < each.number), default=None)
        is_read = earlier is not None and not each.is_withdrawn
        changed = rules.changes(contents[earlier], contents[each.number]) if is_read else []
        told = tuple(_told(info, change) for change in changed)
        yield Release(each.number, each.at, each.reason, each.is_withdrawn, told)


def _contents(info: Published, facility: Facility) -> dict[int, rules.Values]:
    """number -> values of the versions that were not withdrawn."""
    sheets = InformationSheet.objects.filter(
        facility=facility, cycle__year=info.year, published_at__isnull=False
    )
    pk = sheets.order_by("-cycle__round").values_list("pk", flat=True).first()
    rows = Version.objects.filter(kind=KIND, subject_id=str(pk), withdrawn_at=None)
    return dict(rows.values_list("number", "content__values"))


def _told(info: Published, change: rules.Change) -> Told:
    """The change in the words of the sheet; a line that the form does not have any more keeps its code."""
    part = next((part for part in info.parts if part.id == change.section), None)
    line = next((line for line in part.lines if line.id == change.item), None) if part else None
    column = next((each for each in part.columns if each.id == change.column), None) if part else None
    return Told(
        part.names if part else {"": change.section},
        line.names if line else {"": change.item},
        column,
        change.before,
        change.after,
    )
