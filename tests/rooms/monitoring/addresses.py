"""Who is let in at the addresses of the board (see tests/rooms/test_every_address.py)."""

from tests.rooms.test_every_address import AREA, EVERYBODY, OF_THE_PLACE, Row

ROWS = {
    "monitoring:board": Row(EVERYBODY, set()),
    "monitoring:board_csv": Row(EVERYBODY, set()),
    "monitoring:board_area": Row(OF_THE_PLACE, named=lambda s: AREA),
    "monitoring:board_area_csv": Row(OF_THE_PLACE, named=lambda s: AREA),
}
