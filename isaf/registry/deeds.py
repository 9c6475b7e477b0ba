"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "import_facilities": gettext_noop("brought in a list of facilities."),
    "import_organisations": gettext_noop("brought in a list of organisations."),
    "import_projects": gettext_noop("brought in a list of projects."),
    "import_targets": gettext_noop("brought in a list of where organisations work."),
    "year_handed_on": gettext_noop("handed the year on to the area that followed."),
}
