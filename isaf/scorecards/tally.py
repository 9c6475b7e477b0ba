"""Counts or ballots from a file, to results: what ``isaf tally`` does (docs/algorithms/scoring.md).

Everything wrong in the file is told with its line, all at once; only a file without a fault is counted.
Nothing here knows Django, the clock or the file system.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from isaf.country.pack import Pack
from isaf.kit.numerals import has_mixed_digits, read_int
from isaf.kit.problems import Problem
from isaf.kit.tables import Row, Trouble, clean_text, read_csv, visible

from . import groups, suppression
from . import tally_problems as problems
from .problems import AllMissing
from .rules import ALL, Counts, Result, above, excesses, result

COUNTS = ("criterion", "segment", "value", "count")
BALLOTS = ("ballot", "criterion", "value")  # and the columns about the person, from the country pack

MOST = 10**15  # votes in one cell; a longer number is a slip
OLDEST = 130  # years
LONGEST = 200  # characters of a criterion or ballot id

Votes = Mapping[str, suppression.Table]  # criterion -> segment -> counts
Person = tuple[str | int | None, ...]  # the answers of a ballot about the nameless person


@dataclass(frozen=True)
class CriterionTally:
    """The results of one criterion, every segment of the pack in its order."""

    criterion: str
    segments: Mapping[str, Result]


@dataclass(frozen=True)
class TallyReport:
    """The results in the order of the file; or, when anything is wrong, no results and every trouble."""

    criteria: tuple[CriterionTally, ...]
    troubles: tuple[Trouble, ...] = ()


def tally_file(data: bytes, pack: Pack, min_cell: int | None = None) -> TallyReport:
    """The results of a counts file or a ballots file; the first line tells which.

    ``min_cell`` is the smallest number of people shown: the pack's when not given; 0 shows everything, as
    only the owner of the file may see it.
    """
    table = read_csv(data)
    if table.header is None:
        return TallyReport((), table.troubles)
    troubles = list(table.troubles)
    kind = _kind(table.header, pack, troubles)
    if kind:
        reading = kind(pack, table.header.cells)
        reading.read(table.rows)
        troubles += reading.troubles
    if troubles:
        return TallyReport((), tuple(sorted(troubles, key=lambda trouble: trouble.line)))
    return tally(reading.votes(), pack, pack.min_cell if min_cell is None else min_cell)


def tally(votes: Votes, pack: Pack, min_cell: int) -> TallyReport:
    """The results of counts that are sound, with rules 1 to 4 of suppression applied."""
    parts = groups.parts(pack.segments)
    criteria: list[CriterionTally] = []
    for criterion, table in votes.items():
        results = {
            segment.id: result(table.get(segment.id), pack.scale.numbers, pack.scale.favourable)
            for segment in pack.segments
        }
        away = suppression.hidden(table, min_cell, parts)
        criteria.append(CriterionTally(criterion, suppression.shown(results, away)))
    return TallyReport(tuple(criteria))


def ballot_columns(pack: Pack) -> tuple[str, ...]:
    return BALLOTS + tuple(attribute.column for attribute in groups.attributes(pack.segments))


def _kind(header: Row, pack: Pack, troubles: list[Trouble]) -> "type[_Reading] | None":
    """Counts or ballots; None when the first line cannot be used, with the reasons in ``troubles``."""
    found = header.cells
    wanted: tuple[str, ...]
    kind: type[_Reading]
    if "ballot" in found:
        wanted, kind = ballot_columns(pack), _Ballots
    elif {"segment", "count"} & set(found):
        wanted, kind = COUNTS, _Counts
    else:
        names = {"counts": ",".join(COUNTS), "ballots": ",".join(ballot_columns(pack))}
        troubles.append(Trouble(header.line, problems.UnknownKind(**names)))
        return None
    wrong: list[Problem] = []
    for place, name in enumerate(found):
        if name not in wanted:
            wrong.append(problems.UnknownColumn(found=visible(name), known=", ".join(wanted)))
        elif name in found[:place]:
            wrong.append(problems.RepeatedColumn(found=name))
    wrong += [problems.MissingColumn(column=name) for name in wanted if name not in found]
    troubles += [Trouble(header.line, problem) for problem in wrong]
    return None if wrong else kind


_read_int = lru_cache(maxsize=4096)(read_int)


@dataclass
class _Reading:
    """The rows of a file read one by one; what is wrong is kept with its line, and reading goes on."""

    pack: Pack
    columns: Sequence[str]
    troubles: list[Trouble] = field(default_factory=list)
    line: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)

    def read(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.line = row.line
            if len(row.cells) != len(self.columns):
                self.refuse(problems.WrongWidth(found=len(row.cells), known=len(self.columns)))
                continue
            self.cells = dict(zip(self.columns, row.cells, strict=True))
            self.read_row()
        self.finish()

    def read_row(self) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        """Compare rows with one another once all are read."""

    def votes(self) -> Votes:
        raise NotImplementedError

    def refuse(self, problem: Problem, line: int = 0) -> None:
        self.troubles.append(Trouble(line or self.line, problem))

    def text(self, column: str) -> str | None:
        """An id as typed, made comparable; None when it is refused."""
        cell = self.cells[column]
        try:
            clean = clean_text(cell, LONGEST)
        except ValueError:
            self.refuse(problems.NotClean(column=column, found=visible(cell), longest=LONGEST))
            return None
        if not clean:
            self.refuse(problems.EmptyCell(column=column))
        return clean or None

    def number(self, column: str, least: int, most: int) -> int | None:
        """A whole number in the digits of any one script; None when it is refused."""
        cell = self.cells[column]
        if not cell:
            self.refuse(problems.EmptyCell(column=column))
            return None
        try:
            number = _read_int(cell)
        except ValueError:
            why = problems.MixedDigits if has_mixed_digits(cell) else problems.NotANumber
            self.refuse(why(column=column, found=visible(cell)))
            return None
        if not least <= number <= most:
            self.refuse(problems.NotBetween(column=column, found=visible(cell), least=least, most=most))
            return None
        return number

    def choice(self, column: str, known: Sequence[str], cell: str) -> str | None:
        if cell in known:
            return cell
        self.refuse(problems.NotAChoice(column=column, found=visible(cell), known=", ".join(known)))
        return None

    def value(self) -> int | None:
        """A value of the scale; None when it is refused."""
        scale = self.pack.scale.numbers
        number = self.number("value", -MOST, MOST)
        if number is None or number in scale:
            return number
        self.choice("value", [str(known) for known in scale], self.cells["value"])
        return None


@dataclass
class _Counts(_Reading):
    """criterion, segment, value, count: one row for each number on the flip chart."""

    found: dict[str, dict[str, dict[int, int]]] = field(default_factory=dict)
    lines: dict[tuple[str, str, int], int] = field(default_factory=dict)
    first_lines: dict[str, int] = field(default_factory=dict)
    # Cells whose row was refused: nothing more is said about what depends on them.
    unread: set[tuple[str, str, int | None]] = field(default_factory=set)

    def read_row(self) -> None:
        criterion = self.text("criterion")
        segment = self.segment()
        value = self.value()
        count = self.number("count", 0, MOST)
        if criterion is None:
            return
        self.first_lines.setdefault(criterion, self.line)
        if segment is None or value is None or count is None:
            self.unread.add((criterion, segment or ALL, value))
        if segment is None or value is None:
            return
        first = self.lines.setdefault((criterion, segment, value), self.line)
        if first != self.line:
            facts = {"criterion": visible(criterion), "segment": segment, "value": value}
            self.refuse(problems.RepeatedRow(first=first, **facts))
        elif count is not None:
            self.found.setdefault(criterion, {}).setdefault(segment, {})[value] = count

    def segment(self) -> str | None:
        name = self.text("segment")
        return name and self.choice("segment", [segment.id for segment in self.pack.segments], name)

    def finish(self) -> None:
        parts = groups.parts(self.pack.segments)
        for criterion, line in self.first_lines.items():
            table = self.found.get(criterion, {})
            if ALL not in table and not self.is_unread(criterion, ALL):
                self.refuse(AllMissing(criterion=visible(criterion)), line)
                continue
            for excess in excesses(table, parts):
                if not any(self.is_unread(criterion, s, excess.value) for s in (ALL, *excess.segments)):
                    rows = [self.lines.get((criterion, s, excess.value), 0) for s in excess.segments]
                    self.refuse(above(visible(criterion), excess), max(rows))

    def is_unread(self, criterion: str, segment: str, value: int | None = None) -> bool:
        """Whether a refused row may have told this cell (or, without a value, any cell of the segment)."""
        if value is None:
            return any((c, s) == (criterion, segment) for c, s, _ in self.unread)
        is_told = (criterion, segment, value) in self.lines
        cells = {(criterion, segment, value), (criterion, segment, None)}
        return (criterion, segment, value) in self.unread or (not is_told and bool(cells & self.unread))

    def votes(self) -> Votes:
        return self.found


@dataclass
class _Ballots(_Reading):
    """ballot, criterion, value, and columns about the nameless person: one row for each vote."""

    cast: dict[str, dict[tuple[int, Person], int]] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    people: dict[str, tuple[int, Person]] = field(default_factory=dict)
    attributes: list[groups.Attribute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.attributes = groups.attributes(self.pack.segments)

    def read_row(self) -> None:
        before = len(self.troubles)
        ballot, criterion = self.text("ballot"), self.text("criterion")
        value = self.value() if self.cells["value"] else None
        if ballot and criterion:
            first = self.lines.setdefault((ballot, criterion), self.line)
            if first != self.line:
                facts = {"ballot": visible(ballot), "criterion": visible(criterion)}
                self.refuse(problems.RepeatedVote(first=first, **facts))
        answers = len(self.troubles)
        person = tuple(self.answer(attribute) for attribute in self.attributes)
        if ballot and len(self.troubles) == answers:
            self.compare(ballot, person)
        if criterion and len(self.troubles) == before:
            votes = self.cast.setdefault(criterion, {})
            if value is not None:
                votes[value, person] = votes.get((value, person), 0) + 1

    def answer(self, attribute: groups.Attribute) -> str | int | None:
        """What the ballot says about the person; None when it says nothing."""
        if not self.cells[attribute.column]:
            return None
        if not attribute.answers:
            return self.number(attribute.column, 0, OLDEST)
        cell = self.cells[attribute.column]
        if all(answer.isdecimal() for answer in attribute.answers):
            number = self.number(attribute.column, -MOST, MOST)
            return number if number is None else self.choice(attribute.column, attribute.answers, str(number))
        return self.choice(attribute.column, attribute.answers, cell)

    def compare(self, ballot: str, person: Person) -> None:
        first, known = self.people.setdefault(ballot, (self.line, person))
        for attribute, answer, before in zip(self.attributes, person, known, strict=True):
            if answer != before:
                facts = {"ballot": visible(ballot), "column": attribute.column}
                self.refuse(problems.BallotChanged(first=first, **facts))

    def votes(self) -> Votes:
        return {criterion: self.tables(votes) for criterion, votes in self.cast.items()}

    def tables(self, votes: Mapping[tuple[int, Person], int]) -> dict[str, Counts | None]:
        names = [attribute.column for attribute in self.attributes]
        table: dict[str, dict[int, int]] = {segment.id: {} for segment in self.pack.segments}
        for (value, answers), number in votes.items():
            person = dict(zip(names, answers, strict=True))
            for segment in self.pack.segments:
                if groups.belongs(segment, person):
                    table[segment.id][value] = table[segment.id].get(value, 0) + number
        return dict(table)
