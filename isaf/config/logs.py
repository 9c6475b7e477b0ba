"""What the log says: where something failed, never who was concerned or what was typed."""

import logging
import re
import traceback
from types import TracebackType

_SECRETS = re.compile(r"/(invitation|setup)/[^/\s]+")
_NUMBERS = re.compile(r"(?<!\d)[+0]\d(?:[\s.()-]?\d){7,}")


def discreet(text: str) -> str:
    """A line without the one-time words of addresses and without what may be a phone number.

    >>> discreet("Not Found: /km/invitation/k7mq-3w9d-0011-abcd/ by 012 345 678")
    'Not Found: /km/invitation/.../ by ...'
    """
    return _NUMBERS.sub("...", _SECRETS.sub(r"/\1/...", text))


class Discreet(logging.Formatter):
    """Lines and tracebacks without the texts of exceptions: a database's refusal quotes names."""

    def formatException(self, ei: tuple) -> str:  # noqa: N802
        kind: type[BaseException] | None = ei[0]
        trace: TracebackType | None = ei[2]
        frames = [
            f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)
        ]
        return "\n".join([*frames, kind.__name__ if kind else "unknown"])

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        stamp, message = record.asctime, discreet(record.message)
        return f"{stamp} {record.levelname} {record.name}: {message}"
