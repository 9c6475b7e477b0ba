"""What a citizen may send, how a receipt looks, and by when an answer is due. Numbers of days and letters are ours."""

import re
import unicodedata
from datetime import date, timedelta

from isaf.kit.numerals import latin_digits
from isaf.kit.problems import Problem

from . import problems as p

LEAST, MOST = 10, 600  # letters of a question
DAYS_TO_ANSWER = 15
DAYS_TO_REVIEW = 7
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another one
RECEIPT = 8  # letters: 6 times 10 to the 11th codes

_LINK = re.compile(r"(?i)https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|info|me|kh|ru|cn)\b")
_NUMBER = re.compile(r"(?:\d[\s.\-/]?){8,}")
_NO_PHONE = re.compile(  # sums with groups of three, days, years
    r"(?<!\d)(?:[1-9]\d{0,2}(?:[.,]\d{3})+|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:19|20)\d\d)(?![\d.,]\d)"
)


def judge_text(text: str) -> list[Problem]:
    """Everything that keeps a text from being sent: too short, too long, a telephone number, a link.

    A sum such as 25,000,000 or 25.000.000 is no telephone number, nor are days and years.

    >>> [one.code for one in judge_text("Call 012 345 678, see www.example.com")]
    ['question_holds_number', 'question_holds_link']
    >>> judge_text("The fee is 2,000 here, not 10,000,000."), [one.code for one in judge_text("No")]
    ([], ['question_too_short'])
    >>> judge_text("25.000.000 petals in 2023 2024 2025, not 142.440.000"), judge_text("From 2025-01-02 to 31/12/2025")
    ([], [])
    >>> [one.code for one in judge_text("Ask 2012.345.678 or 092 45 67 89")]
    ['question_holds_number']
    """
    said = text.strip()
    found: list[Problem] = []
    if len(said) < LEAST:
        found.append(p.TextTooShort())
    if len(said) > MOST:
        found.append(p.TextTooLong(most=MOST, n=len(said)))
    if _NUMBER.search(_NO_PHONE.sub("#", latin_digits(said))):
        found.append(p.HoldsNumber())
    if _LINK.search(said):
        found.append(p.HoldsLink())
    return found


def write_receipt(numbers: bytes) -> str:
    """A receipt code from random bytes, one letter each.

    >>> write_receipt(bytes(range(8))), write_receipt(bytes([29, 30, 255, 0, 1, 2, 3, 4]))
    ('23456789', 'Z2H23456')
    """
    return "".join(LETTERS[number % len(LETTERS)] for number in numbers[:RECEIPT])


def read_receipt(typed: str) -> str:
    """A receipt as a person types it: any case, blanks, hyphens, digits of any script.

    >>> read_receipt(" 2k4m-9xyz "), read_receipt("\\u17e2k4m 9xyz")
    ('2K4M9XYZ', '2K4M9XYZ')
    """
    plain = unicodedata.normalize("NFKC", latin_digits(typed)).upper()
    return "".join(letter for letter in plain if letter in LETTERS)[: RECEIPT + 1]


def show_receipt(code: str) -> str:
    """In two halves, as it is read aloud.

    >>> show_receipt("2K4M9XYZ")
    '2K4M-9XYZ'
    """
    return f"{code[:4]}-{code[4:]}"


def is_answer_late(asked_on: date, today: date) -> bool:
    """True from the day after the last day to answer.

    >>> is_answer_late(date(2026, 3, 1), date(2026, 3, 16)), is_answer_late(date(2026, 3, 1), date(2026, 3, 17))
    (False, True)
    """
    return today > asked_on + timedelta(days=DAYS_TO_ANSWER)


def is_review_late(answered_on: date, today: date) -> bool:
    """The same for the review of an answer.

    >>> is_review_late(date(2026, 3, 1), date(2026, 3, 8)), is_review_late(date(2026, 3, 1), date(2026, 3, 9))
    (False, True)
    """
    return today > answered_on + timedelta(days=DAYS_TO_REVIEW)
