"""Who may do what, as plain values: a held role covers a place, and gives its verbs there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from isaf.kit.numerals import latin_digits


@dataclass(frozen=True)
class Place:
    """What the judge needs to know of an area or a facility.

    ``codes`` are the area itself, or the host and every area that a facility serves.
    """

    codes: tuple[str, ...]
    facility: str = ""  # slug
    service: str = ""
    operational_district: str = ""


@dataclass(frozen=True)
class Held:
    """A role as held: its verbs and its scope. Organisations are given as the areas they work in."""

    role: str
    side: str
    verbs: frozenset[str]
    area_codes: tuple[str, ...] = ()
    facility: str = ""
    facility_codes: tuple[str, ...] = ()
    operational_district: str = ""
    services: tuple[str, ...] = ()
    reach: str = "below"
    since: date = date.min
    until: date | None = None


READS_AROUND_A_FACILITY = frozenset({"area.read", "plan.read"})
"""What a head or director may do in the areas the facility serves: see that area's work and plan."""


def is_current(held: Held, today: date) -> bool:
    """True from the first to the last day, both included.

    >>> is_current(Held("x", "supply", frozenset(), since=date(2026, 1, 1)), date(2025, 12, 31))
    False
    """
    return held.since <= today and (held.until is None or today <= held.until)


def covers(held: Held, place: Place, verb: str) -> bool:
    """True when the scope of the held role reaches the place.

    A role in an area reaches everything below it, or with the reach "own" only the area itself and what
    stands there; one that names services reaches only such facilities.

    >>> clerk = Held("clerk", "supply", frozenset({"information.edit"}), ("010201",), services=("ca",))
    >>> covers(clerk, Place(("010201",), "ca-010201", "ca"), "information.edit")
    True
    >>> covers(clerk, Place(("010201",), "hc-1", "hc"), "information.edit")
    False
    """
    if held.services and place.service and place.service not in held.services:
        return False
    if held.facility:
        if place.facility:
            return held.facility == place.facility
        return verb in READS_AROUND_A_FACILITY and any(
            code == own or own.startswith(code) for own in held.facility_codes for code in place.codes
        )
    if held.operational_district:
        return bool(place.facility) and held.operational_district == place.operational_district
    if held.reach == "own":
        return bool(set(held.area_codes) & set(place.codes))
    return any(code.startswith(scope) for scope in held.area_codes for code in place.codes)


def with_taken_on(codes: tuple[str, ...], taken_on: Iterable[tuple[str, str]], reach: str) -> tuple[str, ...]:
    """The areas of a role and the ended units that they, or areas below them, took on (pairs of old and new).

    >>> with_taken_on(("0103",), [("010207", "010301"), ("020101", "020201")], "below")
    ('0103', '010207')
    >>> with_taken_on(("0103",), [("010207", "010301")], "own"), with_taken_on(("01",), [("010207", "010301")], "below")
    (('0103',), ('01',))
    """
    found = []
    for old, new in taken_on:
        reached = new in codes if reach == "own" else any(new.startswith(code) for code in codes)
        known = reach != "own" and any(old.startswith(code) for code in codes)
        if reached and not known:
            found.append(old)
    return (*codes, *sorted(found))


def allows(held: Iterable[Held], place: Place, verb: str, today: date) -> bool:
    """True when one of the held roles gives the verb at the place today.

    >>> head = Held("head", "supply", frozenset({"information.edit"}), facility="hc-1", until=date(2026, 6, 30))
    >>> place = Place(("010201",), "hc-1", "hc")
    >>> [allows([head], place, "information.edit", date(2026, month, 1)) for month in (6, 7)]
    [True, False]
    >>> allows([head], place, "sheet.review", date(2026, 6, 1))
    False
    """
    return any(h for h in held if verb in h.verbs and is_current(h, today) and covers(h, place, verb))


def is_bound_to(held: Iterable[Held], place: Place, today: date) -> bool:
    """True when a person serves the scored administration: a supply-side role that covers the facility.

    Such a person neither types, reads nor reviews citizens' sheets about it, whatever else they hold
    (ADR 0012, ADR 0009). The nation's own roles are not a scored administration.

    >>> clerk = Held("clerk", "supply", frozenset(), ("010201",))
    >>> [is_bound_to([clerk], Place((code,)), date(2026, 1, 1)) for code in ("010201", "010202")]
    [True, False]
    """
    return any(h.side == "supply" and is_current(h, today) and covers(h, place, "area.read") for h in held)


