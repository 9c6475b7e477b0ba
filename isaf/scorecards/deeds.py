"""How the deeds of this room read. No count of votes ever stands in them."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "record_sheet": gettext_noop("sent in the sheet."),
    "approve_sheet": gettext_noop("reviewed and approved the sheet."),
    "moderate_sheet": gettext_noop("decided which words of the sheet may be shown."),
    "return_sheet": gettext_noop("sent the sheet back."),
    "passed_remark": gettext_noop("let a remark of the sheet be shown."),
    "held_back_remark": gettext_noop("held a remark of the sheet back."),
}
