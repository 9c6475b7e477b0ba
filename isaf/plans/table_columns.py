"""The columns of a table of lines, and every word that names one."""

import re

from django.utils.translation import gettext, gettext_noop, override

from isaf.country.current import pack

LABELS = {
    "number": gettext_noop("No."),
    "title": gettext_noop("Agreed action"),
    "section": gettext_noop("Section"),
    "facility": gettext_noop("Facility"),
    "proposer": gettext_noop("Proposer"),
    "responds_to": gettext_noop("Target responded to"),
    "location": gettext_noop("Place"),
    "quantity": gettext_noop("Quantity"),
    "unit": gettext_noop("Unit"),
    "start_on": gettext_noop("Starts on"),
    "end_on": gettext_noop("Due on"),
    "beneficiaries": gettext_noop("Beneficiaries"),
    "beneficiaries_female": gettext_noop("Women"),
    "cost": gettext_noop("Cost"),
    "lead": gettext_noop("Who leads it"),
    "collaborators": gettext_noop("Together with"),
    "theme": gettext_noop("What it is about"),
    "action": gettext_noop("Code of the action"),
}
OFFICIAL = (
    "number", "title", "proposer", "responds_to", "location", "quantity", "unit", "start_on", "end_on",
    "beneficiaries", "beneficiaries_female", "cost", "lead",
)  # fmt: skip
_IN_PACK = {"activity": "title", "target": "responds_to", "start": "start_on", "end": "end_on"}


def headings() -> dict[str, str]:
    """Every word that names a column: its id, its label and the official form's, in each language."""
    found = {name: name for name in LABELS}
    for column in pack().plan_columns:
        name = _IN_PACK.get(column.id, column.id)
        found |= {plain(word): name for word in column.names.values() if name in LABELS}
    for language in pack().languages:
        with override(language):
            found |= {plain(gettext(label)): name for name, label in LABELS.items()}
    return found


def plain(word: str) -> str:
    """A heading as it is compared: without what stands in brackets, which is a unit."""
    return re.sub(r"\s*\(.*\)\s*$", "", " ".join(word.split())).casefold()
