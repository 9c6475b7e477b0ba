"""Reading organisations, projects, overlaps, bodies and who sits in them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.files.models import StoredFile
from isaf.people.models import Account, Organisation, RoleHolding
from isaf.people.selectors import place_of
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import ancestors, children_of, facilities_under, figures_origin

from . import rules
from .kinds import Kind, kind_of, kinds, kinds_at, level_id
from .models import Body, Project, ProjectArea, Seat, Term


def organisations() -> QuerySet[Organisation]:
    """Every organisation of this server's origin, with how many projects it leads and takes part in."""
    return (
        Organisation.objects.filter(origin=figures_origin())
        .annotate(leads=Count("led_projects", distinct=True), joins=Count("partner_projects", distinct=True))
        .order_by("code")
    )


def organisation_by_code(code: str) -> Organisation | None:
    return Organisation.objects.filter(code=code).first()


def state_of(organisation: Organisation) -> str:
    """A short word for what an organisation's form shows, so that a form written over another one is noticed."""
    kept = Organisation.objects.get(pk=organisation.pk)
    shown = [sorted(kept.names.items()), sorted(kept.works_in.values_list("code", flat=True))]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def projects(organisation: Organisation | None = None) -> QuerySet[Project]:
    """Projects of this server's origin, newest first; of one organisation when given."""
    rows = Project.objects.filter(origin=figures_origin()).select_related("lead").prefetch_related("partners")
    return rows.filter(Q(lead=organisation) | Q(partners=organisation)).distinct() if organisation else rows


def project_by_code(code: str) -> Project | None:
    return Project.objects.select_related("lead").prefetch_related("partners").filter(code=code).first()


def implementers_of(project: Project) -> list[Organisation]:
    """The lead, then its partners."""
    partners = [one for one in project.partners.all() if one.pk != project.lead_id]
    return [project.lead, *partners]


def _targets() -> QuerySet[ProjectArea]:
    return ProjectArea.objects.select_related("project", "implementer", "area")


def targets_of(project: Project) -> QuerySet[ProjectArea]:
    """The target areas of a project, newest year first."""
    return _targets().filter(project=project).order_by("-year", "area__code", "implementer__code")


def targets_by(organisation: Organisation) -> QuerySet[ProjectArea]:
    """Where an organisation works, under whichever project, newest year first."""
    return _targets().filter(implementer=organisation).order_by("-year", "area__code", "project__code")


def target_by_id(pk: int) -> ProjectArea | None:
    return _targets().filter(pk=pk).first()


def own_organisations(account: Account, today: date) -> set[int]:
    """The organisations for which a person keeps the people and target areas today."""
    roles = [role.id for role in pack().roles if Verb.PEOPLE_MANAGE in role.verbs]
    rows = RoleHolding.objects.filter(person=account, role__in=roles, organisation__isnull=False)
    current = rows.filter(since__lte=today).filter(Q(until=None) | Q(until__gte=today))
    return set(current.values_list("organisation", flat=True))


@dataclass(frozen=True)
class Shared:
    """A place in which several organisations work, and what each of them does there."""

    place: Area | Facility
    targets: tuple[ProjectArea, ...]


def overlaps(area: Area, year: int) -> list[Shared]:
    """Areas, then facilities, under an area in which several organisations work in the year (ADR 0024).

    For the nation only areas are listed; facilities from the first level below it on.
    """
    above = [area.code[:length] for length in range(len(area.code) + 1)]
    targets = _targets().filter(year=year, project__origin=figures_origin())
    near = targets.filter(Q(area__code__below=area.code) | Q(area__code__in=above))
    every = targets if area.code else near  # a shared facility may serve areas on both sides of a border
    rows = {row.pk: row for row in every}
    near_keys = {row.pk for row in near}
    works = [_work(row) for row in rows.values()]
    here = rules.shared_areas(work for work in works if work.key in near_keys)
    areas = {row.area.code: row.area for row in rows.values()}
    found = [
        Shared(areas[code] if code.startswith(area.code) else area, tuple(rows[key] for key in keys))
        for code, keys in here.items()
    ]
    return [*_once(found), *(_shared_facilities(area, works, rows) if area.code else ())]


