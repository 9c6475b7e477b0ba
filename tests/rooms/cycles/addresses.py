"""Who is let in at the addresses of a year's steps and target list (see tests/rooms/test_every_address.py)."""

from tests.rooms.test_every_address import DISTRICT, OF_THE_PLACE, of_year

ROWS = {
    "cycles:steps": of_year(OF_THE_PLACE),
    "cycles:days": of_year(DISTRICT, step="training"),
    "cycles:postpone": of_year(DISTRICT, step="training"),
    "cycles:targets": of_year(OF_THE_PLACE),
    "cycles:add_target": of_year(DISTRICT),
    "cycles:change_target": of_year(DISTRICT, slug="hc-010201"),
    "cycles:remove_target": of_year(DISTRICT, slug="hc-010201"),
}
