"""Who is let in at the addresses of histories, requests and withdrawals (see tests/rooms/test_every_address.py)."""

from isaf.changes.models import ChangeRequest
from isaf.changes.services import ask
from tests.rooms.rows import EVERYBODY, NO_CENTRE, NO_OFFICE, OF_THE_PLACE, Row, Scene, of_year

CENTRE = "hc-010201"
WORKS_IN_THE_YEAR = {"sokha", "dara", "chief", "committee", "bopha", "admin"}
READS_ONLY = {"council", "vanna", "reviewer"}


def asked(scene: Scene) -> ChangeRequest:
    """The clerk asks to take the school from the list; the district decides."""
    wanted = {"ps-0102011": "not_listed"}
    return ask(kind="targets", subject=scene.year, wanted=wanted, reason="Closed.", by=scene.people.dara)


ROWS = {
    "changes:history": Row(OF_THE_PLACE, named=lambda s: {"kind": "year", "key": str(s.year.pk)}),
    "changes:requests": Row(EVERYBODY, set()),
    "changes:request": Row(
        {"dara", "bopha", "admin"}, EVERYBODY - {"dara", "bopha", "admin"}, lambda s: {"pk": asked(s).pk}
    ),
    "changes:take_back": Row(
        {"dara"}, EVERYBODY - {"dara", "bopha", "admin"}, lambda s: {"pk": asked(s).pk}, "post"
    ),
    "changes:read": Row(
        {"dara"}, EVERYBODY - {"dara", "bopha", "admin"}, lambda s: {"pk": asked(s).pk}, "post"
    ),
    "changes:ask_facility": Row({"head", "bopha", "admin"}, NO_CENTRE, lambda s: {"slug": CENTRE}),
    "changes:ask_reopen": of_year(set(), {"chan"} | WORKS_IN_THE_YEAR),
    "changes:ask_targets": of_year(WORKS_IN_THE_YEAR),
    "changes:withdraw": of_year({"bopha", "admin"}, NO_OFFICE, slug="ca-010201"),
    "changes:withdraw_plan": of_year(set(), {"council", "chan"}),
}
