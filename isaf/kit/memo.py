"""What stays the same while one page is made is asked for once.

Public pages ask in many places what this server holds. Inside ``one_answer()`` the first answer is kept until the
page is made; outside of it nothing is kept, so that no answer can grow old (no time-based expiry).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def one_answer() -> Iterator[None]:
    """From here to the end of the block, ``remembered`` keeps what it was told."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(name: str, ask: Callable[[], Any]) -> Any:
    """The answer that was given to ``name`` while this page is made; asked now where there is none.

    >>> with one_answer():
    ...     remembered("day", lambda: "Monday"), remembered("day", lambda: "Tuesday")
    ('Monday', 'Monday')
    >>> remembered("day", lambda: "Monday"), remembered("day", lambda: "Tuesday")
    ('Monday', 'Tuesday')
    """
    kept = _kept.get()
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return kept[name]
