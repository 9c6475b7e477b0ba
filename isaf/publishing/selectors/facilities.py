"""The page of a facility and year: its information, both sides' scores, what was said and agreed."""

from dataclasses import dataclass
from typing import Any

from isaf.audit.models import Version
from isaf.country.current import pack
from isaf.country.pack import Names, ServiceType
from isaf.cycles.selectors import years_of
from isaf.feedback.models import Question
from isaf.feedback.selectors import shown_about
from isaf.information.reading import Line, Published
from isaf.information.selectors import published, published_years
from isaf.information.withdrawn import withdrawn_version
from isaf.kit.problems import NotFound
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import ancestors, figures_origin
from isaf.plans.models import Action
from isaf.plans.selectors import public_actions
from isaf.scorecards.results import CriterionResult, FacilityResults, ShownRemark
from isaf.scorecards.rules import ALL
from isaf.scorecards.selectors import facility_results

from ..problems import Withdrawn
from ..rules import choose_year
from .areas import word_of
from .counting import in_order, latest_open_years
from .sheets import SheetTold, sheet_told


@dataclass(frozen=True)
class FacilityPage:
    """What everyone may see of a facility in a year; ``year`` is None where it was never a target."""

    facility: Facility
    service: ServiceType
    trail: list[Area]
    serves: list[Area]
    years: list[int]
    year: int | None
    info: Published | None
    withdrawn: Version | None  # the newest one, where it was taken back
    told: SheetTold | None
    results: FacilityResults | None
    actions: list[Action]
    questions: list[Question]

    @property
    def is_demonstration(self) -> bool:
        return self.facility.origin == Origin.DEMONSTRATION

    @property
    def is_open(self) -> bool:
        return bool(self.results and self.results.has_results)

    @property
    def word(self) -> Names:
        return word_of(self.results.overall, self.results.scale) if self.results else {}

    @property
    def providers_word(self) -> Names:
        """The providers' own wording of their overall result (ADR 0012)."""
        result = self.results.providers_overall if self.results else None
        if result is None or self.results is None:
            return {}
        own = self.results.scale.provider_names.get(result.face or 0)
        return own or word_of(result, self.results.scale)

    @property
    def judged(self) -> list[Line]:
        """The lines with a standard that was reported."""
        lines = [line for part in (self.info.parts if self.info else ()) for line in part.lines]
        return [line for line in lines if line.standing in ("met", "not_met")]

    @property
    def met(self) -> int:
        return sum(line.standing == "met" for line in self.judged)

    @property
    def done(self) -> int:
        return sum(action.status == "completed" for action in self.actions)

    @property
    def said(self) -> list[dict[str, Any]]:
        """criterion -> kind -> remarks that a reviewer let pass; the same words from two villages once."""
        rows = self.results.criteria if self.results else ()
        found = [{"names": row.names, "said": _once(row)} for row in rows]
        return [row for row in found if row["said"]]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """criterion by criterion, the counted groups apart from everyone."""
        if not self.results:
            return []
        segments = [segment for segment in self.results.segments if segment.id != ALL]
        return [
            {"names": row.names, "cells": [(s, row.citizens.get(s.id)) for s in segments]}
            for row in self.results.criteria
        ]

    @property
    def segments(self) -> list[Names]:
        return [s.names for s in self.results.segments if s.id != ALL] if self.results else []


def _once(row: CriterionResult) -> dict[str, list[ShownRemark]]:
    said: dict[str, dict[str, ShownRemark]] = {}
    for remark in row.remarks:
        if remark.kind != "proposal":
            said.setdefault(remark.kind, {}).setdefault(remark.text, remark)
    return {kind: list(remarks.values()) for kind, remarks in said.items()}


def facility_page(facility: Facility, year: str | None, version: int | None) -> FacilityPage:
    """The page; not found for a year that never was, and for a version that cannot be read."""
    published_in = published_years(facility)
    years = sorted({*years_of(facility), *published_in}, reverse=True)
    if year is not None and int(year) not in years:
        raise NotFound
    chosen = int(year) if year is not None else _best_year(facility, years, published_in)
    info = published(facility, chosen, version) if chosen is not None else None
    taken = withdrawn_version(facility, chosen, version) if chosen is not None else None
    if version is not None and info is None:
        if taken:
            raise Withdrawn(on=taken.withdrawn_at, reason=taken.withdrawn_reason)
        raise NotFound
    if info and info.origin != figures_origin():
        info = None
    trail = [*ancestors(facility.host), facility.host]
    return FacilityPage(
        facility=facility,
        service=pack().service(facility.service),
        trail=trail,
        serves=list(facility.serves.order_by("code")),
        years=years,
        year=chosen,
        info=info,
        withdrawn=taken if version is None else None,
        told=sheet_told(info, facility, trail) if info else None,
        results=_results(facility, chosen) if chosen is not None else None,
        actions=_actions(facility),
        questions=shown_about(facility, chosen) if info and chosen else [],
    )


def _best_year(facility: Facility, years: list[int], published_in: list[int]) -> int | None:
    """The newest year with something to read: results first, then information, else the newest year."""
    newest = choose_year("", years)
    if newest is None:
        return None
    opened = latest_open_years([facility.pk], newest).get(facility.pk)
    return opened or choose_year("", published_in) or newest


def _results(facility: Facility, year: int) -> FacilityResults | None:
    results = facility_results(facility, year)
    if results and results.origin and results.origin != figures_origin():
        return None
    return results


def _actions(facility: Facility) -> list[Action]:
    rows = public_actions().filter(facility=facility).select_related("area", "facility")
    return list(in_order(rows))
