"""Who writes where a line stands in the investment programme, and who reads and answers the workshop's list."""

from tests.rooms.rows import EVERYBODY, OF_THE_PLACE, Row, Scene, of_year

NOT_ABOVE = {"chan", "sokha", "dara", "chief", "council", "committee"}
ABOVE = {"bopha", "reviewer", "vanna", "admin"}
AROUND = {"head", "director"}  # see what stands above their facility
PROPOSERS = {"sokha", "dara", "committee"}


def workshop(scene: Scene) -> dict:
    return {"code": "0102", "year": 2026}


def paper(scene: Scene) -> dict:
    return workshop(scene) | {"language": "km"}


def line(scene: Scene) -> dict:
    return {"pk": scene.line.pk}


def action(scene: Scene) -> dict:
    return {"code": scene.action.code}


ROWS = {
    "plans:workshops": Row(EVERYBODY, set()),
    "plans:workshop": Row(ABOVE | AROUND, NOT_ABOVE, workshop),
    "plans:workshop_day": Row({"bopha"}, NOT_ABOVE, workshop),
    "plans:workshop_outcomes": Row({"bopha"}, NOT_ABOVE, workshop),
    "plans:workshop_sheet": Row(ABOVE | AROUND, NOT_ABOVE, workshop),
    "plans:workshop_paper": Row(ABOVE | AROUND, NOT_ABOVE, paper),
    "plans:funding": Row({"head"} | PROPOSERS, named=action),
    "plans:answers": Row({"bopha"}, set()),
    "plans:sheet": of_year(OF_THE_PLACE),
    "plans:table": of_year(PROPOSERS),
    "plans:place": Row(PROPOSERS, named=line, method="post"),
    "plans:programme": Row(PROPOSERS, named=line),
}
