"""Writing organisations, projects and their target areas."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.kit.problems import Stale
from isaf.people.models import Organisation
from isaf.people.services import add_organisation as make_organisation
from isaf.places.models import Area
from isaf.places.selectors import figures_origin

from ..models import Project, ProjectArea
from ..problems import (
    CodeInUse,
    EndsBeforeItBegan,
    NotAnImplementer,
    OutsideTheirAreas,
    OutsideTheProject,
    PastTargetStays,
    StillHasTargets,
    TargetTwice,
)
from ..rules import Days, is_within, runs_in
from ..selectors import implementers_of, organisation_by_code, project_by_code, state_of


@transaction.atomic
def add_organisation(
    *, code: str, names: dict[str, str], works_in: Sequence[Area], by: Any, origin: str = ""
) -> Organisation:
    """A new organisation; the areas it works in are what its officers reach."""
    if organisation_by_code(code):
        raise CodeInUse(taken=code)
    return make_organisation(
        code=code, names=names, works_in=list(works_in), by=by, origin=origin or figures_origin()
    )


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, names: dict[str, str], works_in: Sequence[Area], seen: str, by: Any
) -> Organisation:
    """New names or areas; ``seen`` is the state that the form showed. Its officers' reach follows its areas."""
    kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if seen != state_of(kept):
        raise Stale()
    before = sorted(kept.works_in.values_list("code", flat=True))
    kept.names = names
    kept.save(update_fields=["names"])
    kept.works_in.set(works_in)
    after = sorted(area.code for area in works_in)
    record(by=by, verb="organisation.edited", subject=kept, names=names, areas_before=before, areas=after)
    return kept


@transaction.atomic
def add_project(
    *,
    code: str,
    names: dict[str, str],
    lead: Organisation,
    partners: Iterable[Organisation] = (),
    funder: str = "",
    since: date,
    until: date | None = None,
    by: Any,
    origin: str = "",
) -> Project:
    """A new project of a lead and its partners."""
    if project_by_code(code):
        raise CodeInUse(taken=code)
    _in_order(since, until)
    project = Project.objects.create(
        code=code,
        names=names,
        lead=lead,
        funder=funder,
        since=since,
        until=until,
        origin=origin or figures_origin(),
    )
    project.partners.set(partners)
    record(by=by, verb="project.added", subject=project, code=code, lead=lead.code)
    return project


@transaction.atomic
def edit_project(
    *,
    project: Project,
    names: dict[str, str],
    lead: Organisation,
    partners: Iterable[Organisation],
    funder: str,
    since: date,
    until: date | None,
    row_version: int,
    by: Any,
) -> Project:
    """New facts about a project; an organisation that still has target areas in it stays one of its own."""
    kept = Project.objects.select_for_update().get(pk=project.pk)
    if kept.row_version != row_version:
        raise Stale()
    _in_order(since, until)
    staying = {lead.pk, *(one.pk for one in partners)}
    leaving = kept.areas.exclude(implementer__in=staying).select_related("implementer").first()
    if leaving:
        raise StillHasTargets(organisation=leaving.implementer.code)
    changes = {"names": names, "lead_id": lead.pk, "funder": funder, "since": since, "until": until}
    changed = sorted(name for name, value in changes.items() if getattr(kept, name) != value)
    for name, value in changes.items():
        setattr(kept, name, value)
    kept.row_version += 1
    kept.save()
    kept.partners.set(partners)
    record(by=by, verb="project.edited", subject=kept, changed=changed)
    return kept


def _in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise EndsBeforeItBegan(since=since.isoformat())


@transaction.atomic
def add_targets(
    *,
    project: Project,
    implementer: Organisation,
    areas: Sequence[Area],
    year: int,
    services: Sequence[str] = (),
    by: Any,
) -> list[ProjectArea]:
    """Where an organisation of the project works in a year; other organisations may work there as well.

    The areas lie within those that the organisation works in, so that a target never widens what its officers
    may do; all or none are written.
    """
    if implementer.pk not in {one.pk for one in implementers_of(project)}:
        raise NotAnImplementer()
    if not runs_in(Days(project.since, project.until), year):
        raise OutsideTheProject(year=year)
    own = list(implementer.works_in.values_list("code", flat=True))
    if not all(is_within(area.code, own) for area in areas):
        raise OutsideTheirAreas()
    there = ProjectArea.objects.filter(project=project, implementer=implementer, year=year, area__in=areas)
    if there.exists():
        raise TargetTwice(year=year)
    made = [
        ProjectArea.objects.create(
            project=project, implementer=implementer, area=area, year=year, services=sorted(services)
        )
        for area in areas
    ]
    for row in made:
        _note(row, "target_area.added", by)
    return made


@transaction.atomic
def remove_target(*, target: ProjectArea, today: date, by: Any) -> None:
    """Take out a target area of this year or a later one; what was in a year that is over stays."""
    if target.year < today.year:
        raise PastTargetStays()
    _note(target, "target_area.removed", by)
    target.delete()


def _note(target: ProjectArea, verb: str, by: Any) -> None:
    record(
        by=by,
        verb=verb,
        subject=target,
        place_code=target.area.code,
        project=target.project.code,
        organisation=target.implementer.code,
        year=target.year,
        services=list(target.services),
    )
