"""Who is let in at this room's addresses (see tests/rooms/test_every_address.py)."""

from datetime import date
from typing import Any

from isaf.registers.models import Body, ProjectArea
from isaf.registers.services import add_body, add_organisation, add_project, add_targets, seat_person
from tests import make
from tests.rooms.test_every_address import EVERYBODY, Row

AREA, ORGANISATION, PROJECT = {"code": "010201"}, {"code": "daisy"}, {"code": "open-village"}
KEEPERS, NATIONAL = {"bopha", "admin"}, {"admin"}


def _council(scene: Any) -> Body:
    """The commune's council, whose chief sits there."""
    body = add_body(area=make.area("010201"), kind="council", since=date(2022, 6, 1), by=scene.people.admin)
    seat_person(
        seat=body.seats.get(office="chief"), name="Borin", since=date(2022, 6, 1), by=scene.people.admin
    )
    return body


def _target(scene: Any) -> ProjectArea:
    """Where an organisation worked last year, which nobody takes out any more."""
    here, by = make.area("010201"), scene.people.admin
    daisy = add_organisation(code="daisy", names={"en": "Daisy"}, works_in=[here], by=by)
    project = add_project(
        code="open-village", names={"en": "Open Village"}, lead=daisy, since=date(2024, 1, 1), by=by
    )
    return add_targets(project=project, implementer=daisy, areas=[here], year=2025, by=by)[0]


def _with_target(named: dict[str, str]) -> Any:
    def name(scene: Any) -> dict[str, str]:
        _target(scene)
        return named

    return name


ROWS = {
    "registers:organisations": Row(EVERYBODY, set()),
    "registers:add_organisation": Row(NATIONAL, set()),
    "registers:organisation": Row(EVERYBODY, set(), _with_target(ORGANISATION)),
    "registers:edit_organisation": Row(NATIONAL, set(), _with_target(ORGANISATION)),
    "registers:add_project": Row(NATIONAL, set()),
    "registers:project": Row(EVERYBODY, set(), _with_target(PROJECT)),
    "registers:edit_project": Row(NATIONAL, set(), _with_target(PROJECT)),
    "registers:add_targets": Row(NATIONAL, set(), _with_target(PROJECT)),
    "registers:remove_target": Row(NATIONAL, set(), lambda s: {"pk": _target(s).pk}, "post"),
    "registers:overlaps": Row(EVERYBODY - {"chan"}, named=lambda s: AREA),
    "registers:register": Row(EVERYBODY - {"chan"}, named=lambda s: AREA),
    "registers:register_csv": Row(EVERYBODY - {"chan"}, named=lambda s: AREA),
    "registers:add_body": Row(KEEPERS, named=lambda s: AREA),
    "registers:edit_body": Row(KEEPERS, named=lambda s: {"pk": _council(s).pk}),
    "registers:change_mandate": Row(KEEPERS, named=lambda s: {"pk": _council(s).pk}),
    "registers:add_seat": Row(KEEPERS, named=lambda s: {"pk": _council(s).pk}),
    "registers:seat": Row(KEEPERS, named=lambda s: {"pk": _council(s).seats.first().pk}),
    "registers:edit_term": Row(
        KEEPERS, named=lambda s: {"pk": _council(s).seats.get(office="chief").terms.get().pk}
    ),
}
