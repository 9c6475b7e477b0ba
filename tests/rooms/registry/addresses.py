"""Who brings in lists, and who joins two records of one facility."""

from datetime import date

from isaf.places.services import end_area, merge_facilities
from isaf.registry.services import keep_import
from tests import make
from tests.rooms.rows import EVERYBODY, NO_CENTRE, Row, Scene

DISTRICT = {"bopha", "admin"}
ELSEWHERE = EVERYBODY - {"admin", "vanna", "head", "director"}  # do not see the nation
CENTRE = {"slug": "hc-010201"}


def a_file(scene: Scene) -> dict:
    kept = keep_import(kind="gazetteer", data=b"code,name_km,name_en\n", name="a.csv", by=scene.people.admin)
    return {"ticket": kept.ticket}


def two_records(scene: Scene) -> dict:
    twice = make.facility("hc-0102019")
    merge = merge_facilities(
        kept=make.facility("hc-010201"), merged=twice, reason="The same health centre", by=make.system()
    )
    return {"pk": merge.pk}


def an_ended_commune(scene: Scene) -> dict:
    """Two units followed it, and somebody still holds a role there."""
    by, old = make.system(), make.area("010209")
    make.person("left-behind", "clerk", area=old)
    after = [make.area("010207"), make.area("010208")]
    end_area(area=old, on=date(2025, 12, 31), successors=after, relation="split", by=by)
    return {"code": old.code}


ROWS = {
    "registry:ended": Row({"admin"}, ELSEWHERE),
    "registry:hand_on": Row({"admin"}, ELSEWHERE, an_ended_commune),
    "registry:unnamed": Row(DISTRICT, EVERYBODY - DISTRICT),
    "registry:add": Row(DISTRICT, EVERYBODY - DISTRICT),
    "registry:facilities": Row(DISTRICT, EVERYBODY - DISTRICT),
    "registry:edit": Row(DISTRICT, NO_CENTRE, lambda s: CENTRE),
    "registry:merge": Row(DISTRICT, NO_CENTRE, lambda s: CENTRE),
    "registry:unmerge": Row(DISTRICT, NO_CENTRE, two_records),
    "registry:import": Row({"admin"}, ELSEWHERE),
    "registry:import_preview": Row({"admin"}, ELSEWHERE, a_file),
}