def _once(found: list[Shared]) -> list[Shared]:
    """Several areas above are all this one: the deepest of them, which knows the most, stands for it."""
    return list({one.place.pk: one for one in found}.values())


def _work(row: ProjectArea) -> rules.Work:
    return rules.Work(row.pk, row.implementer.code, row.area.code, tuple(row.services))


def _shared_facilities(area: Area, works: list[rules.Work], rows: dict[int, ProjectArea]) -> list[Shared]:
    if len({work.implementer for work in works}) < 2:
        return []
    found = []
    for facility in facilities_under(area).prefetch_related("serves"):
        if keys := rules.at_facility(works, facility.service, place_of(facility).codes):
            found.append(Shared(facility, tuple(rows[key] for key in keys)))
    return found


def years_with_targets() -> list[int]:
    """The years for which any target area is known, newest first."""
    return list(ProjectArea.objects.order_by("-year").values_list("year", flat=True).distinct())


def body_by_id(pk: int) -> Body | None:
    return Body.objects.select_related("area").filter(pk=pk).first()


def seat_by_id(pk: int) -> Seat | None:
    return Seat.objects.select_related("body__area").filter(pk=pk).first()


def term_by_id(pk: int) -> Term | None:
    return Term.objects.select_related("seat__body__area", "account", "holding").filter(pk=pk).first()


def terms_of(seat: Seat) -> QuerySet[Term]:
    """Everyone who sat in the seat, newest first: the life of an office."""
    return seat.terms.select_related("account", "holding").order_by("-since")


ROOM = "registers"
"""How files of this room name it."""


def subject_of(of: Term | Body) -> str:
    """How files name a term or a body."""
    return f"{'term' if isinstance(of, Term) else 'body'}-{of.pk}"


def with_letters(rows: Iterable[Term | Body]) -> list[tuple[Term | Body, list[StoredFile]]]:
    """Terms or bodies with the scans of their letters, oldest first, in one query."""
    rows = list(rows)
    found: dict[str, list[StoredFile]] = {}
    for file in StoredFile.objects.filter(
        room=ROOM, subject__in=[subject_of(row) for row in rows], copy_of=None, withdrawn_at=None
    ):
        found.setdefault(file.subject, []).append(file)
    return [(row, found.get(subject_of(row), [])) for row in rows]


def term_on(terms: Iterable[Term], day: date) -> Term | None:
    """Who sits there on a day."""
    return next((term for term in terms if rules.is_current(rules.Days(term.since, term.until), day)), None)


def title_of(seat: Seat) -> Names:
    """The closer title of a seat, else the name of its office, else the office's id."""
    office = kind_of(seat.body.kind).office(seat.office)
    return seat.names or (office.names if office else {pack().default_language: seat.office})


def name_of(body: Body) -> Names:
    """The body's own name, else the name of its kind."""
    return body.names or kind_of(body.kind).names


@dataclass(frozen=True)
class Place:
    """A seat on the page of a register: its title and who sits there today, if anyone does."""

    seat: Seat
    title: Names
    is_focal: bool
    gives_role: bool
    term: Term | None
    next_term: Term | None


@dataclass(frozen=True)
class Register:
    """A body with its seats in the order of the pack's offices."""

    body: Body
    kind: Kind
    names: Names
    places: tuple[Place, ...]
    balance: rules.Balance
    is_over: bool


def registers_of(area: Area, today: date) -> list[Register]:
    """The bodies of an area as they are today; ended ones stand last."""
    order = {kind.id: place for place, kind in enumerate(kinds())}
    found = [_register(body, today) for body in _bodies(Q(area=area))]
    return sorted(found, key=lambda one: (one.is_over, order.get(one.kind.id, len(order)), one.body.pk))


def register_of(body: Body, today: date) -> Register:
    return _register(_bodies(Q(pk=body.pk)).get(), today)


def _bodies(which: Q) -> QuerySet[Body]:
    terms = Prefetch("terms", Term.objects.select_related("account"))
    seats = Prefetch("seats", Seat.objects.prefetch_related(terms))
    return Body.objects.filter(which).select_related("area").prefetch_related(seats)


