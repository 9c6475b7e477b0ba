"""Writing a sheet: draft, submit, send back, publish, correct (ADR 0009, ADR 0016, ADR 0015)."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from isaf.audit.models import Version
from isaf.audit.services import publish_version, record
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles.models import Cycle, Target
from isaf.cycles.problems import NotATarget
from isaf.cycles.selectors import target_for
from isaf.cycles.services import end_step, must_be_open, start_step
from isaf.kit.actor import Actor
from isaf.kit.clock import now, today
from isaf.kit.problems import Problems, Stale
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility

from . import problems, rules
from .models import InformationSheet, LineComment
from .selectors import (
    KIND,
    STEP,
    jumps_of,
    last_year_values,
    sections_of,
    versions_of_sheet,
    writers_since_publication,
)

State = InformationSheet.State


@transaction.atomic
def save_draft(
    *, cycle: Cycle, facility: Facility, content: Any, by: Account | Actor, row_version: int | None = None
) -> InformationSheet:
    """Keep what is known so far, complete or not. The first save makes the sheet. ``by`` may be the program.

    ``row_version`` is what the form was shown with: 0 when there was no sheet yet, None for who does not edit
    a form (an import). What was typed and cannot be read stays, where no figure comes in its place. Raises Problems
    with everything that is wrong in the content.
    """
    _year_must_be_open(cycle)
    _must_be_kept_here(cycle, facility)
    sections = sections_of(cycle, facility)
    kept, wrong = rules.clean(content, sections)
    if wrong:
        raise Problems(wrong)
    sheet = _unfinished(cycle, facility)
    _must_be_fresh(sheet if sheet.pk else None, row_version)
    _keep(sheet, kept, _still_unread(sheet, kept, [each.id for each in sections if each.kind == "list"]), by)
    return sheet


@transaction.atomic
def keep_section(
    *,
    cycle: Cycle,
    facility: Facility,
    section: str,
    boxes: rules.Rows,
    typed: rules.Rows,
    by: Account,
    seen: str | None = None,
) -> InformationSheet:
    """Keep one section as it is typed so far: ``boxes`` are figures and texts, ``typed`` what cannot be read.

    Nothing is lost to a slip of the pen: what cannot be read stays as it was typed, beside the good boxes. ``seen``
    is the mark of the section that the form was shown with, None for who does not edit a form. Other sections are
    not touched, so that two people can write the same sheet. The first save makes the sheet.
    """
    _year_must_be_open(cycle)
    _must_be_kept_here(cycle, facility)
    form = [each for each in sections_of(cycle, facility) if each.id == section]
    is_list = bool(form) and form[0].kind == "list"
    boxes, typed = rules.close_up_both(boxes, typed) if is_list else (boxes, typed)
    kept, wrong = rules.clean({section: boxes}, form)
    if wrong:
        raise Problems(wrong)
    sheet = _unfinished(cycle, facility)
    if seen is not None and seen != rules.mark(sheet.content, sheet.typed, section):
        raise Stale()
    others, elsewhere = dict(sheet.content), dict(sheet.typed)
    for there in (others, elsewhere):
        there.pop(section, None)
    _keep(sheet, others | kept, elsewhere | ({section: typed} if typed else {}), by)
    return sheet


@transaction.atomic
def answer_comments(*, sheet: InformationSheet, answers: dict[int, str], by: Account) -> None:
    """Say what became of the checker's comments; an empty answer takes nothing away."""
    sheet = _locked(sheet, None)
    if sheet.state not in (State.DRAFT, State.RETURNED):
        raise problems.BeingChecked() if sheet.state == State.SUBMITTED else problems.AlreadyPublished()
    comments = {comment.pk: comment for comment in sheet.comments.all()}
    for pk, answer in answers.items():
        if pk not in comments:
            raise problems.NoComment()
        comment, said = comments[pk], answer.strip()[:500]
        if said and said != comment.answer:
            comment.answer, comment.answered_by, comment.answered_at = said, by, now()
            comment.save()
            line = f"{comment.section}.{comment.line}"
            _record(sheet, by, "answer_information", line=line, reason=said)


@transaction.atomic
def submit(
    *, sheet: InformationSheet, by: Account, is_sure: bool = False, row_version: int | None = None
) -> InformationSheet:
    """Hand the sheet to the checker. Figures far from last year's need the tick ``is_sure``, not a refusal."""
    sheet = _locked(sheet, row_version)
    if sheet.state not in (State.DRAFT, State.RETURNED):
        raise problems.BeingChecked() if sheet.state == State.SUBMITTED else problems.AlreadyPublished()
    _must_be_ready(sheet)
    jumps = jumps_of(sheet)
    if jumps and not is_sure:
        raise problems.LargeJump(count=len(jumps))
    sheet.state, sheet.submitted_by, sheet.submitted_at = State.SUBMITTED, by, now()
    sheet.returned_reason = ""
    _save(sheet)
    sure_of = [f"{jump.section.id}.{jump.item.id}.{jump.column.id}" for jump in jumps]
    _record(sheet, by, "submit_information", sure_of=sure_of)
    return sheet


