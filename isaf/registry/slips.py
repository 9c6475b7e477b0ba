"""The slips of people whom a command made: the paper, with the addresses under which they choose a password."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from isaf.country.current import pack
from isaf.kit.clock import now
from isaf.people.selectors import slip_in_force
from isaf.people.slip_pdf import slips_pdf


def printed(codes: Sequence[str], language: str) -> bytes:
    """The PDF of these slips, in a language of the country."""
    language = language if language in pack().languages else pack().default_language
    with override(language):
        found = [(slip_in_force(code, now()), code, _address(code)) for code in codes]
    return slips_pdf([(slip, code, address) for slip, code, address in found if slip], language)


def _address(code: str) -> str:
    return settings.ISAF_URL + reverse("people:invitation", args=[code])
