"""When a letter may leave: the tables of cases."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isaf.notices import rules
from isaf.notices.rules import Letter, Verdict

NOON = datetime(2026, 3, 2, 12)
NIGHT = datetime(2026, 3, 2, 23)
LATER = NOON + rules.LIFE


@pytest.mark.parametrize(
    ("letter", "now", "has_carrier", "verdict"),
    [
        (Letter(NOON, LATER), NOON, True, "send"),
        (Letter(NOON + timedelta(minutes=1), LATER), NOON, True, "wait"),
        (Letter(NOON, LATER), NIGHT, True, "wait"),
        (Letter(NOON, LATER), NOON, False, "wait"),
        (Letter(NOON, LATER, has_address=False), NOON, True, "wait"),
        (Letter(NOON, LATER, is_invented=True), NOON, True, "wait"),
        (Letter(NOON, LATER, is_wanted=False), NOON, True, "cancel"),
        (Letter(NOON, LATER, is_wanted=False), LATER, True, "cancel"),
        (Letter(NOON, LATER), LATER - timedelta(seconds=1), True, "send"),
        (Letter(NOON, LATER), LATER, True, "expire"),
        (Letter(NOON, LATER), LATER, False, "expire"),
        (Letter(NOON, LATER, has_address=False), LATER, True, "expire"),
        (Letter(NOON, LATER, is_invented=True), LATER, True, "expire"),
        (Letter(LATER, LATER), LATER, True, "expire"),
    ],
)
def test_a_waiting_letter_is_judged(letter: Letter, now: datetime, has_carrier: bool, verdict: str) -> None:
    assert rules.judge(letter, now, has_carrier) == Verdict(verdict)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-03-02 06:59:59", "2026-03-02 07:00:00"),
        ("2026-03-02 07:00:00", "2026-03-02 07:00:00"),
        ("2026-03-02 19:59:59", "2026-03-02 19:59:59"),
        ("2026-03-02 20:00:00", "2026-03-03 07:00:00"),
        ("2026-03-02 23:30:00", "2026-03-03 07:00:00"),
        ("2026-03-03 00:00:00", "2026-03-03 07:00:00"),
        ("2026-12-31 22:00:00", "2027-01-01 07:00:00"),
    ],
)
def test_nothing_leaves_at_night(moment: str, allowed: str) -> None:
    assert rules.after_quiet(datetime.fromisoformat(moment)) == datetime.fromisoformat(allowed)


def test_quiet_hours_are_the_country_s_own() -> None:
    country = timezone(timedelta(hours=7))
    eight_in_the_evening = datetime(2026, 3, 2, 13, tzinfo=UTC).astimezone(country)

    assert rules.after_quiet(eight_in_the_evening) == datetime(2026, 3, 3, 7, tzinfo=country)


@pytest.mark.parametrize(
    ("attempts", "jitter", "minutes"),
    [
        (1, 0.5, 15), (1, 0.0, 11.25), (2, 0.5, 60), (3, 0.5, 240),
    ],
)  # fmt: skip
def test_each_failure_makes_the_pause_longer(attempts: int, jitter: float, minutes: float) -> None:
    morning = datetime(2026, 3, 2, 8)

    assert rules.next_try(morning, attempts, jitter) == morning + timedelta(minutes=minutes)


@given(st.integers(1, 50), st.floats(0, 1, exclude_max=True), st.integers(0, 7 * 24 * 60))
def test_the_next_try_is_later_by_day_and_never_further_than_two_days(
    attempts: int, jitter: float, minute: int
) -> None:
    now = datetime(2026, 3, 2) + timedelta(minutes=minute)

    then = rules.next_try(now, attempts, jitter)

    assert now < then <= now + timedelta(days=2)
    assert rules.after_quiet(then) == then


@given(st.integers(1, 50), st.floats(0, 1, exclude_max=True), st.integers(7, 19))
def test_a_server_that_sends_once_a_day_tries_each_letter_each_day(
    attempts: int, jitter: float, hour: int
) -> None:
    now = datetime(2026, 3, 2, hour)

    assert rules.next_try(now, attempts, jitter) <= now + timedelta(days=1)


def test_letters_of_one_hour_are_spread() -> None:
    tries = {rules.next_try(NOON, 1, jitter / 10) for jitter in range(10)}

    assert len(tries) == 10


@pytest.mark.parametrize(
    ("last", "today", "may"),
    [
        (None, date(2026, 3, 9), True),
        (date(2026, 3, 9), date(2026, 3, 9), False),
        (date(2026, 3, 3), date(2026, 3, 9), False),
        (date(2026, 3, 2), date(2026, 3, 9), True),
    ],
)
def test_one_letter_a_week_about_one_matter(last: date | None, today: date, may: bool) -> None:
    assert rules.may_write_again(last, today) is may


@pytest.mark.parametrize(
    ("attempts", "is_final", "given_up"),
    [
        (1, False, False),
        (1, True, True),
        (rules.MOST_ATTEMPTS - 1, False, False),
        (rules.MOST_ATTEMPTS, False, True),
    ],
)
def test_a_letter_is_given_up_when_trying_makes_no_sense(
    attempts: int, is_final: bool, given_up: bool
) -> None:
    assert rules.is_given_up(attempts, is_final) is given_up


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("Subject\n\nBody", "Subject", "Body\n"),
        ("\n\n  Subject \n\n\n\n one\n\n\n two \n\n", "Subject", "one\n\ntwo\n"),
        ("Subject\r\nBcc: x@example.org", "Subject", "Bcc: x@example.org\n"),
        ("", "", "\n"),
    ],
)
def test_the_first_line_of_a_letter_is_its_subject(text: str, subject: str, body: str) -> None:
    assert rules.subject_and_body(text) == (subject, body)
