"""Who sees which part of the board: reports where one reads reports, and the own commune where one works."""

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.rules import is_current
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import administration_services, area_by_code

from .board_rules import topmost


def lowest_digits() -> int:
    """How many digits the codes have of the lowest areas with an administration."""
    return max(pack().level(level).digits for level in administration_services().values())


def board_area(account: Account, code: str) -> Area:
    """An area of the board, for who reads reports there, or works in that very commune."""
    area = area_by_code(code)
    if len(code) > lowest_digits():
        raise NotFound()
    if len(code) < lowest_digits() or not access.may(account, Verb.AREA_READ, area):
        access.require(account, Verb.REPORT_READ, area)
    return area


def board_starts(account: Account) -> list[str]:
    """Where the board begins for a person: the topmost areas of the own roles."""
    below, own, digits = set(), set(), lowest_digits()
    for held in roles_held(account):
        if not is_current(held, today()):
            continue
        if Verb.REPORT_READ in held.verbs:
            (own if held.reach == "own" else below).update(c for c in held.area_codes if len(c) <= digits)
        if Verb.AREA_READ in held.verbs:
            codes = (*held.area_codes, *held.facility_codes)
            below.update(code for code in codes if len(code) == digits)
    return topmost(below, own)
