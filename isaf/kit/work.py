"""One thing that waits for a person: what every room tells the page "My work"."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class WorkItem:
    """Something to do, with one button. ``since`` is the day from which it waits; oldest come first."""

    since: date
    title: str
    place: str
    button: str
    address: str
    is_late: bool = False
