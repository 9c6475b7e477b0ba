"""How the deeds of this room read. What was asked, and by whom, never stands in them."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "ask_question": gettext_noop("took in a question of a citizen."),
    "answer_question": gettext_noop("answered a question of a citizen."),
    "set_aside_question": gettext_noop("set a question of a citizen aside."),
    "review_question": gettext_noop("read a question before it is shown."),
}