def cool_off(request: object = None) -> timedelta:
    """How long a sign-in stays locked after too many wrong passwords.

    >>> cool_off()
    datetime.timedelta(seconds=900)
    """
    return timedelta(minutes=15)


def short_name(text: str) -> str:
    """A user name as compared: Latin digits, no blanks, no invisible marks, small letters.

    In a phone number the marks between the digits are left out as well.

    >>> short_name(" 012 345-678 "), short_name("(012) 345.678"), short_name("Sokha")
    ('012345678', '012345678', 'sokha')
    >>> short_name("\\u17e0\\u17e1\\u17e2 345 678"), short_name("hc-010201")
    ('012345678', 'hc-010201')
    """
    kept = latin_digits("".join(c for c in text if c.isprintable() and not c.isspace())).casefold()
    compact = kept.translate(_PHONE_MARKS)
    return compact if compact.removeprefix("+").isdigit() else kept


_PHONE_MARKS = dict.fromkeys(map(ord, "-.()/"))


def lockout_name(request: object, credentials: Mapping[str, str] | None = None) -> str:
    """The user name under which wrong passwords are counted: every way of writing one name counts as one.

    >>> lockout_name(None, {"username": " So Kha "}), lockout_name(None)
    ('sokha', '')
    """
    typed = (credentials or {}).get("username") or getattr(request, "POST", {}).get("username", "")
    return short_name(typed)[:60]


# --- who may give a role, and look after those who hold one -----------------------------------------------


@dataclass(frozen=True)
class Post:
    """A role in a scope, as the question "who may give it?" sees it.

    ``codes`` are the areas it stands in: the area itself, a facility's host, every area of an organisation, the
    districts of a health district. Without any, only the nation may give it.
    """

    side: str
    verbs: frozenset[str]
    codes: tuple[str, ...]
    service: str = ""


MANAGES = "people.manage"

CHECKED_BY = {
    "information.edit": "information.check",
    "sheet.enter": "sheet.review",
    "plan.propose": "plan.approve",
}
"""Four eyes (ADR 0009): who does the first does not choose who does the second."""


def looks_after_the_nation(held: Iterable[Held], today: date) -> bool:
    """True for a national administrator.

    >>> admin = Held("admin", "national", frozenset({"people.manage"}), ("",))
    >>> lead = Held("lead", "demand", frozenset({"people.manage"}), ("",))
    >>> [looks_after_the_nation([one], date(2026, 1, 1)) for one in (admin, lead)]
    [True, False]
    """
    return any(
        h.side == "national" and MANAGES in h.verbs and "" in h.area_codes and is_current(h, today)
        for h in held
    )


def may_offer(held: Iterable[Held], side: str, today: date) -> bool:
    """True when a person could give some role of this side somewhere: what the form offers.

    >>> district = Held("district", "supply", frozenset({"people.manage"}), ("0102",))
    >>> [may_offer([district], side, date(2026, 1, 1)) for side in ("supply", "demand")]
    [True, False]
    """
    held = tuple(held)
    return looks_after_the_nation(held, today) or any(
        h.side == side and MANAGES in h.verbs and is_current(h, today) for h in held
    )


def may_give(held: Iterable[Held], post: Post, today: date) -> bool:
    """True when a person with these roles may give the post (and end it, confirm it, reset its holder).

    A national administrator gives every role. Everybody else gives roles of the own side only, strictly below
    the own scope; on the demand side, which has no levels, also in the same place if the role itself manages
    nobody; and never the role that checks what the giver does.

    >>> day, manage = date(2026, 1, 1), frozenset({"people.manage"})
    >>> district = Held("district", "supply", manage, ("0102",))
    >>> [may_give([district], Post("supply", frozenset(), (code,)), day) for code in ("010201", "0102", "02")]
    [True, False, False]
    >>> may_give([district], Post("demand", frozenset(), ("010201",)), day)
    False
    >>> officer = Held("officer", "demand", manage | {"sheet.enter"}, ("010201",))
    >>> [may_give([officer], Post("demand", verbs, ("010201",)), day)
    ...     for verbs in (frozenset(), manage, frozenset({"sheet.review"}))]
    [True, False, False]
    """
    held = tuple(h for h in held if is_current(h, today))
    if looks_after_the_nation(held, today):
        return True
    if checks_own_work(held, post.verbs, today):
        return False
    return any(h.side == post.side and MANAGES in h.verbs and _stands_over(h, post) for h in held)


