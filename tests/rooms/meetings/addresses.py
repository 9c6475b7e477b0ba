"""Who sees where posters hang, and who says that one does not hang any more."""

from datetime import date

from isaf.meetings.services import hang_poster
from isaf.places.selectors import facility_by_slug
from tests.rooms.rows import OF_THE_PLACE, Row, Scene, of_year

RECORDERS = {"sokha", "dara", "bopha", "admin"}


def hanging(scene: Scene) -> dict:
    centre = facility_by_slug("hc-010201")
    posting = hang_poster(
        cycle=scene.year, facility=centre, place="Market", hung_on=date(2026, 6, 1), by=scene.people.sokha
    )
    return {"pk": posting.pk}


ROWS = {
    "meetings:postings": of_year(OF_THE_PLACE),
    "meetings:take_down": Row(RECORDERS, named=hanging, method="post"),
}
