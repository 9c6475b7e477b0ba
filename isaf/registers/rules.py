"""Days in office, hand-overs, and who works where beside whom: plain functions, no clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Days:
    """From a first to a last day, both included; without a last day it goes on."""

    since: date
    until: date | None = None


def is_current(days: Days, on: date) -> bool:
    """True from the first to the last day.

    >>> here = Days(date(2026, 1, 1), date(2026, 6, 30))
    >>> [is_current(here, day) for day in (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))]
    [False, True, False]
    """
    return days.since <= on and (days.until is None or on <= days.until)


def meet(one: Days, other: Days) -> bool:
    """True when two spans share a day.

    >>> meet(Days(date(2026, 1, 1)), Days(date(2025, 1, 1), date(2025, 12, 31)))
    False
    """
    return (one.until is None or other.since <= one.until) and (
        other.until is None or one.since <= other.until
    )


def last_day(days: Days, on: date) -> date | None:
    """The last day that a term gets when everything ends with ``on``; None for one that is left alone.

    What is over stays as it was, and what begins only later belongs to those who come.

    >>> last_day(Days(date(2022, 6, 1), date(2027, 5, 31)), date(2026, 3, 31))
    datetime.date(2026, 3, 31)
    >>> last_day(Days(date(2026, 4, 1)), date(2026, 3, 31)) is None
    True
    """
    return on if is_current(days, on) and days.until != on else None


@dataclass(frozen=True)
class HandOver:
    """What a new term does to those before it: the term that is cut short, by its place, and its last day."""

    cut: int | None
    last_day: date | None


def hand_over(terms: Sequence[Days], new: Days) -> HandOver | None:
    """How a seat passes on: the one who sits there leaves on the day before the new one comes.

    None when it cannot: somebody begins on that day or later inside the new term, so that two people would sit in
    one seat.

    >>> hand_over([Days(date(2022, 6, 1))], Days(date(2026, 4, 1)))
    HandOver(cut=0, last_day=datetime.date(2026, 3, 31))
    >>> hand_over([], Days(date(2026, 4, 1)))
    HandOver(cut=None, last_day=None)
    >>> hand_over([Days(date(2026, 5, 1))], Days(date(2026, 4, 1))) is None
    True
    """
    cut = None
    for place, term in enumerate(terms):
        if meet(term, new):
            if term.since >= new.since:
                return None
            cut = place
    return HandOver(cut, None if cut is None else new.since - timedelta(days=1))


@dataclass(frozen=True)
class Balance:
    """How many women and men sit in a body; ``not_said`` are those whose sex is not recorded, never guessed."""

    women: int
    men: int
    not_said: int
    vacant: int

    @property
    def seated(self) -> int:
        return self.women + self.men + self.not_said


def balance(seats: Iterable[str | None]) -> Balance:
    """Count the sex of who sits in each seat; None is a seat in which nobody sits.

    >>> balance(["female", "male", "male", "", None])
    Balance(women=1, men=2, not_said=1, vacant=1)
    """
    said = list(seats)
    return Balance(said.count("female"), said.count("male"), said.count(""), said.count(None))


def runs_in(days: Days, year: int) -> bool:
    """True when a project runs on at least one day of the year.

    >>> [runs_in(Days(date(2024, 7, 1), date(2025, 6, 30)), year) for year in (2023, 2024, 2025, 2026)]
    [False, True, True, False]
    """
    return meet(days, Days(date(year, 1, 1), date(year, 12, 31)))


@dataclass(frozen=True)
class Work:
    """That someone works in an area: ``key`` names the record. Empty ``services`` mean every service."""

    key: int
    implementer: str
    code: str
    services: tuple[str, ...] = ()


def reaches(work: Work, codes: Iterable[str]) -> bool:
    """True when the work is in one of the areas, or in an area above one of them.

    >>> reaches(Work(1, "daisy", "0102"), ["010201"]), reaches(Work(1, "daisy", "010201"), ["0102"])
    (True, False)
    """
    return any(code.startswith(work.code) for code in codes)


def share_a_service(one: Work, other: Work) -> bool:
    """True when two works are about one service at least.

    >>> school, all_of_them = Work(1, "a", "01", ("ps",)), Work(2, "b", "01")
    >>> share_a_service(school, all_of_them), share_a_service(school, Work(3, "c", "01", ("hc", "ca")))
    (True, False)
    """
    return not one.services or not other.services or bool(set(one.services) & set(other.services))


def together(works: Iterable[Work]) -> tuple[int, ...]:
    """The keys of those works in one place that meet the work of another organisation; none when all are alone.

    >>> together([Work(1, "daisy", "0102", ("hc",)), Work(2, "lamp", "0102"), Work(3, "daisy", "0102", ("ps",))])
    (1, 2, 3)
    >>> together([Work(1, "daisy", "0102", ("hc",)), Work(2, "lamp", "0102", ("ps",))])
    ()
    """
    here = list(works)
    return tuple(
        one.key
        for one in here
        if any(other.implementer != one.implementer and share_a_service(one, other) for other in here)
    )


def shared_areas(works: Iterable[Work]) -> dict[str, tuple[int, ...]]:
    """The areas in which several organisations work at one service, each with the keys of their works.

    An area is looked at when someone's work names it; whoever works in an area above is there as well.

    >>> shared_areas([Work(1, "daisy", "0102"), Work(2, "lamp", "010201"), Work(3, "lamp", "0103")])
    {'010201': (1, 2)}
    """
    given = sorted(works, key=lambda work: (work.code, work.key))
    codes = dict.fromkeys(work.code for work in given)
    found = {code: together(work for work in given if reaches(work, [code])) for code in codes}
    return {code: keys for code, keys in found.items() if keys}


def at_facility(works: Iterable[Work], service: str, codes: Sequence[str]) -> tuple[int, ...]:
    """The keys of works of several organisations at one facility; ``codes`` are the areas it stands in and serves.

    So a health centre between the communes of two organisations is seen, though their areas do not meet.

    >>> works = [Work(1, "daisy", "010201"), Work(2, "lamp", "010202", ("hc",)), Work(3, "sun", "010202", ("ps",))]
    >>> at_facility(works, "hc", ["010201", "010202"]), at_facility(works, "hc", ["010201"])
    ((1, 2), ())
    """
    return together(
        Work(work.key, work.implementer, work.code)
        for work in works
        if reaches(work, codes) and (not work.services or service in work.services)
    )


def is_within(code: str, areas: Iterable[str]) -> bool:
    """True when an area is one of these or lies below one.

    >>> is_within("010201", ["0102"]), is_within("01", ["0102"])
    (True, False)
    """
    return any(code.startswith(area) for area in areas)
