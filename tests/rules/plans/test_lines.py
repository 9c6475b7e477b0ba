"""Lines of a plan, and the sample plan A23 of the programme file reproduced."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from isaf.plans import lines, problems
from isaf.plans.lines import Figures, Line

AGREED = date(2026, 7, 20)
GOOD = Line("Two more hand pumps", "internal", date(2026, 12, 31), "School director")

# Reference A23: drainage, ramp and toilet, tidy workroom (a sangkat's plan of 2023).
SAMPLE = [
    ("external", "ca", Figures(48_000_000, 12_500, 7_250)),
    ("external", "hc", Figures(6_400_000, 4_000, 2_500)),
    ("internal", "ca", Figures(0, 14, 4)),
]


def test_the_sample_plan_gives_its_published_totals():
    whole = lines.totals(figures for _s, _t, figures in SAMPLE)
    assert (whole.lines, whole.cost, whole.uncosted) == (3, 54_400_000, 0)
    assert (whole.beneficiaries, whole.women) == (16_514, 9_754)
    parts = lines.totals_by((section, figures) for section, _t, figures in SAMPLE)
    assert list(parts) == ["external", "internal"]
    assert (parts["external"].cost, parts["internal"].cost) == (54_400_000, 0)
    assert lines.share_of_cost(parts["external"], whole) == Decimal("100.0")


def test_each_line_of_the_sample_has_its_share_of_women():
    shares = [lines.totals([figures]).share_women for _s, _t, figures in SAMPLE]
    assert shares == [Decimal("58.0"), Decimal("62.5"), Decimal("28.6")]


def test_totals_by_service_add_up_to_the_whole():
    parts = lines.totals_by((service, figures) for _s, service, figures in SAMPLE)
    assert {service: part.cost for service, part in parts.items()} == {"ca": 48_000_000, "hc": 6_400_000}
    assert sum(part.women for part in parts.values()) == 9_754


def test_what_was_not_estimated_is_told_and_never_counted_as_nothing():
    some = lines.totals([Figures(None, 10, None), Figures(5, None, None), Figures(5, 4, 1)])
    assert (some.cost, some.uncosted, some.beneficiaries, some.counted) == (10, 1, 14, 4)
    assert some.share_women == Decimal("25.0")
    nothing = lines.totals([])
    assert (nothing.cost, nothing.beneficiaries, nothing.women) == (None, None, None)
    assert (nothing.share_women, lines.share_of_cost(nothing, some), lines.share_of_cost(some, nothing)) == (
        None, None, None,
    )  # fmt: skip
    free = lines.totals([Figures(0, 0, 0)])
    assert (free.cost, free.share_women, lines.share_of_cost(free, free)) == (0, None, None)


def test_a_whole_line_may_be_kept():
    lines.check_line(GOOD, AGREED)
    full = replace(
        GOOD, start_on=AGREED, cost=0, quantity=Decimal("2.5"), beneficiaries=4, beneficiaries_female=4
    )
    lines.check_line(full, AGREED)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, problems.NothingAgreed),
        ({"lead": ""}, problems.NothingAgreed),
        ({"cost": -1}, problems.BelowNothing),
        ({"quantity": Decimal("-0.5")}, problems.BelowNothing),
        ({"beneficiaries": -1}, problems.BelowNothing),
        ({"beneficiaries": 5, "beneficiaries_female": -1}, problems.BelowNothing),
        ({"beneficiaries": 14, "beneficiaries_female": 15}, problems.WomenAboveBeneficiaries),
        ({"beneficiaries_female": 15}, problems.BeneficiariesMissing),
        ({"start_on": date(2027, 1, 1)}, problems.EndsBeforeStart),
        ({"end_on": date(2026, 7, 19)}, problems.DueBeforeAgreed),
    ],
)
def test_a_line_that_cannot_be_right_is_refused(change, refusal):
    with pytest.raises(refusal):
        lines.check_line(replace(GOOD, **change), AGREED)


def test_codes_are_never_given_twice():
    assert lines.action_code("990101", 2026, ["990101-2026-2", "990101-2026-10"]) == "990101-2026-11"


def test_lines_are_numbered_by_body_where_the_form_groups_them():
    assert (lines.number_of(0, 4), lines.number_of(2, 1)) == ("4", "2.1")
