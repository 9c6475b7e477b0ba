"""How the deeds of this room read. Figures are told by the form that was frozen with the year."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "save_information": gettext_noop("saved the information sheet."),
    "import_information": gettext_noop("brought the information sheet in from a workbook."),
    "answer_information": gettext_noop("answered a comment of the checker."),
    "submit_information": gettext_noop("submitted the information sheet for checking."),
    "send_back_information": gettext_noop("sent the information sheet back."),
    "publish_information": gettext_noop(
        "checked the information sheet and published it as version %(version)s."
    ),
    "correct_information": gettext_noop("opened the published information sheet for a correction."),
    "withdraw_information": gettext_noop("withdrew the published information sheet, version %(version)s."),
}
