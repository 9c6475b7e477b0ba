"""Who is given a file that is kept for those of a place."""

from isaf.files.services import Owner, keep
from isaf.people.verbs import Verb
from tests.rooms.rows import OF_THE_PLACE, Row, Scene

from .conftest import PDF, sent


def a_scan(scene: Scene) -> dict:
    owner = Owner("plans", "7", scene.year.area, Verb.PLAN_READ)
    return {"pk": keep(upload=sent(PDF), by=scene.people.dara, owner=owner).pk}


ROWS = {"files:file": Row(OF_THE_PLACE, named=a_scan)}
