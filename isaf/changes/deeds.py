"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "ask_change": gettext_noop("asked for a change."),
    "accept_change": gettext_noop("accepted the change that was asked for."),
    "refuse_change": gettext_noop("refused the change that was asked for."),
    "take_back_change": gettext_noop("took the asked change back."),
    "read_answer": gettext_noop("read the answer."),
}
