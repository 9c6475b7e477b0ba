"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "add_account": gettext_noop("made the account."),
    "give_role": gettext_noop("gave the role: %(role)s."),
    "end_role": gettext_noop("ended the role: %(role)s."),
    "confirm_role": gettext_noop("confirmed the role: %(role)s."),
    "make_slip": gettext_noop("made a slip for a password."),
    "set_password": gettext_noop("set the password."),
    "disable_account": gettext_noop("disabled the account."),
    "enable_account": gettext_noop("enabled the account."),
    "start_administration": gettext_noop("began a session with an administrator's power."),
    "end_administration": gettext_noop("ended a session with an administrator's power."),
    "add_organisation": gettext_noop("added the organisation."),
    "organisation.followed": gettext_noop("let the organisation go on in the area that followed."),
}
