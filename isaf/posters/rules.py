"""Which year speaks, what comes first, how long a text may be, how a short message is cut. Pure rules."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

PAPERS = {"A4": (210, 297), "A3": (297, 420), "A1": (594, 841)}  # millimetres, upright

STATUS_ORDER = ("completed", "in_progress", "not_started", "postponed", "referred", "cancelled")
"""What was done comes first on a wall, what was given up last (ours)."""

LONG = 150  # signs of one text on a poster: ours; the page at the address has all of it
PLAIN_SIGNS = (160, 153)  # of one short message, and of each part of a longer one, in GSM 7 bits
WIDE_SIGNS = (70, 67)  # the same where a sign needs 16 bits, as all of Khmer does (3GPP TS 23.038, 23.040)
_GSM = frozenset(
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5_ \u00c6\u00e6\u00df\u00c9"
    "!\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bf"
    "abcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0"
)


def results_year(wanted: int, opened: Collection[int]) -> int | None:
    """The year whose results stand on the poster: its own when they are open, else the last one before it.

    >>> results_year(2026, {2024, 2025}), results_year(2025, {2024, 2025, 2026}), results_year(2023, {2024})
    (2025, 2025, None)
    """
    return max((year for year in opened if year <= wanted), default=None)


def status_rank(status: str) -> int:
    """The place of a status on the poster; a word that is not known comes last.

    >>> status_rank("completed"), status_rank("referred"), status_rank("new")
    (0, 4, 6)
    """
    return STATUS_ORDER.index(status) if status in STATUS_ORDER else len(STATUS_ORDER)


def ranks(weights: Sequence[float]) -> list[int]:
    """For each row how many rows matter more, the first of equals before: which rows go when room is short.

    >>> ranks([5, 9, 5])
    [1, 0, 2]
    """
    order = sorted(range(len(weights)), key=lambda place: -weights[place])
    return [order.index(place) for place in range(len(weights))]


def shorten(text: str, most: int = LONG) -> str:
    """A long text up to its last space before ``most`` signs, with three dots; never inside a written cluster.

    >>> shorten("one two three", 9), shorten("one", 9), shorten("abcdefgh", 5)
    ('one two…', 'one', 'abcd…')
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at = max(text.rfind(" ", 0, most), text.rfind("\u200b", 0, most))
    if at < most // 2:
        at = len(head)
        while at > 1 and not _may_cut(text, at):
            at -= 1
    return head[:at].rstrip(" \u200b,;:-") + "…"


def _may_cut(text: str, at: int) -> bool:
    """Whether a written cluster ends before ``at``: no mark follows and no joining sign (virama) stands before."""
    joins = unicodedata.combining(text[at - 1]) == 9
    return not joins and unicodedata.category(text[at])[0] != "M"


def wordings(text: str, languages: Sequence[str]) -> dict[str, str]:
    """What a person typed in every language of the country, with a middle dot between, in the country's order.

    Only where each part is in an alphabet of its own; any other text is one text for every reader (ours).

    >>> wordings("\u1785\u1793\u17d2\u1791 \u00b7 Monday", ("km", "en"))["en"], wordings("A \u00b7 B", ("km", "en"))
    ('Monday', {})
    """
    parts = [part.strip() for part in text.split("\u00b7")]
    alphabets = [alphabet(part) for part in parts]
    if len(parts) != len(languages) or len(set(alphabets)) != len(parts) or "" in alphabets:
        return {}
    return dict(zip(languages, parts, strict=True))


def alphabet(text: str) -> str:
    """The alphabet of the first letter, as LATIN; empty without a letter.

    >>> alphabet("7:30 Monday"), alphabet("012 000 000")
    ('LATIN', '')
    """
    return next((unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha()), "")


@dataclass(frozen=True)
class Short:
    """A short message and in how many parts a phone sends it; ``signs`` counts 16-bit units in wide alphabets."""

    text: str
    signs: int
    parts: int


def count_parts(text: str) -> Short:
    """How a phone cuts a text: 160 signs in its own alphabet, 70 in all others; fewer in each of several parts.

    >>> count_parts("a" * 160).parts, count_parts("a" * 161).parts, count_parts("\\u1780" * 71).parts
    (1, 2, 2)
    """
    is_plain = all(sign in _GSM for sign in text)
    one, each = PLAIN_SIGNS if is_plain else WIDE_SIGNS
    signs = len(text) if is_plain else len(text.encode("utf-16-le")) // 2
    return Short(text, signs, 1 if signs <= one else -(-signs // each))


def fitting(sentences: Iterable[str], end: str, parts: int) -> Short:
    """As many whole sentences as ``parts`` short messages hold, with ``end`` always behind them.

    >>> fitting(["One.", "b" * 160], "end", 1).text
    'One. end'
    """
    kept: list[str] = []
    for sentence in sentences:
        if count_parts(" ".join([*kept, sentence, end])).parts > parts:
            break
        kept.append(sentence)
    return count_parts(" ".join([*kept, end]))


def languages_asked(asked: str, known: Sequence[str]) -> tuple[str, ...] | None:
    """The languages in the country's order; None when one is not known.

    >>> languages_asked("en+km", ("km", "en")), languages_asked("fr", ("km", "en"))
    (('km', 'en'), None)
    """
    wanted = re.split(r"[+ ]", asked)
    if not set(wanted) <= set(known):
        return None
    return tuple(language for language in known if language in wanted)


def file_name(facility: str, year: int, paper: str, languages: Iterable[str]) -> str:
    """The name of a poster's file, the same for the same poster.

    >>> file_name("ca-010201", 2025, "A3", ("km", "en"))
    'ca-010201-2025-A3-km+en.pdf'
    """
    return f"{facility}-{year}-{paper}-{'+'.join(languages)}.pdf"
