"""Slips as paper to cut, in the language of those who get them."""

from pathlib import Path
from typing import Any

import segno
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from isaf.kit.paper import print_pdf
from isaf.kit.saying import as_written

from .models import Slip
from .rules import slip_in_groups


def slips_pdf(slips: list[tuple[Slip, str, str]], language: str) -> bytes:
    """The PDF of slips, six a page; each given with its code and the address where it leads."""
    with override(language):
        data = {
            "language": language,
            "title": _("Slip for a password"),
            "words": {
                "name": _("Name"),
                "username": _("User name"),
                "code": _("Code"),
                "until": _("Works until"),
                "how": _(
                    "Open this address, or scan the picture, and choose a password. The code works once."
                ),
                "keep": _("Give this paper to nobody. Tear it up when the password is set."),
            },
            "slips": [_told(*one) for one in slips],
        }
    return print_pdf(Path(__file__).parent / "slips.typ", data)


def _told(slip: Slip, code: str, address: str) -> dict[str, Any]:
    return {
        "name": slip.person.name,
        "username": slip.person.username,
        "code": slip_in_groups(code),
        "address": address.replace(code, slip_in_groups(code)),
        "until": as_written(localtime(slip.expires_at).date()),
        "picture": segno.make(address, error="m").svg_inline(border=0, scale=4),
    }
