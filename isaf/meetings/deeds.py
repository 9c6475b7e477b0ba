"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "plan_meeting": gettext_noop("planned the meeting."),
    "hold_meeting": gettext_noop("recorded that the meeting was held on %(on)s."),
    "cancel_meeting": gettext_noop("cancelled the meeting."),
    "hang_poster": gettext_noop("recorded where a poster hangs."),
    "take_down_poster": gettext_noop("recorded that a poster does not hang any more."),
}
