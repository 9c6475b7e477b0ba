"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "establish": gettext_noop("set this server up."),
    "load_gazetteer": gettext_noop("loaded the list of places that comes with the program."),
    "import_gazetteer": gettext_noop("brought in a list of units as of %(as_of)s."),
    "add_area": gettext_noop("added the area."),
    "end_area": gettext_noop("wrote down that the area ended on %(on)s."),
    "hand_on_area": gettext_noop("handed the offices of the ended area on."),
    "add_facility": gettext_noop("added the facility."),
    "update_facility": gettext_noop("changed the particulars of the facility."),
    "merge_facilities": gettext_noop("joined two records of one facility: %(merged)s into %(kept)s."),
    "unmerge_facilities": gettext_noop("took two joined records apart: %(merged)s and %(kept)s."),
    "name_operational_district": gettext_noop("named an operational district."),
}

FIELDS: dict[str, str] = {
    "names": gettext_noop("Name"),
    "host": gettext_noop("Area where it stands"),
    "served": gettext_noop("Other areas it serves"),
    "operational_district": gettext_noop("Operational district code"),
    "latitude": gettext_noop("Latitude"),
    "longitude": gettext_noop("Longitude"),
    "valid_from": gettext_noop("First day"),
    "valid_to": gettext_noop("Last day"),
}
