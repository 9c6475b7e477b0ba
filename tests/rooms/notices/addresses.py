"""Who opens the outbox, and everyone's own letters."""

from isaf.kit.work import WorkItem
from isaf.notices.services import queue
from tests.rooms.rows import EVERYBODY, Row, Scene

SEE_THE_NATION = {"admin", "vanna", "head", "director"}
ELSEWHERE = EVERYBODY - SEE_THE_NATION


def a_letter(scene: Scene) -> dict:
    item = WorkItem(scene.year.opened_on, "Check the sheet", "Lotus", "Check", "/en/work/")
    context = {"name": "Dara", "items": [item]}
    kept = queue(
        to=scene.people.dara, letter="notices/letters/work_waits.txt", context=context, matter="work"
    )
    return {"pk": kept.pk}


ROWS = {
    "notices:mine": Row(EVERYBODY, set()),
    "notices:outbox": Row({"admin"}, ELSEWHERE),
    "notices:send_now": Row({"admin"}, ELSEWHERE, method="post"),
    "notices:try_again": Row({"admin"}, ELSEWHERE, a_letter, "post"),
    "notices:cancel": Row({"admin"}, ELSEWHERE, a_letter, "post"),
}
