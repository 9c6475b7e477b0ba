"""Days in office: who sits there, who leaves when, and what a change of mandate touches."""

from datetime import date

import pytest

from isaf.registers.rules import (
    Balance,
    Days,
    HandOver,
    balance,
    hand_over,
    is_current,
    last_day,
    meet,
    runs_in,
)

NEW_YEAR, SPRING, SUMMER, AUTUMN = (date(2026, month, 1) for month in (1, 4, 7, 10))
EVE_OF_SPRING, EVE_OF_SUMMER = date(2026, 3, 31), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("days", "on", "expected"),
    [
        (Days(SPRING), EVE_OF_SPRING, False),
        (Days(SPRING), SPRING, True),
        (Days(SPRING), date(2050, 1, 1), True),
        (Days(SPRING, EVE_OF_SUMMER), EVE_OF_SUMMER, True),
        (Days(SPRING, EVE_OF_SUMMER), SUMMER, False),
        (Days(SPRING, SPRING), SPRING, True),
    ],
)
def test_a_term_covers_its_first_and_its_last_day(days, on, expected):
    assert is_current(days, on) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Days(NEW_YEAR, EVE_OF_SPRING), Days(SPRING), False),
        (Days(NEW_YEAR, SPRING), Days(SPRING), True),
        (Days(NEW_YEAR), Days(SUMMER), True),
        (Days(NEW_YEAR), Days(SUMMER, AUTUMN), True),
        (Days(SPRING, EVE_OF_SUMMER), Days(NEW_YEAR, AUTUMN), True),
        (Days(SPRING, EVE_OF_SUMMER), Days(SUMMER, AUTUMN), False),
    ],
)
def test_two_spans_meet_when_they_share_a_day_whichever_is_asked_first(one, other, expected):
    assert meet(one, other) is expected
    assert meet(other, one) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Days(NEW_YEAR), EVE_OF_SPRING),
        (Days(NEW_YEAR, AUTUMN), EVE_OF_SPRING),
        (Days(EVE_OF_SPRING), EVE_OF_SPRING),
        (Days(NEW_YEAR, EVE_OF_SPRING), None),  # ends with this day anyway
        (Days(NEW_YEAR, date(2026, 2, 28)), None),  # over already
        (Days(SPRING), None),  # belongs to those who come
    ],
)
def test_a_change_of_mandate_ends_what_is_under_way_and_nothing_else(days, expected):
    assert last_day(days, EVE_OF_SPRING) == expected


@pytest.mark.parametrize(
    ("terms", "new", "expected"),
    [
        ([], Days(SPRING), HandOver(None, None)),
        ([Days(NEW_YEAR)], Days(SPRING), HandOver(0, EVE_OF_SPRING)),
        ([Days(NEW_YEAR, AUTUMN)], Days(SPRING), HandOver(0, EVE_OF_SPRING)),
        ([Days(NEW_YEAR, EVE_OF_SPRING)], Days(SPRING), HandOver(None, None)),
        (
            [Days(date(2020, 1, 1), date(2025, 12, 31)), Days(NEW_YEAR)],
            Days(SPRING),
            HandOver(1, EVE_OF_SPRING),
        ),
        ([Days(SPRING)], Days(SPRING), None),  # the same first day
        ([Days(SUMMER)], Days(SPRING), None),  # somebody comes later and this one would never leave
        ([Days(SUMMER)], Days(SPRING, EVE_OF_SUMMER), HandOver(None, None)),
        ([Days(NEW_YEAR), Days(SUMMER)], Days(SPRING, SUMMER), None),
    ],
)
def test_the_one_who_sits_there_leaves_on_the_day_before(terms, new, expected):
    assert hand_over(terms, new) == expected


def test_two_people_never_sit_in_one_seat_after_a_hand_over():
    days = [NEW_YEAR, SPRING, SUMMER, AUTUMN]
    spans = [Days(a, b) for a in days for b in [*days, None] if b is None or a <= b]
    for old in spans:
        for new in spans:
            if outcome := hand_over([old], new):
                left = Days(old.since, outcome.last_day) if outcome.cut == 0 else old
                assert left.until is None or left.since <= left.until
                assert not meet(left, new)


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ([], Balance(0, 0, 0, 0)),
        ([None, None], Balance(0, 0, 0, 2)),
        (["female", "male", "female"], Balance(2, 1, 0, 0)),
        (["", "male", None], Balance(0, 1, 1, 1)),
    ],
)
def test_the_sexes_are_counted_and_never_guessed(seats, expected):
    assert balance(seats) == expected
    assert balance(seats).seated == len([seat for seat in seats if seat is not None])


@pytest.mark.parametrize(
    ("days", "years"),
    [
        (Days(date(2025, 12, 31)), {2025, 2026, 2027}),
        (Days(date(2024, 1, 1), date(2026, 1, 1)), {2024, 2025, 2026}),
        (Days(date(2026, 1, 1), date(2026, 12, 31)), {2026}),
    ],
)
def test_a_project_runs_in_every_year_that_it_touches(days, years):
    assert {year for year in range(2024, 2028) if runs_in(days, year)} == years
