"""What a slip of paper says."""

from typing import Any

import segno

from .models import Account
from .rules import slip_in_groups


def slip_page(person: Account, code: str, address: str) -> dict[str, Any]:
    """The slip's person, its code in groups, its address, and the same as a picture to scan."""
    return {
        "person": person,
        "code": slip_in_groups(code),
        "address": address.replace(code, slip_in_groups(code)),
        **_picture(address),
        "expires_at": person.slips.filter(over_at=None).get().expires_at,
    }


def _picture(address: str) -> dict[str, Any]:
    """An address as a QR code: the squares of one drawn path, and how many stand in a row."""
    rows = list(segno.make(address, error="m").matrix_iter(border=2))
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return {"squares": "".join(squares), "side": len(rows)}