@transaction.atomic
def send_back(
    *,
    sheet: InformationSheet,
    reason: str = "",
    comments: Sequence[tuple[str, str, str]] = (),
    by: Account,
    row_version: int | None = None,
) -> InformationSheet:
    """Return a submitted sheet to its writer, saying what to mend: in one sentence, or line by line.

    A comment is (section, line, text). Raises ReasonNeeded when nothing is said.
    """
    sheet = _locked(sheet, row_version)
    if sheet.state != State.SUBMITTED:
        raise problems.NotSubmitted()
    said = [(section, line, text.strip()[:500]) for section, line, text in comments if text.strip()]
    if not reason.strip() and not said:
        raise problems.ReasonNeeded()
    _must_stand_on_the_form(sheet, said)
    for section, line, text in said:
        LineComment.objects.create(sheet=sheet, section=section, line=line, text=text, by=by, at=now())
    sheet.state, sheet.returned_reason = State.RETURNED, reason.strip()
    _save(sheet)
    _record(
        sheet, by, "send_back_information", reason=sheet.returned_reason, comments=[list(c) for c in said]
    )
    return sheet


@transaction.atomic
def publish(
    *, sheet: InformationSheet, by: Account, reason: str = "", row_version: int | None = None
) -> Version:
    """Publish what was submitted as the next version; the checker is another person than its writers.

    The version holds every word needed to read it later. A second version needs a reason.
    """
    sheet = _locked(sheet, row_version)
    if sheet.state != State.SUBMITTED:
        raise problems.NotSubmitted()
    writers = writers_since_publication(sheet) | {str(sheet.drafted_by_id), str(sheet.submitted_by_id)}
    if str(by.pk) in writers:
        raise problems.FourEyes()
    if versions_of_sheet(sheet).exists() and not reason.strip():
        raise problems.ReasonNeeded()
    version = publish_version(
        kind=KIND,
        subject_id=str(sheet.pk),
        content=_frozen(sheet, by),
        by=sheet.submitted_by,
        checked_by=by,
        reason=reason.strip(),
    )
    sheet.state, sheet.checked_by, sheet.published_at = State.PUBLISHED, by, version.at
    _save(sheet)
    _record(sheet, by, "publish_information", version=version.number, reason=reason.strip())
    _end_step_when_all_are_published(sheet.cycle, by)
    return version


@transaction.atomic
def correct(*, sheet: InformationSheet, by: Account, row_version: int | None = None) -> InformationSheet:
    """Open a published sheet for a correction; the published version stands until the next one."""
    sheet = _locked(sheet, row_version)
    if sheet.state != State.PUBLISHED:
        raise problems.NotPublished()
    sheet.state, sheet.drafted_by, sheet.saved_at = State.DRAFT, by, now()
    _save(sheet)
    _record(sheet, by, "correct_information")
    return sheet


# --- Parts -----------------------------------------------------------------------------------------


def _unfinished(cycle: Cycle, facility: Facility) -> InformationSheet:
    """The locked sheet that may be written now; a new one before the first save."""
    sheet = InformationSheet.objects.select_for_update().filter(cycle=cycle, facility=facility).first()
    if sheet is None:
        return InformationSheet(cycle=cycle, facility=facility, row_version=0)
    if sheet.state == State.SUBMITTED:
        raise problems.BeingChecked()
    if sheet.state == State.PUBLISHED:
        raise problems.AlreadyPublished()
    return sheet


def _keep(sheet: InformationSheet, content: rules.Content, typed: rules.Content, by: Account | Actor) -> None:
    """Write down what is known now; a save that changes nothing is no deed."""
    changed, is_new = _changes(sheet.content, content), sheet.pk is None
    if not is_new and not changed and typed == sheet.typed:
        return
    if is_new:
        start_step(cycle=sheet.cycle, step=STEP, on=today(), by=by)
    sheet.content, sheet.typed, sheet.saved_at = content, typed, now()
    sheet.drafted_by = by if isinstance(by, Account) else None
    _save(sheet)
    _record(sheet, by, "save_information", changed=changed)


def _still_unread(sheet: InformationSheet, content: rules.Content, lists: Collection[str]) -> dict[str, Any]:
    """What was typed and cannot be read, where no figure came in its place. A list that changes is taken whole."""
    found: dict[str, Any] = {}
    for section, lines in sheet.typed.items():
        if section in lists and sheet.content.get(section) != content.get(section):
            continue
        for line, columns in lines.items():
            for column, words in columns.items():
                if rules.value(content, section, line, column) is None:
                    found.setdefault(section, {}).setdefault(line, {})[column] = words
    return found


