"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "import_facilities": gettext_noop("brought in a list of facilities."),
    "year_handed_on": gettext_noop("handed the year on to the area that followed."),
}
