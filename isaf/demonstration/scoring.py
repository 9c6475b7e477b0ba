"""An invented year is scored: by citizens, village by village, and by the staff themselves."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import instrument_of
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.scorecards.models import Sheet
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet

from . import rules
from .people import Invented, hall, hold, meet

CRITERIA_SCORED = 5


def score(
    invented: Invented, cycle: Cycle, target: Target, *, mood: float, only_planned: bool = False
) -> None:
    facility = target.facility
    places: list[Area | None] = list(target.villages.all()) or [None]
    for place, village in enumerate(places):
        on = invented.day(cycle.year, 5, 8 + 3 * place)
        meeting = meet(invented, cycle, "scoring", on, facility=facility, village=village, place=hall(place))
        if not only_planned:
            people = rules.crowd(invented.chance, invented.chance.randint(26, 36))
            meeting = hold(invented, meeting, on, citizens=people, method="secret", officials="none")
            typist = invented.who(Verb.SHEET_ENTER, facility, year_of=cycle.area)
            _sheet(invented, meeting, typist, people, mood, on, part=(place, len(places)))
    if not only_planned and target.is_host:
        _assess(invented, cycle, facility, mood)


def _assess(invented: Invented, cycle: Cycle, facility: Facility, mood: float) -> None:
    on = invented.day(cycle.year, 5, 28)
    meeting = meet(invented, cycle, "self_assessment", on, facility=facility, place=hall(2))
    staff = rules.crowd(invented.chance, invented.chance.randint(6, 9))
    meeting = hold(invented, meeting, on, providers=staff, method="secret")
    _sheet(invented, meeting, invented.who(Verb.SELFASSESS_ENTER, facility), staff, mood + 0.12, on)


def _sheet(
    invented: Invented,
    meeting: Meeting,
    typist: Account,
    people: list,
    mood: float,
    on: date,
    part: tuple[int, int] = (0, 1),
) -> Sheet:
    """Typed the next day and, for citizens' sheets, approved by an independent reviewer three days later."""
    instrument, facility = instrument_of(meeting.cycle), meeting.facility
    is_providers = meeting.kind == Meeting.Kind.SELF_ASSESSMENT
    segments = [s for s in instrument.segments if s.id == "all"] if is_providers else instrument.segments
    chosen = _chosen(facility.service, instrument.criteria[facility.service])
    typed = TypedSheet(
        id=UUID(int=invented.chance.getrandbits(128), version=4),
        people=rules.count_people(people, segments),
        criteria=tuple(TypedCriterion(key, times_proposed=invented.chance.randint(3, 18)) for key in chosen),
        votes={
            key: rules.vote(
                invented.chance, people, segments, instrument.scale.numbers, mood + 0.09 * (place - 2)
            )
            for place, key in enumerate(chosen)
        },
        remarks=() if is_providers else tuple(_remarks(facility.service, part)),
    )
    with pretend(min(on + timedelta(days=1), invented.really)):
        sheet = record_sheet(meeting=meeting, typed=typed, by=typist, door="paper")
    if not is_providers:
        with pretend(min(on + timedelta(days=4), invented.really)):
            reviewer = invented.who(Verb.SHEET_REVIEW, facility, typist, year_of=meeting.cycle.area)
            approve_sheet(sheet=sheet, by=reviewer, passed=list(sheet.remarks.values_list("pk", flat=True)))
    return sheet


def _chosen(service: str, criteria: Any) -> list[str]:
    """The criteria with findings first, then the others of the catalogue."""
    known = [criterion.id for criterion in criteria]
    told = [f["criterion"] for f in pack().demonstration["findings"] if f["criterion"] in known]
    return (told + [key for key in known if key not in told])[:CRITERIA_SCORED]


def _remarks(service: str, part: tuple[int, int]) -> list[TypedRemark]:
    """What was said; where several villages score one service, each speaks of its own share of the findings."""
    language = pack().default_language
    known = {criterion.id for criterion in pack().criteria[service]}
    findings = [f for f in pack().demonstration["findings"] if f["criterion"] in known]
    kinds = {"strength": "strength", "weakness": "weakness", "change": "change", "proposal": "action"}
    return [
        TypedRemark(finding["criterion"], kind, finding[key][language], language)
        for finding in findings[part[0] :: part[1]]
        for kind, key in kinds.items()
    ]
