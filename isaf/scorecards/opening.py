"""When results open, what a sheet must hold beside sound votes, and how own wordings are pooled. Pure rules.

Citizens' results open to the provider, and the provider's to the meeting, when every planned citizens' sheet
of the facility is in or its meeting was cancelled with a reason (ADR 0012).
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from isaf.kit.problems import Problem

from . import problems
from .rules import check_sheet, total
from .typed import OWN, TypedSheet, is_own

RULE_VERSION = "1"
"""The version of the scoring rule and of these rules, kept with every sheet and summary."""

MOST_PEOPLE = 10_000  # in one meeting; more is a slip of the keyboard
LONGEST_WORDING = 300
LONGEST_REMARK = 2000
REMARK_KINDS = ("strength", "weakness", "change", "proposal")

_OWN_KEY = re.compile(r"own:[1-9][0-9]?\Z")


@dataclass(frozen=True)
class Planned:
    """A planned citizens' meeting: whether it was cancelled, and whether its sheet is approved."""

    is_cancelled: bool
    is_approved: bool


def is_open(meetings: Iterable[Planned]) -> bool:
    """True when nothing that was planned is still to come; nothing planned opens nothing.

    >>> is_open([Planned(False, True), Planned(True, False)]), is_open([Planned(False, False)]), is_open([])
    (True, False, False)
    """
    planned = list(meetings)
    return bool(planned) and all(meeting.is_cancelled or meeting.is_approved for meeting in planned)


def pooled_key(key: str, plain_wording: str) -> str:
    """The key under which sheets are pooled: own:1 of one village is not own:1 of the next one.

    Own wordings are pooled when they are the same words, made plain (kit.writing); the key hides the words,
    because they are shown only after a reviewer let them pass.

    >>> pooled_key("hc-staff", ""), pooled_key("own:1", "clean beds") == pooled_key("own:2", "clean beds")
    ('hc-staff', True)
    """
    if not is_own(key):
        return key
    return OWN + hashlib.sha256(plain_wording.encode()).hexdigest()[:16]


def check(
    sheet: TypedSheet,
    *,
    catalogue: Collection[str],
    segments: Collection[str],
    values: Collection[int],
    languages: Collection[str],
    limits: tuple[int, int | None] = (1, None),
) -> list[Problem]:
    """Everything on a typed sheet that cannot be right, votes and words, all at once.

    ``catalogue`` are the criteria of the instrument that was frozen for the year; ``limits`` how few and how
    many criteria may be chosen.
    """
    found: list[Problem] = [problems.PeopleTooMany(segment=s, people=n, most=MOST_PEOPLE)
             for s, n in sheet.counted.items() if n > MOST_PEOPLE]  # fmt: skip
    found += _check_criteria(sheet, catalogue, languages)
    found += _check_choice(sheet, limits)
    proposed = {criterion.key for criterion in sheet.criteria}
    known = [key for key in proposed if key in catalogue or _OWN_KEY.match(key)]
    found += check_sheet(sheet.votes, sheet.counted, criteria=known, segments=segments, values=values)
    found += _check_remarks(sheet, proposed, languages)
    return list({(problem.code, *sorted(problem.details.items())): problem for problem in found}.values())


def _check_criteria(
    sheet: TypedSheet, catalogue: Collection[str], languages: Collection[str]
) -> list[Problem]:
    found: list[Problem] = []
    seen: set[str] = set()
    for criterion in sheet.criteria:
        if criterion.key in seen:
            found.append(problems.CriterionTwice(criterion=criterion.wording or criterion.key))
        seen.add(criterion.key)
        if not is_own(criterion.key):
            if criterion.key not in catalogue:
                found.append(problems.UnknownCriterion(criterion=criterion.key))
        elif not _OWN_KEY.match(criterion.key):
            found.append(problems.UnknownCriterion(criterion=criterion.key))
        elif not criterion.wording.strip():
            found.append(problems.WordingMissing(criterion=criterion.key))
        elif len(criterion.wording) > LONGEST_WORDING or criterion.language not in languages:
            found.append(problems.WordingNotClean(criterion=criterion.key, longest=LONGEST_WORDING))
        if criterion.times_proposed is not None and not 0 <= criterion.times_proposed <= MOST_PEOPLE:
            found.append(problems.TimesProposedWrong(criterion=criterion.key))
    return found


def _check_choice(sheet: TypedSheet, limits: tuple[int, int | None]) -> list[Problem]:
    least, most = limits
    if not sheet.chosen:
        return [problems.NothingChosen()]
    found: list[Problem] = []
    if len(sheet.chosen) < least:
        found.append(problems.TooFewChosen(chosen=len(sheet.chosen), least=least))
    if most is not None and len(sheet.chosen) > most:
        found.append(problems.TooManyChosen(chosen=len(sheet.chosen), most=most))
    without = [key for key in sheet.chosen if not _has_votes(sheet.votes.get(key, {}))]
    found += [problems.VotesMissing(criterion=key) for key in without]
    proposed_only = {c.key for c in sheet.criteria} - set(sheet.chosen)
    found += [problems.NotChosen(criterion=key) for key in sheet.votes if key in proposed_only]
    return found


def _has_votes(groups: Mapping[str, Mapping[int, int]]) -> bool:
    return any(total(counts) for counts in groups.values())


def _check_remarks(sheet: TypedSheet, proposed: Collection[str], languages: Collection[str]) -> list[Problem]:
    found: list[Problem] = []
    for remark in sheet.remarks:
        if remark.criterion not in proposed:
            found.append(problems.UnknownCriterion(criterion=remark.criterion))
        elif (
            remark.kind not in REMARK_KINDS
            or remark.language not in languages
            or not 0 < len(remark.text.strip()) <= LONGEST_REMARK
        ):
            found.append(problems.RemarkNotClean(criterion=remark.criterion, longest=LONGEST_REMARK))
    return found
