"""The kit: everything a meeting needs without signal, as plain values."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.rules import Instrument
from isaf.cycles.selectors import instrument_of
from isaf.meetings.models import OF_SHEETS, Meeting
from isaf.places.models import Facility
from isaf.plans.models import Action
from isaf.scorecards.models import FacilitySummary, Sheet
from isaf.scorecards.rules import PARTS
from isaf.scorecards.selectors import facility_results


def open_cycles(codes: list[str]) -> QuerySet[Cycle]:
    """Years under way of these areas and of everything below them."""
    below = Q(pk__in=[])
    for code in codes:
        below |= Q(area__code=code) | Q(area__code__below=code)
    return all_open_cycles().filter(below)


def all_open_cycles() -> QuerySet[Cycle]:
    """Years under way, anywhere."""
    return Cycle.objects.filter(state=Cycle.State.OPEN).select_related("area")


def place_of(cycle: Cycle) -> dict[str, Any]:
    """One place that a phone may take along, with its year."""
    return {"code": cycle.area.code, "names": cycle.area.names, "year": cycle.year}


def review_of(paper_id: UUID) -> dict[str, str] | None:
    """What became of the sheet in review: its state, and the question with which it was sent back."""
    sheet = Sheet.objects.filter(pk=paper_id).values("state", "returned_reason").first()
    return {"state": sheet["state"], "question": sheet["returned_reason"]} if sheet else None


def kit_of(cycles: list[Cycle], meetings: list[Meeting]) -> dict[str, Any]:
    """Years, forms, facilities, these meetings, last results and agreed actions.

    Only what everyone may see of results: suppressed as on the public page. Forms that several years share are
    told once.
    """
    targets = targets_of(cycles).select_related("facility__host").order_by("pk")
    facilities = {target.facility_id: target.facility for target in targets}
    forms: dict[str, dict[str, Any]] = {}
    return {
        "country": pack().code,
        "languages": list(pack().languages),
        "cycles": [_cycle(cycle, forms) for cycle in cycles],
        "forms": forms,
        "facilities": [_facility(one) for one in facilities.values()],
        "targets": [[target.cycle_id, target.facility.slug] for target in targets],
        "meetings": [_meeting(one) for one in meetings],
        "last": _last_results(facilities, max((cycle.year for cycle in cycles), default=0)),
        "actions": [_action(one) for one in _actions(facilities)],
    }


def _cycle(cycle: Cycle, forms: dict[str, dict[str, Any]]) -> dict[str, Any]:
    told = _form(instrument_of(cycle))
    name = next((key for key, form in forms.items() if form == told), f"{cycle.pack_version}-{len(forms)}")
    forms[name] = told
    return {
        "id": cycle.pk,
        "area": {"code": cycle.area.code, "names": cycle.area.names},
        "year": cycle.year,
        "round": cycle.round,
        "form": name,
    }


def _form(form: Instrument) -> dict[str, Any]:
    return {
        "scale": [
            {"value": v.value, "names": dict(v.names), "color": v.color, "favourable": v.favourable}
            for v in form.scale.values
        ],
        "provider_names": {str(value): dict(names) for value, names in form.scale.provider_names.items()},
        "parts": list(PARTS),
        "segments": [{"id": s.id, "names": dict(s.names), "short": dict(s.short)} for s in form.segments],
        "criteria": {
            service: [{"id": c.id, "names": dict(c.names), "theme": c.theme} for c in rows]
            for service, rows in form.criteria.items()
        },
        "chosen": pack().settings.get("criteria_chosen", {}),
        "min_cell": form.min_cell,
    }


def _facility(one: Facility) -> dict[str, Any]:
    return {"slug": one.slug, "service": one.service, "names": one.names, "host": one.host.code}


def targets_of(cycles: list[Cycle] | QuerySet[Cycle]) -> QuerySet[Target]:
    """The facilities of these years."""
    return Target.objects.filter(cycle__in=cycles)


def meetings_of(cycles: list[Cycle]) -> QuerySet[Meeting]:
    """Meetings with a sheet that are not cancelled."""
    rows = Meeting.objects.filter(cycle__in=cycles, kind__in=OF_SHEETS).exclude(state=Meeting.State.CANCELLED)
    return rows.select_related("facility", "village").order_by("planned_on", "pk")


def _meeting(one: Meeting) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "cycle": one.cycle_id,
        "kind": one.kind,
        "facility": one.facility.slug if one.facility else "",
        "village": {"code": one.village.code, "names": one.village.names} if one.village else None,
        "place": one.place,
        "group": one.focus_group,
        "planned_on": one.planned_on.isoformat(),
        "state": one.state,
    }


def _last_results(facilities: dict[int, Facility], upto: int) -> dict[str, Any]:
    """The newest open results of each facility before this year."""
    years = FacilitySummary.objects.filter(facility__in=facilities, is_open=True, year__lt=upto)
    latest = dict(years.order_by("year").values_list("facility", "year").distinct())
    told = {}
    for pk, year in latest.items():
        results = facility_results(facilities[pk], year)
        if results and results.has_results:
            told[facilities[pk].slug] = {
                "year": year,
                "criteria": [
                    {"key": row.key, "names": dict(row.names), "n": row.all.n, "median": _plain(row.all.median),
                     "face": row.all.face}
                    for row in results.criteria if row.all and not row.all.suppressed
                ],
            }  # fmt: skip
    return told


def _plain(value: Any) -> float | None:
    return None if value is None else float(value)


def _actions(facilities: dict[int, Facility]) -> QuerySet[Action]:
    """What signed plans hold for these facilities: those that go on, and what was done in the last year."""
    rows = Action.objects.filter(facility__in=facilities, is_public=True)
    return rows.select_related("facility").order_by("code")


def _action(one: Action) -> dict[str, Any]:
    return {
        "code": one.code,
        "facility": one.facility.slug if one.facility else "",
        "title": one.title,
        "language": one.language,
        "status": one.status,
        "due_on": one.due_on.isoformat(),
    }
