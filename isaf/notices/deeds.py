"""How the deeds of this room read. What a letter says never stands in them."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "letter.queued": gettext_noop("wrote a letter."),
    "letter.sent": gettext_noop("sent a letter."),
    "letter.failed": gettext_noop("could not send a letter."),
    "letter.expired": gettext_noop("let a letter go that had grown too old."),
    "letter.cancelled": gettext_noop("cancelled a letter."),
    "letter.tried_again": gettext_noop("put a letter back into the outbox."),
    "letter.choice": gettext_noop("chose whether letters are wanted."),
}
