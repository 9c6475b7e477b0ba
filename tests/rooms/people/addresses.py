"""Who looks after whom; the roles of the pack and one's own are for everybody signed in."""

from isaf.people.models import Account
from isaf.people.rules import slip_in_groups
from isaf.people.services import make_slip
from tests import make
from tests.rooms.rows import EVERYBODY, Row, Scene, public

LOOK_AFTER, NATION = {"bopha", "admin"}, {"admin"}


def somebody(scene: Scene) -> Account:
    """A second clerk of the commune, so that nobody of the cast is changed."""
    return make.person("somebody", "clerk", area=make.area("010201"))


def a_person(scene: Scene) -> dict:
    return {"pk": somebody(scene).pk}


def a_holding(scene: Scene) -> dict:
    return {"pk": somebody(scene).holdings.get().pk}


def a_slip(scene: Scene) -> dict:
    return {"token": slip_in_groups(make_slip(person=somebody(scene), by=scene.people.admin))}


ROWS = {
    "people:invitation": public(a_slip),
    "people:people": Row(LOOK_AFTER, set()),
    "people:add": Row(LOOK_AFTER, set()),
    "people:batch": Row(LOOK_AFTER, set()),
    "people:roles": Row(EVERYBODY, set()),
    "people:mine": Row(EVERYBODY, set()),
    "people:administration": Row(NATION, set()),
    "people:end_administration": Row(NATION, set(), method="post"),
    "people:review": Row(LOOK_AFTER, set()),
    "people:person": Row(LOOK_AFTER, set(), a_person),
    "people:give": Row(LOOK_AFTER, set(), a_person),
    "people:slip": Row(LOOK_AFTER, set(), a_person, "post"),
    "people:slip_paper": Row(LOOK_AFTER, set(), method="post"),
    "people:state": Row(LOOK_AFTER, set(), a_person, "post"),
    "people:end": Row(LOOK_AFTER, set(), a_holding),
    "people:confirm": Row(LOOK_AFTER, set(), a_holding, "post"),
    "people:hand_over": Row(LOOK_AFTER, set(), a_holding),
}
