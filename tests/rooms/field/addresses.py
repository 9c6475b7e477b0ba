"""Who opens pages about phones; what phones ask."""

from uuid import UUID

from isaf.inbox.services import add_device
from tests.rooms.rows import EVERYBODY, Row, Scene, of_phones, public

PAPER = {"paper_id": UUID(int=7)}


def own_phone(scene: Scene) -> dict:
    device, _secret = add_device(name="Nokia", by=scene.people.sokha)
    return {"pk": device.pk}


ROWS = {
    "field:app": public(),
    "field:worker": public(),
    "field:manifest": public(),
    "field:phones": Row(EVERYBODY, set()),
    "field:withdraw": Row({"sokha", "admin"}, EVERYBODY - {"sokha", "admin"}, own_phone),
    "field:board": Row({"sokha", "reviewer"}, {"chan"}, lambda s: {"code": "010201"}),
    "sync:sheet": of_phones(lambda s: PAPER),
    "sync:places": of_phones(),
    "sync:kit": of_phones(),
}
