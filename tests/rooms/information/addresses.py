"""Lists of an area: for who checks sheets there.

Spreadsheets: for who fills, submits or checks sheets; a filled file is shown again to who brought it only."""

from isaf.registry.services import keep_import
from tests.rooms.rows import EVERYBODY, Row, Scene

WORKERS = {"dara", "chief", "head", "director", "bopha", "admin", "chan"}
OF_THE_CENTRE = {"head", "bopha", "admin"}


def a_file(scene: Scene) -> dict:
    kept = keep_import(kind="information", data=b"a,b\n1,2\n", name="a.csv", by=scene.people.dara)
    return {"ticket": kept.ticket}


def the_district(scene: Scene) -> dict:
    return {"code": "0102", "year": scene.year.year}


CHECKERS = {"bopha", "admin"}
ROWS = {
    "information:area": Row(CHECKERS, EVERYBODY - CHECKERS, the_district),
    "information:standards": Row(CHECKERS, EVERYBODY - CHECKERS, the_district),
    "information:spreadsheets": Row(WORKERS, set()),
    "information:spreadsheet": Row(
        OF_THE_CENTRE,
        EVERYBODY - OF_THE_CENTRE,
        lambda s: {"year": s.year.year, "service": "hc", "area": "010201"},
    ),
    "information:table": Row(WORKERS, set(), lambda s: {"ending": "csv"}),
    "information:import": Row({"dara"}, EVERYBODY - {"dara"}, a_file),
}
