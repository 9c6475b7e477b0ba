"""What makes two papers the same, and how far a phone's clock is off."""

import hashlib
import json
from datetime import datetime
from typing import Any

from . import problems as p

LARGEST = 512 * 1024  # bytes of one sheet; a full one without photo has about 5,000
DEEPEST = 40  # levels of JSON: a sheet has 5


def read_json(raw: bytes) -> dict[str, Any]:
    """The object that the bytes say; raises NotJson with the reason.

    >>> read_json(b'{"a": 1}')
    {'a': 1}
    >>> read_json(b'[1]')
    Traceback (most recent call last):
    isaf.inbox.problems.NotJson: The sheet is not readable JSON in UTF-8 (not an object). Send it again from the phone.
    """
    if len(raw) > LARGEST:
        raise p.PaperTooLarge(most=LARGEST)
    try:
        text = raw.decode("utf-8")
        if "\x00" in text:
            raise p.NotJson(why="NUL")
        said = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        raise p.NotJson(why="UTF-8") from None
    except RecursionError:
        raise p.NotJson(why="too deep") from None
    except ValueError as wrong:
        raise p.NotJson(why=str(wrong)[:80]) from None
    if not isinstance(said, dict):
        raise p.NotJson(why="not an object")
    if _depth(said) > DEEPEST:
        raise p.NotJson(why="too deep")
    return said


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: of two votes for one value, none may vanish."""
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a key stands twice")
    return said


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _depth(said: Any) -> int:
    """How deep lists and objects stand in each other, without recursion."""
    deepest, waiting = 0, [(said, 1)]
    while waiting:
        value, level = waiting.pop()
        deepest = max(deepest, level)
        if level > DEEPEST:
            return level
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(each, level + 1) for each in inside if isinstance(each, dict | list)]
    return deepest


ABOUT_THE_SENDING = ("sent", "app")
"""Keys that tell of the sending, not of the meeting: a second try of the same sheet has other ones."""


def digest(said: dict[str, Any]) -> str:
    """sha256 of the content with its keys sorted: how it was packed, and when it was sent, does not count.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1, "sent": "2026-01-01T00:00:00Z"})
    True
    """
    content = {key: value for key, value in said.items() if key not in ABOUT_THE_SENDING}
    told = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def read_version(text: Any) -> str:
    """What an app calls itself, as far as a database keeps it; empty for anything else.

    >>> read_version("1.0"), read_version("\\ud800"), read_version(5)
    ('1.0', '', '')
    """
    return text[:40] if isinstance(text, str) and text.isprintable() else ""


def read_moment(text: Any) -> datetime | None:
    """A moment with its zone, as a phone says it; None for anything else, and for years that no phone means.

    >>> read_moment("2026-06-01T09:00:00+07:00").isoformat(), read_moment("yesterday"), read_moment(5)
    ('2026-06-01T09:00:00+07:00', None, None)
    """
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 2000 <= moment.year <= 2999 else None
