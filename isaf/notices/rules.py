"""When a letter may leave. Moments are given in the country's own zone; all limits are ours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

QUIET_FROM, QUIET_UNTIL = time(20), time(7)
A_WEEK = 7
LIFE = timedelta(days=14)  # a reminder that comes later than this only confuses
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=18)
MOST_ATTEMPTS = 8
KEPT_FOR = timedelta(days=90)  # text and address of a letter that is over


class Verdict(StrEnum):
    """What to do with a letter that waits."""

    SEND = "send"
    WAIT = "wait"
    EXPIRE = "expire"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Letter:
    """What the judgement needs to know about a letter that waits."""

    next_try_at: datetime
    expires_at: datetime
    has_address: bool = True
    is_wanted: bool = True
    is_invented: bool = False


def judge(letter: Letter, now: datetime, has_carrier: bool) -> Verdict:
    """Whether a waiting letter leaves now. Who asked for no letters comes first, then its age.

    A letter to an invented person is never sent. One without an address, or without a carrier, waits.

    >>> noon = datetime(2026, 3, 2, 12)
    >>> judge(Letter(noon, noon + LIFE), noon, has_carrier=True)
    <Verdict.SEND: 'send'>
    >>> judge(Letter(noon, noon + LIFE), noon, has_carrier=False)
    <Verdict.WAIT: 'wait'>
    """
    if not letter.is_wanted:
        return Verdict.CANCEL
    if now >= letter.expires_at:
        return Verdict.EXPIRE
    is_ready = has_carrier and letter.has_address and not letter.is_invented
    is_time = now >= letter.next_try_at and after_quiet(now) == now
    return Verdict.SEND if is_ready and is_time else Verdict.WAIT


def after_quiet(moment: datetime) -> datetime:
    """The moment itself by day; the next morning at the end of the quiet hours by night.

    >>> after_quiet(datetime(2026, 3, 2, 22, 30)), after_quiet(datetime(2026, 3, 2, 12))
    (datetime.datetime(2026, 3, 3, 7, 0), datetime.datetime(2026, 3, 2, 12, 0))
    """
    if QUIET_UNTIL <= moment.timetz().replace(tzinfo=None) < QUIET_FROM:
        return moment
    morning = moment.replace(hour=QUIET_UNTIL.hour, minute=QUIET_UNTIL.minute, second=0, microsecond=0)
    return morning if moment < morning else morning + timedelta(days=1)


def next_try(now: datetime, attempts: int, jitter: float) -> datetime:
    """When to try again after so many failures: 15 minutes, an hour, four hours ... 18 hours, never at night.

    The longest pause is short enough that a server which sends once a day tries each letter each day.

    ``jitter`` (0 to below 1) spreads the letters of one hour by a quarter to each side, so that a carrier that
    comes back does not meet all of them at once.

    >>> next_try(datetime(2026, 3, 2, 8), attempts=1, jitter=0.5)
    datetime.datetime(2026, 3, 2, 8, 15)
    """
    pause = min(FIRST_PAUSE * 4 ** min(attempts - 1, 4), LONGEST_PAUSE)
    return after_quiet(now + pause * (0.75 + jitter / 2))


def is_given_up(attempts: int, is_final: bool) -> bool:
    """Whether a failed letter needs a person: the carrier said never, or it was tried often enough.

    >>> is_given_up(1, is_final=True), is_given_up(7, is_final=False), is_given_up(8, is_final=False)
    (True, False, True)
    """
    return is_final or attempts >= MOST_ATTEMPTS


def may_write_again(last: date | None, today: date) -> bool:
    """At most one letter a week about one matter; days are counted, so that the hour of the run plays no part.

    >>> may_write_again(None, date(2026, 3, 9)), may_write_again(date(2026, 3, 2), date(2026, 3, 9))
    (True, True)
    >>> may_write_again(date(2026, 3, 3), date(2026, 3, 9))
    False
    """
    return last is None or (today - last).days >= A_WEEK


def subject_and_body(text: str) -> tuple[str, str]:
    """A written letter: its first line is the subject, blank lines are at most one.

    >>> subject_and_body("\\n Two sheets \\n\\n\\n\\nGood day,\\n read them. \\n")
    ('Two sheets', 'Good day,\\nread them.\\n')
    """
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    subject, rest = (lines[0] if lines else ""), lines[1:]
    kept: list[str] = []
    for line in rest:
        if line or (kept and kept[-1]):
            kept.append(line)
    return subject, "\n".join(kept).strip() + "\n"
