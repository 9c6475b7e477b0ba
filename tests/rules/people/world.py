"""A little country for the judge: one district in the middle, and a commune far away."""

from isaf.country.pack import Role
from isaf.people.rules import Held, Place

HEALTH = "OD-1"
PLACES = {
    "nation": Place(("",)),
    "province": Place(("01",)),
    "district": Place(("0102",)),
    "commune": Place(("010201",)),
    "village": Place(("01020101",)),
    "neighbour": Place(("010202",)),
    "far commune": Place(("020101",)),
    "province office": Place(("01",), "pa-01", "pa"),
    "district office": Place(("0102",), "da-0102", "da"),
    "commune office": Place(("010201",), "ca-010201", "ca"),
    "neighbour office": Place(("010202",), "ca-010202", "ca"),
    "health centre": Place(("010201", "010202"), "hc-010201", "hc", HEALTH),
    "school": Place(("010201",), "ps-1", "ps"),
    "far office": Place(("020101",), "ca-020101", "ca"),
    "far health centre": Place(("020101",), "hc-020101", "hc", "OD-2"),
}
SCOPES = {
    "nation": {"area_codes": ("",)},
    "province": {"area_codes": ("01",)},
    "district": {"area_codes": ("0102",)},
    "commune": {"area_codes": ("010201",)},
    "village": {"area_codes": ("01020101",)},
    "province office": {"facility": "pa-01", "facility_codes": ("01",)},
    "district office": {"facility": "da-0102", "facility_codes": ("0102",)},
    "health centre": {"facility": "hc-010201", "facility_codes": ("010201", "010202")},
    "school": {"facility": "ps-1", "facility_codes": ("010201",)},
    "organisation in the commune": {"area_codes": ("010201",)},
    "operational district": {"operational_district": HEALTH},
}


def hold(role: Role, scope: str, **more) -> Held:
    """The role as the pack gives it, held in one of the scopes above."""
    given = {"side": role.side, "verbs": role.verbs, "services": role.services, "reach": role.reach}
    return Held(role.id, **{**given, **SCOPES[scope], **more})
