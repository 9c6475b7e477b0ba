"""What a report says of each row. Names stand in for whichever language is read; see ``reporting.told``."""

from collections.abc import Mapping

from isaf.kit.problems import gettext_noop

NEW = gettext_noop("New: %(name)s (%(type)s).")
PAST = gettext_noop("A unit of the past: the complete list of %(day)s does not have it. It is kept as ended.")
RENAMED = gettext_noop("Called %(old)s until now, then %(name)s.")
MOVED = gettext_noop("%(name)s had the code %(old)s until now.")
RETYPED = gettext_noop("%(name)s was of the kind %(old)s and is now %(type)s.")
AGAIN = gettext_noop("%(name)s had ended on %(day)s and is there again.")
ENDED = gettext_noop("The list does not have %(name)s any more.")
FOLLOWED = gettext_noop("The list does not have %(name)s any more. What followed: %(new)s (%(relation)s).")
SAME = gettext_noop("Nothing changes.")
OLDER = gettext_noop("Nothing changes: what is kept was said on %(day)s, after this list.")
NEW_FACILITY = gettext_noop("New: %(name)s, in %(place)s.")
MOVED_TO = gettext_noop("%(name)s stands in %(place)s from now on.")
CHANGED = gettext_noop("%(name)s: other details change.")
NEW_ACCOUNT = gettext_noop("New account: %(name)s, %(role)s, %(scope)s.")
NEW_RECORD = gettext_noop("New: %(name)s.")
MENDED = gettext_noop("%(name)s: its names or details change.")
NEW_TARGET = gettext_noop("%(name)s works in %(place)s in %(year)s.")
CLOSED = gettext_noop("%(name)s: its last day is %(day)s.")

CHANGES = {
    "read": gettext_noop("rows read"),
    "added": gettext_noop("added"),
    "renamed": gettext_noop("renamed"),
    "moved": gettext_noop("moved"),
    "changed": gettext_noop("changed"),
    "ended": gettext_noop("ended"),
    "same": gettext_noop("unchanged"),
    "refused": gettext_noop("refused"),
}


class Relation(str):
    """The word for how a unit followed another; it is translated where it is told."""

    __slots__ = ()


def both_names(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The names before and after, in the languages in which they differ.

    >>> both_names({"en": "A", "fr": "B"}, {"en": "A", "fr": "C"})
    {'old': {'fr': 'B'}, 'name': {'fr': 'C'}}
    """
    changed = [language for language in new if new[language] != old.get(language)]
    before = {language: old[language] for language in changed if language in old}
    return {"old": before or old, "name": {language: new[language] for language in changed} or new}
