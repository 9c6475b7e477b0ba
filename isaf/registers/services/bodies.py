"""Writing bodies and their seats; the change of a mandate."""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from isaf.audit.services import record
from isaf.kit.problems import Stale
from isaf.places.models import Area

from ..kinds import kind_of, kinds_at
from ..models import Body, Seat, Term
from ..problems import BodyTwice, EndsBeforeItBegan, KindNotHere, OfficeNotHere, OfficeTaken
from ..rules import Days, last_day
from ..selectors import names_taken
from .papers import keep_letter
from .terms import end_term


@transaction.atomic
def add_body(
    *,
    area: Area,
    kind: str,
    since: date,
    by: Any,
    names: dict[str, str] | None = None,
    mandate: str = "",
    until: date | None = None,
) -> Body:
    """A body of a kind that stands at this level, with one empty seat for each of its offices."""
    if kind not in {one.id for one in kinds_at(area.code)}:
        raise KindNotHere()
    _in_order(since, until)
    if (names or {}) in names_taken(area, kind):
        raise BodyTwice()
    body = Body.objects.create(
        area=area, kind=kind, names=names or {}, mandate=mandate, since=since, until=until
    )
    offices = kind_of(kind).offices_at(area.code)
    Seat.objects.bulk_create(Seat(body=body, office=office.id) for office in offices)
    record(by=by, verb="body.added", subject=body, place_code=area.code, body_kind=kind, mandate=mandate)
    return body


@transaction.atomic
def edit_body(
    *,
    body: Body,
    names: dict[str, str],
    mandate: str,
    since: date,
    until: date | None,
    row_version: int,
    by: Any,
) -> Body:
    """New facts about a body. With its last day everyone's terms, and the roles that went with them, end too."""
    kept = _fresh(body, row_version)
    _in_order(since, until)
    kept.names, kept.mandate, kept.since, kept.until = names, mandate, since, until
    _save(kept)
    ended = _end_terms(kept, until, by) if until else 0
    record(
        by=by,
        verb="body.edited",
        subject=kept,
        place_code=kept.area.code,
        mandate=mandate,
        until=until.isoformat() if until else "",
        terms_ended=ended,
    )
    return kept


@transaction.atomic
def add_seat(*, body: Body, office: str, by: Any, names: dict[str, str] | None = None) -> Seat:
    """One more seat of an office that may have several, or an office that the body did not have yet."""
    there = kind_of(body.kind).office(office)
    if there is None or there not in kind_of(body.kind).offices_at(body.area.code):
        raise OfficeNotHere()
    kept = Body.objects.select_for_update().get(pk=body.pk)
    if not there.several and kept.seats.filter(office=office).exists():
        raise OfficeTaken()
    seat = Seat.objects.create(body=kept, office=office, names=names or {})
    record(by=by, verb="seat.added", subject=seat, place_code=body.area.code, office=office)
    return seat


@transaction.atomic
def change_mandate(
    *, body: Body, on: date, mandate: str, row_version: int, by: Any, letter: File | None = None
) -> int:
    """With this day everyone's term in the body ends, and the role that went with it; how many terms ended.

    The seats stay, empty until somebody is seated, and so does whatever was agreed with an office: agreed actions
    name offices, not people (ADR 0013). A term that begins later belongs to the new mandate and stays.
    """
    kept = _fresh(body, row_version)
    _in_order(kept.since, on)
    kept.mandate = mandate
    _save(kept)
    ended = _end_terms(kept, on, by)
    record(
        by=by,
        verb="mandate.changed",
        subject=kept,
        place_code=kept.area.code,
        on=on.isoformat(),
        mandate_before=body.mandate,
        mandate=mandate,
        terms_ended=ended,
    )
    keep_letter(of=kept, letter=letter, by=by)
    return ended


def _end_terms(body: Body, on: date, by: Any) -> int:
    terms = Term.objects.filter(seat__body=body).select_related("holding", "seat__body__area")
    ending = [term for term in terms if last_day(Days(term.since, term.until), on)]
    for term in ending:
        end_term(term=term, on=on, by=by)
    return len(ending)


def _fresh(body: Body, row_version: int) -> Body:
    kept = Body.objects.select_for_update(of=("self",)).select_related("area").get(pk=body.pk)
    if kept.row_version != row_version:
        raise Stale()
    return kept


def _save(body: Body) -> None:
    body.row_version += 1
    body.save()


def _in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise EndsBeforeItBegan(since=since.isoformat())


@transaction.atomic
def note_reading(*, area: Area, phones: int, by: Any, file: bool = False) -> None:
    """Write down that telephone numbers of a register were shown to someone; nothing when there were none."""
    if phones:
        verb = "register.phones_taken" if file else "register.phones_read"
        record(by=by, verb=verb, subject=area, place_code=area.code, phones=phones)
