"""Receiving: keep the bytes, then judge them by the one service that every door meets."""

import logging
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from isaf.inbox import services as inbox
from isaf.inbox.models import Arrival, Device
from isaf.inbox.problems import DeviceWithdrawn, OtherId, SameIdOtherContent
from isaf.inbox.rules import digest, read_json, read_moment, read_version
from isaf.inbox.selectors import unjudged
from isaf.kit.problems import NotFound, NotYours, Problem, Problems
from isaf.kit.saying import say
from isaf.meetings.selectors import meeting_by_id
from isaf.scorecards.arriving import read_arrived
from isaf.scorecards.problems import SheetStands, UnknownMeeting
from isaf.scorecards.services import record_from_paper

State = Arrival.State
log = logging.getLogger("isaf.field")


@transaction.atomic
def receive(*, device: Device, paper_id: UUID, raw: bytes) -> tuple[Arrival, bool]:
    """Keep one sheet and judge it, in one transaction; says whether it is new.

    Raises NotJson, OtherId or PaperTooLarge for what is no sheet at all, and is not kept. Everything else is kept,
    whatever is wrong with it.
    """
    said = read_json(raw)
    if said.get("id") not in (None, str(paper_id)):
        raise OtherId()
    app = said.get("app") if isinstance(said.get("app"), dict) else {}
    version = read_version(app.get("version"))
    arrival, is_new = inbox.keep(
        paper_id=paper_id,
        raw=raw,
        sha256=digest(said),
        door="app",
        sender=device.owner,
        device=device,
        phone_at=read_moment(said.get("sent")),
        app_version=version,
    )
    unsent = app.get("unsent")
    inbox.met(device=device, app_version=version, unsent=unsent if _is_count(unsent) else None)
    if is_new and arrival.state == State.KEPT:
        arrival = judge(arrival)
    elif is_new:
        arrival = inbox.mark(arrival=arrival, state=State.CONFLICT, problems=in_words([SameIdOtherContent()]))
    return arrival, is_new


def _is_count(n: Any) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 10**6


def judge(arrival: Arrival) -> Arrival:
    """Give the paper to the room that owns it; what is wrong is written beside the paper, which stays.

    A fault of ours leaves it "kept", to be judged again (`isaf inbox rejudge`).
    """
    state, problems = State.ACCEPTED, []
    try:
        with transaction.atomic():
            _take_in(arrival)
    except SheetStands as problem:
        state, problems = State.DUPLICATE, [problem]
    except Problems as several:
        state, problems = State.QUARANTINED, several.problems
    except Problem as problem:
        state, problems = State.QUARANTINED, [problem]
    except Exception:  # whatever breaks in judging, the sheet was kept and the phone must know it
        log.exception("Judging %s failed; it stays kept.", arrival.receipt)
        return arrival
    return inbox.mark(arrival=arrival, state=state, problems=in_words(problems))


def _take_in(arrival: Arrival) -> None:
    if not arrival.sender.is_active or (arrival.device and arrival.device.is_withdrawn):
        raise DeviceWithdrawn()
    sheet = read_arrived(read_json(bytes(arrival.raw)), arrival.paper_id)
    meeting = meeting_by_id(sheet.meeting)
    if meeting is None:
        raise UnknownMeeting()
    record_from_paper(
        meeting=meeting,
        held_on=sheet.held_on,
        method=sheet.method,
        officials=sheet.officials,
        typed=sheet.typed,
        by=arrival.sender,
        door=arrival.door,
    )


def rejudge() -> dict[str, int]:
    """Judge everything again that is kept or quarantined, each on its own: state -> how many stand there now."""
    found: dict[str, int] = {}
    for arrival in unjudged():
        with transaction.atomic():
            state = judge(arrival).state
        found[state] = found.get(state, 0) + 1
    return found


def in_words(problems: list[Problem]) -> list[dict[str, Any]]:
    """Each problem as code and sentence in every language of the country."""
    told = []
    for problem in problems:
        text = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                text[language] = say(problem)
        told.append({"code": problem.code, "text": text})
    return told


REFUSED = frozenset({NotYours.code, NotFound.code})
"""What a person may not do: the paper is kept all the same, but the phone is told that it does not count."""


def qr_of(secret: str) -> SafeString:
    """The settings of the field app as an inline SVG: the secret stands behind the hash, which no server sees."""
    import segno

    address = f"{settings.ISAF_URL}/{settings.LANGUAGE_CODE}/field/#secret={secret}"
    return mark_safe(segno.make(address, error="m").svg_inline(scale=5, border=2))
