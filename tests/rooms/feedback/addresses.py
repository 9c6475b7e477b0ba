"""Who opens a citizen's question, and what everybody may."""

from isaf.feedback.services import ask
from isaf.places.selectors import facility_by_slug
from tests.rooms.rows import EVERYBODY, Row, Scene, public

OFFICE = {"slug": "ca-010201"}


def asked(scene: Scene) -> dict:
    office = facility_by_slug("ca-010201")
    return {"pk": ask(facility=office, year=2026, text="The fee is another one here.", language="en").pk}


def receipt(scene: Scene) -> dict:
    office = facility_by_slug("ca-010201")
    return {
        "code": ask(facility=office, year=2026, text="The fee is another one here.", language="en").receipt
    }


ROWS = {
    "feedback:ask": public(lambda s: {**OFFICE, "year": "2026"}),
    "feedback:lookup": public(),
    "feedback:receipt": public(receipt),
    "feedback:questions": Row(EVERYBODY, set()),
    "feedback:question": Row({"dara", "chief", "bopha", "admin"}, named=asked),
    "feedback:aside": Row({"bopha", "admin"}, named=asked, method="post"),
}
