"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "open_cycle": gettext_noop("opened the year %(year)s with %(targets)s facilities on the target list."),
    "close_cycle": gettext_noop("closed the year on %(on)s."),
    "reopen_cycle": gettext_noop("opened the closed year again."),
    "add_target": gettext_noop("put on the target list: %(facility)s."),
    "remove_target": gettext_noop("took from the target list: %(facility)s."),
    "change_target": gettext_noop("changed the villages or implementers of %(facility)s."),
    "start_step": gettext_noop("wrote down that a step began on %(on)s: %(step)s."),
    "end_step": gettext_noop("wrote down that a step was done on %(on)s: %(step)s."),
    "set_step_days": gettext_noop("wrote the real days of a step: %(step)s."),
    "postpone_step": gettext_noop("gave a step new days: %(step)s."),
}

FIELDS: dict[str, str] = {
    "planned_from": gettext_noop("First planned day"),
    "planned_to": gettext_noop("Last planned day"),
    "started_on": gettext_noop("Began on"),
    "ended_on": gettext_noop("Done on"),
    "closed_on": gettext_noop("Closed on"),
}
