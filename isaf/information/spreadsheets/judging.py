"""A file held against what is kept: what it would change for each facility, and everything that speaks against it."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Column, Item, Section
from isaf.kit.problems import Problem
from isaf.people.models import Account
from isaf.registry.report import Judged

from .. import problems as sheets
from .. import rules
from ..models import InformationSheet
from . import problems as p
from .cells import CLEAR, read_cell
from .choosing import Filling, fillings, may_fill
from .filing import ROW, Filing, Told, Where

State = InformationSheet.State


@dataclass(frozen=True)
class Change:
    """One box before and after; ``far`` is last year's figure when the new one is far from it."""

    section: Section
    item: Item
    column: Column
    before: Any
    after: Any
    far: Any = None
    is_last_years: bool = False  # what was published for last year, in its own box

    @property
    def ids(self) -> list[Any]:
        return [self.section.id, self.item.id, self.column.id, self.before, self.after]


@dataclass(frozen=True)
class Row(Judged):
    """What the file does to one facility, or one cell that is refused."""

    sheet: str = ""
    column: str = ""
    filling: Filling | None = None
    box: tuple[Item, Column] | None = None
    changes: tuple[Change, ...] = ()
    saved_since: str = ""  # who saved the sheet after the file was made


def judge(filing: Filing, account: Account | None) -> list[Row]:
    """Every facility that the file names, in its order; every refused cell before what it belongs to."""
    rows = [
        _refused(where, slug, problem, is_header=filing.is_unread, is_read=bool(slug))
        for where, slug, problem in filing.troubles
    ]
    spoiled = {slug for _, slug, _ in filing.troubles if slug}
    told: dict[tuple[int, str], list[Told]] = {}
    for one in filing.told:
        told.setdefault((one.year, one.facility), []).append(one)
    known = _known(told, account)
    for key, said in told.items():
        rows += _facility(known.get(key), said, filing, account, is_spoiled=key[1] in spoiled)
    if not rows:
        rows.append(_refused(Where(), "", p.NothingFilled(), is_header=True))
    return rows


def _known(keys: Iterable[tuple[int, str]], account: Account | None) -> dict[tuple[int, str], Filling]:
    """The facilities of the file that the person may fill; of several rounds the last, of all the open one."""
    years, codes, services = set(), set(), set()
    for year, slug in keys:
        service, _, code = slug.partition("-")
        years.add(year)
        codes.add(code)
        services.add(service)
    rows = may_fill(account).filter(
        cycle__year__in=years, facility__code__in=codes, facility__service__in=services
    )
    found = sorted(fillings(rows), key=lambda one: (one.cycle.is_open, one.cycle.round))
    return {(one.cycle.year, one.facility.slug): one for one in found}


def _refused(where: Where, slug: str, problem: Problem, **more: Any) -> Row:
    return Row(where.row, slug, "refused", problem, sheet=where.sheet, column=where.column, **more)


def _facility(
    filling: Filling | None, told: list[Told], filing: Filing, account: Account | None, *, is_spoiled: bool
) -> list[Row]:
    first, slug = told[0], told[0].facility
    if filling is None:
        return [_refused(first.where, slug, p.NotYourFacility(facility=slug, year=first.year))]
    if filing.form and filing.form != filling.form:
        return [_refused(first.where, slug, p.OtherForm(facility=slug, year=first.year))]
    content, wrong = _merged(filling, told)
    if wrong or is_spoiled:
        return [
            _refused(one.where, slug, problem, box=box, filling=filling, is_read=not number)
            for number, (one, box, problem) in enumerate(wrong)
        ]
    changes = _changes(filling, content)
    if all(map(_is_given, changes)):
        return [Row(first.where.row, slug, "same", filling=filling, sheet=first.where.sheet)]
    if problem := _closed(filling):
        return [_refused(first.where, slug, problem, filling=filling)]
    return [
        Row(
            first.where.row,
            slug,
            "changed" if filling.sheet else "added",
            wanted=content,
            sheet=first.where.sheet,
            filling=filling,
            changes=changes,
            saved_since=_saved_since(filling, filing, account),
        )
    ]


