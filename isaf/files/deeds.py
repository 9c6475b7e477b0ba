"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "file.kept": gettext_noop("added a file."),
    "file.shown": gettext_noop("made the copy of a picture that everyone may see."),
    "file.withdrawn": gettext_noop("withdrew a file."),
}
