"""Which year a page shows, where a calendar stands, and which children a code belongs to. Pure rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction


def choose_year(asked: str, years: Iterable[int]) -> int | None:
    """The year asked for when there is one of that number, else the newest; None where there is none.

    >>> choose_year("2025", [2024, 2025, 2026]), choose_year("", [2024, 2026]), choose_year("x", [])
    (2025, 2026, None)
    """
    known = set(years)
    if asked.isascii() and asked.isdigit() and int(asked) in known:
        return int(asked)
    return max(known, default=None)


def whole_number(text: str) -> int | None:
    """A number of an address, in plain digits only; None when it is none.

    >>> whole_number("12"), whole_number("-1"), whole_number("1e3"), whole_number("9" * 30)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def window_state(opens: date, closes: date, today: date) -> str:
    """Where a step of the calendar stands, by its window alone: done, now or next.

    >>> window_state(date(2026, 3, 1), date(2026, 4, 30), date(2026, 4, 30))
    'now'
    >>> window_state(date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1))
    'done'
    """
    if today > closes:
        return "done"
    return "now" if today >= opens else "next"


def strip_state(state: str, is_closed: bool) -> str:
    """How a step of a real year is shown to everyone: done, now, late or next.

    A closed year is over: what was never marked as ended is shown as not done, and nobody is late any more.

    >>> strip_state("late", False), strip_state("late", True), strip_state("done", True)
    ('late', 'next', 'done')
    """
    return "next" if is_closed and state != "done" else state


def share(part: int, whole: int) -> Fraction | None:
    """A part of a whole in per cent, exactly; None when there is no whole.

    >>> share(1, 8), share(0, 0)
    (Fraction(25, 2), None)
    """
    return Fraction(part * 100, whole) if whole else None


def tile_grid(places: Sequence[str], squares: Mapping[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """(code, column, row) of every place: its own square, or one in rows of their own below the map.

    >>> tile_grid(["1", "9"], {"1": (2, 1)})
    [('1', 2, 1), ('9', 1, 2)]
    """
    wide = max((column for column, _row in squares.values()), default=1)
    below = max((row for _column, row in squares.values()), default=0) + 1
    free = [code for code in places if code not in squares]
    added = {code: (place % wide + 1, below + place // wide) for place, code in enumerate(free)}
    return [(code, *(squares.get(code) or added[code])) for code in places]