def _is_given(change: Change) -> bool:
    """True for a box that the downloaded file filled by itself, which alone does not begin a sheet."""
    return change.column.id == rules.LAST_YEAR and change.before is None and change.is_last_years


def _closed(filling: Filling) -> Problem | None:
    """Why nothing can be written into this sheet now."""
    if not filling.cycle.is_open:
        return p.NoSuchYear(year=filling.cycle.year, facility=filling.facility.slug)
    if filling.sheet and filling.sheet.state == State.SUBMITTED:
        return sheets.BeingChecked()
    return sheets.AlreadyPublished() if filling.sheet and filling.sheet.state == State.PUBLISHED else None


def _saved_since(filling: Filling, filing: Filing, account: Account | None) -> str:
    """Another person's name when that person saved the sheet after the file was made."""
    made = filing.versions.get(filling.facility.slug)
    if made is None or filling.sheet is None or filling.sheet.row_version <= made:
        return ""
    by = filling.sheet.drafted_by
    return by.name if by and (account is None or by.pk != account.pk) else ""


# --- the content ------------------------------------------------------------------------------------

Wrong = list[tuple[Told, tuple[Item, Column] | None, Problem]]


def _merged(filling: Filling, told: list[Told]) -> tuple[dict[str, Any], Wrong]:
    """What is kept with what the file says in its place, and every cell that cannot be taken.

    An empty cell says nothing. A list that the file speaks of is taken whole from the file.
    """
    content, wrong = deepcopy(dict(filling.content)), Wrong()
    boxes = {(s.id, i.id, c.id): (i, c) for s, i, c in rules.boxes(filling.sections)}
    rows = _rows_of_lists(told)
    for section in {one.section for one in told if (one.section, one.line) in rows}:
        content[section] = {}
    for one in told:
        line = rows.get((one.section, one.line), one.line)
        box = boxes.get((one.section, line, one.column))
        value = _value(one, box, filling.sections)
        if isinstance(value, Problem):
            wrong.append((one, box, value))
        elif value is CLEAR:
            content.get(one.section, {}).get(line, {}).pop(one.column, None)
        elif value is not None:
            content.setdefault(one.section, {}).setdefault(line, {})[one.column] = value
    if not wrong:
        content, left = rules.clean(content, filling.sections)
        wrong = [(told[0], None, problem) for problem in left]
    return content, wrong


def _rows_of_lists(told: list[Told]) -> dict[tuple[str, str], str]:
    """The rows of a worksheet's lists, numbered from 1 in their order: (section, line as told) -> line."""
    found: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    for one in told:
        key = (one.section, one.line)
        if one.line.startswith(ROW) and one.line[len(ROW) :].isdigit() and key not in found:
            counts[one.section] = counts.get(one.section, 0) + 1
            found[key] = str(counts[one.section])
    return found


def _value(one: Told, box: tuple[Item, Column] | None, sections: tuple[Section, ...]) -> Any:
    if isinstance(one.said, Problem):
        return one.said
    if box is None:
        most = next((s.most for s in sections if s.id == one.section and s.kind == "list"), 0)
        if most and one.line.removeprefix(ROW).isdigit():
            return p.TooManyLines(most=most)
        return p.UnknownBox(typed=f"{one.section}.{one.line}.{one.column}"[:80])
    try:
        return read_cell(one.said, *box, pack().minor_digits)
    except Problem as problem:
        return problem


def _changes(filling: Filling, content: Mapping[str, Any]) -> tuple[Change, ...]:
    jumps = rules.large_jumps(content, filling.last, filling.sections)
    far = {(jump.section.id, jump.item.id, jump.column.id): jump.before for jump in jumps}
    found = []
    for section, item, column in rules.boxes(filling.sections):
        key = (section.id, item.id, column.id)
        before, after = rules.value(filling.content, *key), rules.value(content, *key)
        if before != after:
            published = rules.value(filling.last, section.id, item.id, rules.current(section).id)
            found.append(Change(section, item, column, before, after, far.get(key), after == published))
    return tuple(found)
