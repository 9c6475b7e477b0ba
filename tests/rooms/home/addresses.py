"""Pages of the house that everyone may read."""

from tests.rooms.rows import public

ROWS = {"home:waiting_words": public()}
