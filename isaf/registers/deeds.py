"""How the deeds of this room read. Telephone numbers never stand in them."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "body.added": gettext_noop("added the body."),
    "body.edited": gettext_noop("changed the body."),
    "body.followed": gettext_noop("let the body go on in the area that followed."),
    "mandate.changed": gettext_noop("wrote down a change of mandate on %(on)s."),
    "seat.added": gettext_noop("added a seat to the body."),
    "seat.filled": gettext_noop("wrote down who holds the seat from %(since)s."),
    "seat.handed_over": gettext_noop("wrote down who took over the seat on %(since)s."),
    "term.corrected": gettext_noop("corrected a term of office."),
    "term.ended": gettext_noop("ended a term of office."),
    "register.phones_read": gettext_noop("looked at the telephone numbers of the register."),
    "register.phones_taken": gettext_noop("took the register with its telephone numbers as a file."),
    "organisation.edited": gettext_noop("changed the organisation."),
    "project.added": gettext_noop("added the project."),
    "project.edited": gettext_noop("changed the project."),
    "target_area.added": gettext_noop("added a target area of the year %(year)s."),
    "target_area.removed": gettext_noop("took out a target area of the year %(year)s."),
    "target_area.followed": gettext_noop("let a target area go on in the area that followed."),
}
