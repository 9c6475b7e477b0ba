"""The public addresses that came after the first year: all for everybody."""

from tests.rooms.rows import public

AREA = {"code": "010201"}
ROWS = {
    "publishing:nation_informed": public(),
    "publishing:nation_informed_csv": public(),
    "publishing:service": public(lambda s: {"service": "hc"}),
    "publishing:service_area": public(lambda s: {"service": "hc", **AREA}),
    "publishing:informed": public(lambda s: AREA),
    "publishing:informed_csv": public(lambda s: AREA),
}
