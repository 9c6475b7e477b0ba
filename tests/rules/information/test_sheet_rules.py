"""The rules of information sheets, on an invented form."""

import pytest

from isaf.country.pack import Column, Item, Section
from isaf.information import problems, rules

PERFORMANCE = Section(
    id="performance",
    kind="performance",
    names={},
    period="year",
    columns=(Column("last_year", {}, "integer"), Column("this_year", {}, "integer")),
    items=(
        Item("visits", {}, {}, {}, direction="up", standard_type="minimum", standard=80, counts=True),
        Item("days", {}, {}, {}, direction="down", standard_type="maximum", standard=7, counts=True),
        Item("posted", {}, {}, {}, direction="up", standard_type="yes_no", standard=1, counts=True),
        Item("births", {}, {}, {}, direction="up"),
    ),
)


def money(section: str, *items: str) -> Section:
    columns = (Column("planned", {}, "money"), Column("actual", {}, "money"))
    return Section(
        section, "money", {}, "fiscal_year", columns, tuple(Item(i, {}, {}, {}) for i in items), section
    )


INCOME, SPENDING = money("income", "fees", "grant"), money("spending", "running", "repairs")
SHEET = (PERFORMANCE, INCOME, SPENDING)
NOTES = Section(
    "notes", "performance", {}, "year", (Column("words", {}, "text"),), (Item("hours", {}, {}, {}),)
)


def this_year(**figures: int) -> dict:
    return {"performance": {item: {"this_year": figure} for item, figure in figures.items()}}


def actual(section: str, **amounts: int) -> dict:
    return {section: {item: {"actual": amount} for item, amount in amounts.items()}}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (this_year(visits=-1), problems.Negative),
        (this_year(visits=10**9 + 1), problems.TooLarge),
        (actual("income", fees=10**15 + 1), problems.TooLarge),
        (this_year(visits="12"), problems.NotANumber),
        (this_year(visits=True), problems.NotANumber),
        (this_year(visits=1.5), problems.NotANumber),
        (this_year(posted=2), problems.NotYesOrNo),
        (this_year(unheard=1), problems.UnknownLine),
        ({"votes": {"all": {"n5": 3}}}, problems.UnknownLine),
        ({"income": {"fees": {"total": 3}}}, problems.UnknownLine),
        ({"notes": {"hours": {"words": "x" * 2001}}}, problems.TooLarge),
        ({"notes": {"hours": {"words": 7}}}, problems.TooLarge),
    ],
)
def test_what_is_wrong_is_named_and_not_kept(content, problem):
    kept, found = rules.clean(content, (*SHEET, NOTES))
    assert [type(each) for each in found] == [problem]
    assert kept == {}


def test_everything_wrong_is_found_in_one_reading():
    _kept, found = rules.clean(this_year(visits=-1, days="x", births=3), SHEET)
    assert [(each.code, each.details["line"]) for each in found] == [
        ("negative", "visits"),
        ("not_a_number", "days"),
    ]


def test_an_empty_box_is_left_out_and_nought_is_kept():
    content = {
        "performance": {"visits": {"this_year": 0}, "days": {"this_year": None}, "births": {"this_year": ""}}
    }
    assert rules.clean(content, SHEET) == ({"performance": {"visits": {"this_year": 0}}}, [])


def test_words_are_kept_where_the_form_asks_words():
    assert rules.clean({"notes": {"hours": {"words": "7-17"}}}, (NOTES,))[1] == []


def test_a_total_is_the_sum_of_its_parts_and_says_what_is_missing():
    assert rules.total(actual("income", fees=5, grant=7), INCOME, "actual") == rules.Total(12, 0)
    assert rules.total(actual("income", fees=5), INCOME, "actual") == rules.Total(5, 1)
    assert rules.total({}, INCOME, "actual") == rules.Total(None, 2)


def test_income_need_not_equal_spending():
    content = actual("income", fees=5, grant=7) | actual("spending", running=4, repairs=3)
    assert rules.balance(content, SHEET) == 5


def test_no_balance_is_told_while_a_line_is_missing():
    assert rules.balance(actual("income", fees=5, grant=7) | actual("spending", running=4), SHEET) is None
    assert rules.balance(actual("income", fees=5, grant=7), SHEET) is None
    assert rules.balance(actual("income", fees=5, grant=7), (INCOME,)) is None


