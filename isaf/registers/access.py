"""Guards. Organisations and projects are public facts: whoever has a role sees them. Registers belong to places.

The national administrator writes everything; officers of an organisation write their own target areas; a register
is kept by those who manage people there and stand on a side that the pack names for the kind of body.
"""

from django.utils.translation import get_language

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import NotFound, NotYours
from isaf.people.access import may, may_anywhere, require
from isaf.people.models import Account, Organisation
from isaf.people.rules import allows
from isaf.people.selectors import place_of, roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import area_by_code, nation

from . import selectors
from .kinds import Kind, kind_of, kinds_at
from .models import Body, Project, ProjectArea, Seat, Term

NATION = "nation"
"""The word in an address for the area with the empty code."""


def require_role(account: Account) -> None:
    """Nothing for anyone who holds a current role somewhere; not found otherwise."""
    if not may_anywhere(account, Verb.AREA_READ):
        raise NotFound()


def is_national(account: Account) -> bool:
    """True for who manages people for the whole nation."""
    return may(account, Verb.PEOPLE_MANAGE, nation())


def sees_nation(account: Account) -> bool:
    """True for who may read the registers and overlaps of the whole nation."""
    return may(account, Verb.AREA_READ, nation())


def require_national(account: Account) -> None:
    """Nothing for who manages people for the whole nation; others are told who does."""
    require_role(account)
    if not is_national(account):
        raise NotYours(who=_named(levels=(NATION,)))


def _named(*, levels: tuple[str, ...] = (), sides: tuple[str, ...] = ()) -> str:
    """The names of the roles that manage people at a level, or on a side, in the reader's language."""
    language = get_language() or pack().default_language
    names = [
        role.names.get(language) or next(iter(role.names.values()))
        for role in pack().roles
        if Verb.PEOPLE_MANAGE in role.verbs
        and (not levels or set(levels) & set(role.levels))
        and (not sides or role.side in sides)
    ]
    return ", ".join(names) or "-"


def organisation_for(account: Account, code: str) -> Organisation:
    """An organisation to look at."""
    require_role(account)
    if organisation := selectors.organisation_by_code(code):
        return organisation
    raise NotFound()


def project_for(account: Account, code: str) -> Project:
    """A project to look at."""
    require_role(account)
    if project := selectors.project_by_code(code):
        return project
    raise NotFound()


def may_target_for(account: Account, project: Project) -> list[Organisation]:
    """The organisations of a project whose target areas the person may write.

    Officers write for their own organisation; those of the lead write for its partners as well.
    """
    all_of_them = selectors.implementers_of(project)
    if is_national(account):
        return all_of_them
    own = selectors.own_organisations(account, today())
    return all_of_them if project.lead_id in own else [one for one in all_of_them if one.pk in own]


def project_to_target(account: Account, code: str) -> tuple[Project, list[Organisation]]:
    """A project to which the person may add target areas, and for which organisations."""
    project = project_for(account, code)
    organisations = may_target_for(account, project)
    if not organisations:
        raise NotYours(who=_named(levels=(NATION,)))
    return project, organisations


def require_area(account: Account, area: Area) -> None:
    """An area that is to be a target: within what the person manages."""
    require(account, Verb.PEOPLE_MANAGE, area)


def target_to_remove(account: Account, pk: int) -> ProjectArea:
    """A target area that the person may take out again."""
    require_role(account)
    target = selectors.target_by_id(pk)
    if target is None:
        raise NotFound()
    if target.implementer not in may_target_for(account, target.project):
        raise NotYours(who=_named(levels=(NATION,)))
    require_area(account, target.area)
    return target


def area_for(account: Account, code: str) -> Area:
    """An area whose registers and overlaps the person may see."""
    area = nation() if code == NATION else area_by_code(code)
    require(account, Verb.AREA_READ, area)
    return area


def may_keep(account: Account, kind: Kind, area: Area) -> bool:
    """True for who manages people in the area with a role of a side that keeps registers of this kind."""
    held = [one for one in roles_held(account) if one.side in kind.kept_by]
    return allows(held, place_of(area), Verb.PEOPLE_MANAGE, today())


def kinds_kept(account: Account, area: Area) -> list[Kind]:
    """The kinds of bodies that the person may add to an area."""
    return [kind for kind in kinds_at(area.code) if may_keep(account, kind, area)]


def area_to_keep(account: Account, code: str) -> tuple[Area, list[Kind]]:
    """An area to which the person may add a body."""
    area = area_for(account, code)
    kept = kinds_kept(account, area)
    if not kept:
        raise NotYours(who=_named())
    return area, kept


def body_for(account: Account, pk: int) -> Body:
    """A body whose register the person keeps."""
    body = selectors.body_by_id(pk)
    if body is None:
        raise NotFound()
    require(account, Verb.AREA_READ, body.area)
    kind = kind_of(body.kind)
    if not may_keep(account, kind, body.area):
        raise NotYours(who=_named(sides=kind.kept_by))
    return body


def seat_for(account: Account, pk: int) -> Seat:
    """A seat in a body whose register the person keeps."""
    seat = selectors.seat_by_id(pk)
    if seat is None:
        raise NotFound()
    seat.body = body_for(account, seat.body_id)
    return seat


def term_for(account: Account, pk: int) -> Term:
    """A term in a body whose register the person keeps."""
    term = selectors.term_by_id(pk)
    if term is None:
        raise NotFound()
    body_for(account, term.seat.body_id)
    return term