def checks_own_work(held: Iterable[Held], verbs: frozenset[str], today: date) -> bool:
    """True when a role with these verbs would make a person the checker of what that person does.

    >>> officer = Held("officer", "demand", frozenset({"sheet.enter"}))
    >>> [checks_own_work([officer], frozenset({verb}), date(2026, 1, 1)) for verb in ("sheet.review", "plan.read")]
    [True, False]
    """
    return any(CHECKED_BY.get(verb) in verbs for h in held if is_current(h, today) for verb in h.verbs)


def _stands_over(held: Held, post: Post) -> bool:
    if held.services and post.service and post.service not in held.services:
        return False
    beside = held.side == "demand" and MANAGES not in post.verbs
    return bool(post.codes) and all(
        any(code.startswith(scope) and (beside or code != scope) for scope in held.area_codes)
        for code in post.codes
    )


def may_look_after(held: Iterable[Held], posts: Iterable[Post], today: date) -> bool:
    """True when a person may reset, disable and enable the holder of these posts: one who may give all of them.

    Otherwise a reset would be a way into a role that one may not give. Who holds nothing is left to the nation.

    >>> district = Held("district", "supply", frozenset({"people.manage"}), ("0102",))
    >>> commune, province = (Post("supply", frozenset(), (code,)) for code in ("010201", "01"))
    >>> [may_look_after([district], posts, date(2026, 1, 1)) for posts in ([commune], [commune, province], [])]
    [True, False, False]
    """
    held, posts = tuple(held), tuple(posts)
    if looks_after_the_nation(held, today):
        return True
    return bool(posts) and all(may_give(held, post, today) for post in posts)


REVIEW_AFTER = timedelta(days=365)


def why_review(since: date, confirmed_on: date | None, last_seen: date, today: date) -> str:
    """Why a held role stands on the yearly list: ``not_seen``, ``long_held``; empty when it does not.

    >>> day, old, new = date(2026, 6, 1), date(2025, 5, 1), date(2026, 5, 1)
    >>> why_review(old, None, new, day), why_review(new, None, old, day), why_review(new, None, new, day)
    ('long_held', 'not_seen', '')
    >>> why_review(old, new, old, day), why_review(old, old, new, day)
    ('', 'long_held')
    """
    line = today - REVIEW_AFTER
    if confirmed_on and confirmed_on > line:
        return ""
    if last_seen <= line:
        return "not_seen"
    return "long_held" if since <= line else ""


def review_due(since: date, confirmed_on: date | None, last_seen: date) -> date:
    """From which day a role waits for its look: a year after the last one, or after what made it doubtful.

    >>> since, seen = date(2025, 1, 1), date(2025, 6, 1)
    >>> review_due(since, None, seen), review_due(since, seen, seen)
    (datetime.date(2026, 1, 1), datetime.date(2026, 6, 1))
    >>> review_due(date(2026, 5, 1), None, date(2025, 1, 1))  # given to somebody long unseen
    datetime.date(2026, 5, 1)
    """
    return max(since, (confirmed_on or min(since, last_seen)) + REVIEW_AFTER)


REVIEW_GRACE = timedelta(days=30)


def is_overdue(due: date, today: date) -> bool:
    """True when a role has waited for its look for more than a month.

    >>> [is_overdue(date(2026, 5, 1), day) for day in (date(2026, 5, 31), date(2026, 6, 1))]
    [False, True]
    """
    return today - due > REVIEW_GRACE


SLIP_LASTS = timedelta(days=14)
SLIP_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""No i, l, o and u: on paper they are taken for 1, 0 and v (Crockford's base 32)."""


def slip_word(typed: str) -> str:
    """The code of a slip as compared, however it was copied from paper.

    >>> slip_word(" K7MQ-3W9D O0IL ")
    'k7mq3w9d0011'
    """
    kept = "".join(c for c in latin_digits(typed).casefold() if c.isalnum())
    return kept.translate(str.maketrans("oil", "011"))


def slip_in_groups(word: str) -> str:
    """The code of a slip as printed.

    >>> slip_in_groups("k7mq3w9d")
    'k7mq-3w9d'
    """
    return "-".join(word[n : n + 4] for n in range(0, len(word), 4))
