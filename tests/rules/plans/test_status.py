"""How a status may move and how proof is kept."""

from datetime import date

import pytest

from isaf.plans import problems
from isaf.plans.rules import Competence, Report, check_report, competent_office, is_proof_lowered, is_set_back

AGREED, LAST, DAY = date(2026, 7, 20), date(2026, 9, 1), date(2026, 9, 2)
NEW = Report("not_started", 0, "", AGREED)


def said(status, percent, proof="claimed", on=DAY, reason=""):
    return Report(status, percent, proof, on, reason)


def stood(status, percent, proof="claimed"):
    return Report(status, percent, proof, LAST)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NEW, said("not_started", 0)),
        (NEW, said("in_progress", 40)),
        (NEW, said("completed", 100, "confirmed")),
        (stood("in_progress", 40), said("in_progress", 40, "seen")),
        (stood("in_progress", 40, "confirmed"), said("completed", 100)),
        (stood("postponed", 0), said("in_progress", 10)),
        (stood("referred", 0), said("in_progress", 10)),
        (stood("completed", 100), said("completed", 100, "confirmed")),
        (NEW, said("postponed", 0, reason="The road is under water.")),
        (NEW, said("cancelled", 0, reason="The ministry built it.")),
        (stood("completed", 100, "seen"), said("in_progress", 60, reason="The pump broke.")),
        (
            stood("completed", 100, "seen"),
            said("completed", 100, "claimed", reason="Said again after repair."),
        ),
    ],
)
def test_a_report_that_may_be_recorded(before, after):
    check_report(before, after, AGREED)


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        (NEW, said("broken", 0), problems.UnknownStatus),
        (NEW, said("in_progress", 10, "rumoured"), problems.UnknownProof),
        (NEW, said("in_progress", -1), problems.PercentOutside),
        (NEW, said("in_progress", 101), problems.PercentOutside),
        (NEW, said("completed", 99), problems.PercentDoesNotFit),
        (NEW, said("in_progress", 100), problems.PercentDoesNotFit),
        (NEW, said("not_started", 5), problems.PercentDoesNotFit),
        (NEW, said("in_progress", 5, on=date(2026, 7, 19)), problems.ReportBeforeAgreed),
        (stood("in_progress", 5), said("in_progress", 9, on=date(2026, 8, 31)), problems.ReportTooOld),
        (NEW, said("postponed", 0), problems.ReasonNeeded),
        (NEW, said("cancelled", 0, reason="  "), problems.ReasonNeeded),
        (stood("completed", 100), said("in_progress", 50), problems.BackNeedsReason),
        (stood("in_progress", 50), said("not_started", 0), problems.BackNeedsReason),
        (stood("in_progress", 50), said("in_progress", 40), problems.BackNeedsReason),
        (stood("cancelled", 0), said("in_progress", 40), problems.BackNeedsReason),
        (stood("completed", 100, "confirmed"), said("completed", 100, "seen"), problems.ProofNeedsReason),
    ],
)
def test_a_report_that_is_refused(before, after, refusal):
    with pytest.raises(refusal):
        check_report(before, after, AGREED)


def test_completed_to_postponed_is_a_step_back():
    assert is_set_back(stood("completed", 100), said("postponed", 0))
    assert not is_set_back(stood("postponed", 0), said("completed", 100))


def test_a_first_report_never_lowers_proof():
    assert not is_proof_lowered(NEW, said("not_started", 0))


PROVINCE = [
    Competence("line", "province"),
    Competence("building", "province", (), ("building",)),
    Competence("planning", "province", (), ("building",)),
    Competence("health", "province", ("hc",), ("staff", "building")),
]


@pytest.mark.parametrize(
    ("service", "theme", "mapped", "office"),
    [
        ("hc", "staff", "", "health"),
        ("hc", "building", "planning", "health"),
        ("ps", "building", "planning", "planning"),
        ("ps", "building", "", "building"),
        ("ps", "hours", "", "line"),
    ],
)
def test_the_most_competent_office_answers(service, theme, mapped, office):
    assert competent_office(PROVINCE, "province", service, theme, mapped).id == office


def test_a_level_without_a_fitting_office_gives_none():
    assert competent_office(PROVINCE, "nation", "hc", "staff") is None