def _must_be_ready(sheet: InformationSheet) -> None:
    """Nothing unread, nothing unanswered, and the money adds up where all of it is told."""
    if unread := rules.count_boxes(sheet.typed):
        raise problems.CannotBeRead(count=unread)
    if not sheet.content:
        raise problems.NothingReported()
    if open_comments := sheet.comments.filter(answer="").count():
        raise problems.CommentsUnanswered(count=open_comments)
    sums = rules.sums_of(sheet.content, sections_of(sheet.cycle, sheet.facility))
    if sums.differs:
        raise problems.BalanceDiffers(
            opening=sums.opening,
            income=sums.income,
            spending=sums.spending,
            closing=sums.closing,
            expected=sums.expected,
        )


def _must_stand_on_the_form(sheet: InformationSheet, comments: Sequence[tuple[str, str, str]]) -> None:
    sections = sections_of(sheet.cycle, sheet.facility)
    lines = {(section.id, item.id) for section in sections for item in rules.items_of(section)}
    if unknown := [problems.UnknownLine(line=f"{s}.{i}") for s, i, _text in comments if (s, i) not in lines]:
        raise Problems(unknown)


def _year_must_be_open(cycle: Cycle) -> None:
    """Locks the year, so that nothing is written while it is being closed."""
    must_be_open(Cycle.objects.select_for_update().only("state", "year").get(pk=cycle.pk))


def _must_be_kept_here(cycle: Cycle, facility: Facility) -> None:
    target = target_for(cycle, facility)
    if target is None:
        raise NotATarget()
    if not target.is_host:
        raise problems.KeptElsewhere(code=facility.host.code)


def _must_be_fresh(sheet: InformationSheet | None, row_version: int | None) -> None:
    if row_version is not None and row_version != (sheet.row_version if sheet else 0):
        raise Stale()


def _locked(sheet: InformationSheet, row_version: int | None) -> InformationSheet:
    _year_must_be_open(sheet.cycle)
    fresh = InformationSheet.objects.select_for_update().get(pk=sheet.pk)
    _must_be_fresh(fresh, row_version)
    fresh.cycle, fresh.facility = sheet.cycle, sheet.facility
    return fresh


def _save(sheet: InformationSheet) -> None:
    sheet.row_version += 1
    sheet.save()


def _record(sheet: InformationSheet, by: Account | Actor, verb: str, **details: Any) -> None:
    record(by=by, verb=verb, subject=sheet, place_code=sheet.facility.slug, **details)


def _changes(old: rules.Content, new: rules.Content) -> list[list[Any]]:
    """What differs: [section, item, column, before, after], for the history."""
    found = []
    for section in sorted({*old, *new}):
        for item in sorted({*old.get(section, {}), *new.get(section, {})}):
            for column in sorted({*old.get(section, {}).get(item, {}), *new.get(section, {}).get(item, {})}):
                before = rules.value(old, section, item, column)
                after = rules.value(new, section, item, column)
                if before != after:
                    found.append([section, item, column, before, after])
    return found


def _frozen(sheet: InformationSheet, checker: Account) -> dict[str, Any]:
    """Everything a reader of a later year needs, as plain values."""
    cycle, facility = sheet.cycle, sheet.facility
    return {
        "service": facility.service,
        "year": cycle.year,
        "round": cycle.round,
        "origin": cycle.origin,
        "pack_version": cycle.pack_version,
        "facility": {"slug": facility.slug, "names": facility.names},
        "area": {"code": cycle.area.code, "names": cycle.area.names},
        "sections": cycle.instrument["information"][facility.service],
        "values": sheet.content,
        "changed": _since_last_version(sheet),
        "last_year": last_year_values(facility, cycle.year),
        "offices": {
            "submitted": _office(sheet.submitted_by, Verb.INFORMATION_SUBMIT, facility),
            "checked": _office(checker, Verb.INFORMATION_CHECK, facility),
        },
    }


def _since_last_version(sheet: InformationSheet) -> list[list[Any]]:
    """What this version says otherwise than the one that stands; empty for a first one."""
    before = versions_of_sheet(sheet).filter(withdrawn_at=None).first()
    return _changes(before.content["values"], sheet.content) if before else []


def _office(account: Account, verb: Verb, facility: Facility) -> Names:
    """The name of the role in which a person did it: public pages name offices, not persons."""
    _allowed, reasons = access.explain(account, verb, facility)
    held = next((reason.held for reason in reasons if reason.verdict == "gives"), None)
    return dict(pack().role(held.role).names) if held else {}


def _end_step_when_all_are_published(cycle: Cycle, by: Account) -> None:
    if not cycle.steps.filter(step=STEP, ended_on=None).exists():
        return
    hosted = Target.objects.filter(cycle=cycle, is_host=True).values("facility")
    published = InformationSheet.objects.filter(cycle=cycle, facility__in=hosted, published_at__isnull=False)
    if published.count() == hosted.count():
        end_step(cycle=cycle, step=STEP, on=today(), by=by)