def _register(body: Body, today: date) -> Register:
    kind = kind_of(body.kind)
    order = {office.id: place for place, office in enumerate(kind.offices)}
    seats = sorted(body.seats.all(), key=lambda seat: (order.get(seat.office, len(order)), seat.pk))
    places = tuple(_place(body, kind, seat, today) for seat in seats)
    sexes = [place.term.sex if place.term else None for place in places]
    is_over = body.until is not None and body.until < today
    return Register(body, kind, name_of(body), places, rules.balance(sexes), is_over)


def _place(body: Body, kind: Kind, seat: Seat, today: date) -> Place:
    seat.body = body
    office = kind.office(seat.office)
    terms = list(seat.terms.all())
    return Place(
        seat=seat,
        title=title_of(seat),
        is_focal=bool(office and office.focal),
        gives_role=bool(role_of(seat)),
        term=term_on(terms, today),
        next_term=next((term for term in terms if term.since > today), None),
    )


def role_of(seat: Seat) -> str:
    """The role that goes with the office at this level; empty for none."""
    office = kind_of(seat.body.kind).office(seat.office)
    return office.roles.get(level_id(seat.body.area.code), "") if office else ""


def role_names_of(seat: Seat) -> Names:
    """The name of the role that goes with the office; nothing for none."""
    role = role_of(seat)
    return pack().role(role).names if role else {}


def names_taken(area: Area, kind_id: str) -> list[Names]:
    """The own names of an area's bodies of a kind; an empty one is a body that is called as its kind."""
    return list(Body.objects.filter(area=area, kind=kind_id, until=None).values_list("names", flat=True))


@dataclass(frozen=True)
class Focal:
    """The focal points of an area just below: who they are today; none where nobody sits there."""

    area: Area
    terms: tuple[Term, ...]


def focal_points_below(area: Area, today: date) -> list[Focal]:
    """The areas just below in which a body with a focal point may stand, each with its focal points."""
    focal = [(kind.id, office.id) for kind in kinds() for office in kind.offices if office.focal]
    which = Q(pk__in=[])
    for kind_id, office_id in focal:
        which |= Q(seat__body__kind=kind_id, seat__office=office_id)
    sitting = Term.objects.filter(which, seat__body__area__parent=area, since__lte=today)
    sitting = sitting.filter(Q(until=None) | Q(until__gte=today)).select_related("seat__body")
    by_area: dict[int, list[Term]] = {}
    for term in sitting.order_by("seat_id"):
        by_area.setdefault(term.seat.body.area_id, []).append(term)
    below = [
        one
        for one in children_of(area)
        if any(office.focal for kind in kinds_at(one.code) for office in kind.offices_at(one.code))
    ]
    return [Focal(one, tuple(by_area.get(one.pk, ()))) for one in below]


@dataclass(frozen=True)
class AnsweringOffice:
    """An office that answers to the public: a title and a body, never a person."""

    area: Area
    body: Names
    office: Names
    is_focal: bool


def offices_of(area: Area, today: date) -> list[AnsweringOffice]:
    """Who answers here: the offices of the area itself, then the focal points of the areas above, nearest first.

    Safe for public pages: it tells offices only, whether or not anybody sits in them.
    """
    chain = [area, *reversed(ancestors(area))] if area.code else [area]
    bodies = _bodies(Q(area__in=chain) & (Q(until=None) | Q(until__gte=today)))
    by_area: dict[int, list[AnsweringOffice]] = {}
    for register in (_register(body, today) for body in bodies):
        for place in register.places:
            office = register.kind.office(place.seat.office)
            if office and office.answers and (office.focal or register.body.area_id == area.pk):
                said = AnsweringOffice(register.body.area, register.names, place.title, office.focal)
                by_area.setdefault(register.body.area_id, []).append(said)
    return [said for one in chain for said in _each_once(by_area.get(one.pk, []))]


def _each_once(offices: list[AnsweringOffice]) -> list[AnsweringOffice]:
    """The focal points first; an office with several seats is said once."""
    kept: list[AnsweringOffice] = []
    for one in sorted(offices, key=lambda office: not office.is_focal):
        if one not in kept:
            kept.append(one)
    return kept
