"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "add_device": gettext_noop("added a phone: %(name)s."),
    "withdraw_device": gettext_noop("withdrew a phone: %(reason)s"),
    "purge_inbox": gettext_noop("emptied %(count)s old papers of the inbox; their digests stay."),
}

FIELDS: dict[str, str] = {}
