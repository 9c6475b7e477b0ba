"""What was taken back, so that a page can say so in place of it."""

from isaf.audit.models import Version
from isaf.audit.selectors import last_withdrawal, versions_of
from isaf.places.models import Facility
from isaf.places.selectors import figures_origin

from .models import InformationSheet
from .selectors import KIND


def withdrawn_version(facility: Facility, year: int, number: int | None = None) -> Version | None:
    """The newest version of the year where it was taken back, or the numbered one; None where it was not."""
    sheets = InformationSheet.objects.filter(
        facility=facility, cycle__year=year, cycle__origin=figures_origin()
    )
    sheet = sheets.order_by("-cycle__round").only("pk").first()
    if sheet is None:
        return None
    if number is None:
        return last_withdrawal(KIND, str(sheet.pk))
    return versions_of(KIND, str(sheet.pk)).filter(number=number, withdrawn_at__isnull=False).first()
