"""Reading questions: what everyone may see, what waits for whom."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from isaf.audit.models import Version
from isaf.country.current import pack
from isaf.information.models import InformationSheet
from isaf.information.reading import Published
from isaf.information.selectors import KIND, in_words, published
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Facility
from isaf.places.selectors import figures_origin

from . import rules
from .models import Question

MOST_SHOWN = 20


def question_by_id(pk: UUID) -> Question | None:
    rows = Question.objects.select_related("facility__host", "answered_by", "reviewed_by")
    return rows.filter(pk=pk).first()


def question_by_receipt(code: str) -> Question | None:
    return Question.objects.select_related("facility__host").filter(receipt=code).first()


def standing_sheet(facility: Facility, year: int) -> Published | None:
    """The published sheet that a question of this year is about."""
    info = published(facility, year)
    return info if info and info.origin == figures_origin() else None


def part_title(info: Published | None, subject: str) -> str:
    """The name of the section that is meant; empty where the question is about all of it."""
    part = next((part for part in info.parts if part.id == subject), None) if info else None
    return in_words(part.names) if part else ""


def shown_about(facility: Facility, year: int) -> list[Question]:
    """Questions and answers of a facility and year that a reviewer let pass, newest first. One query."""
    passed = [Question.Shown.BOTH, Question.Shown.ANSWER]
    rows = Question.objects.filter(
        facility=facility, year=year, state=Question.State.REVIEWED, shown__in=passed
    )
    return list(rows.order_by("-answered_at")[:MOST_SHOWN])


def seen_by(account: Account) -> QuerySet[Question]:
    """Every question that the person may read: of facilities they fill or check, or in areas they moderate."""
    seen = Q(pk__in=[])
    for verb in (Verb.INFORMATION_CHECK, Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT):
        rows = access.within(account, verb, Question.objects.all(), facility="facility")
        seen |= Q(pk__in=rows.values("pk"))
    moderated = access.within(account, Verb.MODERATE, Question.objects.all(), area="facility__host")
    seen |= Q(pk__in=moderated.values("pk"))
    rows = Question.objects.filter(seen).select_related("facility__host")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "asked_at")


# --- what waits ---------------------------------------------------------------------------------------------


def waiting(account: Account, today: date) -> list[WorkItem]:
    """Questions to answer, answers to review, sheets to correct. At most a query for each verb a person holds."""
    items: list[WorkItem] = []
    if access.may_anywhere(account, Verb.INFORMATION_CHECK):
        items += _to_answer(account, today)
    if access.may_anywhere(account, Verb.MODERATE):
        items += _to_review(account, today)
    if access.may_anywhere(account, Verb.INFORMATION_EDIT):
        items += _to_correct(account)
    return items


def _to_answer(account: Account, today: date) -> list[WorkItem]:
    rows = Question.objects.filter(state=Question.State.WAITING, facility__service__in=_checked_by(account))
    rows = access.within(account, Verb.INFORMATION_CHECK, rows, facility="facility").select_related(
        "facility"
    )
    return [
        WorkItem(
            since=timezone.localdate(row.asked_at),
            title=_("Answer a citizen's question"),
            place=f"{in_words(row.facility.names)} {row.year}",
            button=_("Read and answer"),
            address=reverse("feedback:question", args=[row.pk]),
            is_late=rules.is_answer_late(timezone.localdate(row.asked_at), today),
        )
        for row in rows
    ]


def _checked_by(account: Account) -> set[str]:
    """The services that are checked at a level at which the person holds a checking role: only these wait there."""
    found: set[str] = set()
    for held in roles_held(account):
        if Verb.INFORMATION_CHECK in held.verbs:
            levels = {level.id for code in held.area_codes if (level := pack().level_of(code))}
            found |= {
                s.id for s in pack().services if held.operational_district or s.checked_by_level in levels
            }
    return found


def _to_review(account: Account, today: date) -> list[WorkItem]:
    rows = Question.objects.filter(state=Question.State.ANSWERED).exclude(answered_by=account)
    rows = access.within(account, Verb.MODERATE, rows, area="facility__host").select_related("facility")
    return [
        WorkItem(
            since=timezone.localdate(row.answered_at),
            title=_("Review a question and its answer"),
            place=f"{in_words(row.facility.names)} {row.year}",
            button=_("Review"),
            address=reverse("feedback:question", args=[row.pk]),
            is_late=rules.is_review_late(timezone.localdate(row.answered_at), today),
        )
        for row in rows
    ]


def _to_correct(account: Account) -> list[WorkItem]:
    """Answers that promise a correction, until a newer version than the one asked about is published."""
    rows = Question.objects.filter(wants_correction=True).exclude(state=Question.State.SET_ASIDE)
    rows = access.within(account, Verb.INFORMATION_EDIT, rows, facility="facility").select_related("facility")
    asked = list(rows)
    sheets = InformationSheet.objects.filter(
        facility__in={row.facility_id for row in asked}, cycle__state="open", published_at__isnull=False
    )
    sheets = sheets.select_related("cycle").defer("cycle__instrument", "content") if asked else []
    found = {(sheet.facility_id, sheet.cycle.year): sheet for sheet in sheets}
    numbers = _numbers(found.values())
    items: dict[int, WorkItem] = {}
    for row in asked:
        sheet = found.get((row.facility_id, row.year))
        if sheet and numbers.get(str(sheet.pk), 0) <= (row.version or 0):
            items.setdefault(sheet.pk, _correction(row, sheet))
    return list(items.values())


def _numbers(sheets: Iterable[InformationSheet]) -> dict[str, int]:
    """The newest number published of each sheet."""
    ids = [str(sheet.pk) for sheet in sheets]
    if not ids:
        return {}
    rows = Version.objects.filter(kind=KIND, subject_id__in=ids).order_by("number")
    return dict(rows.values_list("subject_id", "number"))


def _correction(row: Question, sheet: InformationSheet) -> WorkItem:
    return WorkItem(
        since=timezone.localdate(row.answered_at),
        title=_("Correct the information sheet: a citizen found something"),
        place=f"{in_words(row.facility.names)} {row.year}",
        button=_("Open the sheet"),
        address=reverse("information:edit", args=[sheet.cycle_id, row.facility.slug]),
    )