def test_of_every_hundred_always_adds_up_to_a_hundred():
    assert rules.per_hundred([1, 1, 1, 0]) == [34, 33, 33, 0]
    assert sum(rules.per_hundred([7, 11, 13, 17, 19, 23])) == 100


@pytest.mark.parametrize(
    ("before", "now", "asks"),
    [
        (30, 91, True),
        (30, 90, False),
        (90, 29, True),
        (90, 30, False),
        (6, 20, False),
        (0, 21, True),
        (21, 0, True),
    ],
)
def test_a_count_three_times_larger_or_smaller_asks_again(before, now, asks):
    found = rules.large_jumps(this_year(births=now), this_year(births=before), SHEET)
    assert bool(found) is asks


def test_a_jump_is_seen_against_the_sheets_own_last_year_when_nothing_was_published():
    content = {"performance": {"births": {"last_year": 30, "this_year": 300}}}
    [jump] = rules.large_jumps(content, {}, SHEET)
    assert (jump.item.id, jump.column.id, jump.before, jump.now) == ("births", "this_year", 30, 300)


def test_a_small_part_of_a_budget_may_jump_freely():
    last = actual("income", fees=10, grant=10_000)
    assert rules.large_jumps(actual("income", fees=400, grant=10_000), last, SHEET) == []
    assert len(rules.large_jumps(actual("income", fees=4000, grant=10_000), last, SHEET)) == 1


def test_nothing_to_compare_asks_nothing():
    assert rules.large_jumps(this_year(births=500), {}, SHEET) == []
    assert (
        rules.large_jumps(
            {"notes": {"hours": {"words": "a"}}}, {"notes": {"hours": {"words": "b"}}}, (NOTES,)
        )
        == []
    )


def test_a_line_without_the_figure_of_the_year_is_missing_and_nought_is_not():
    content = this_year(visits=0) | {"income": {"fees": {"planned": 9}}}
    found = rules.completeness(content, (PERFORMANCE, INCOME))
    assert (found.asked, found.reported) == (6, 1)
    assert ("income", "fees") in found.missing
    assert ("performance", "visits") not in found.missing


@pytest.mark.parametrize(
    ("place", "now", "standing"),
    [
        (0, 80, "met"),
        (0, 79, "not_met"),
        (1, 7, "met"),
        (1, 8, "not_met"),
        (2, 1, "met"),
        (2, 0, "not_met"),
        (0, None, "not_reported"),
        (3, 5, "none"),
    ],
)
def test_a_standard_is_met_by_its_own_type(place, now, standing):
    assert rules.standing(PERFORMANCE.items[place], now) == standing


@pytest.mark.parametrize(
    ("place", "before", "now", "change"),
    [
        (1, 9, 7, "improved"),
        (1, 7, 9, "worsened"),
        (0, 7, 9, "improved"),
        (0, 9, 9, "same"),
        (0, 9, None, "unknown"),
    ],
)
def test_less_is_better_where_the_direction_is_down(place, before, now, change):
    assert rules.change(PERFORMANCE.items[place], before, now) == change


def test_a_line_without_a_direction_is_not_compared():
    assert rules.change(Item("pupils", {}, {}, {}), 5, 9) == "unknown"


def test_a_facility_improves_and_meets_its_standards_when_all_counted_lines_do():
    found = rules.judge(
        this_year(visits=90, days=5, posted=1), this_year(visits=80, days=6, posted=1), PERFORMANCE
    )
    assert found == rules.Judgement(meets=True, improved=True, unknown=())


def test_one_missed_standard_is_enough_and_a_missing_figure_is_listed():
    found = rules.judge(this_year(visits=70, days=5), this_year(visits=80), PERFORMANCE)
    assert found == rules.Judgement(meets=False, improved=False, unknown=("days", "posted"))


def test_nothing_is_assumed_of_what_was_not_reported():
    assert rules.judge(this_year(visits=90, days=5), {}, PERFORMANCE).meets is None
    assert rules.judge({}, {}, INCOME) == rules.Judgement(None, None, ())
