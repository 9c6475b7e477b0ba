"""Every write to areas, facilities and the installation."""

from .areas import Loaded, add_area, end_area, establish, load_gazetteer
from .facilities import add_facility, close_facility, name_operational_districts, update_facility
from .following import hand_on
from .lists import ListOfUnits, take_list
from .merging import merge_facilities, unmerge_facilities

__all__ = [
    "ListOfUnits",
    "Loaded",
    "add_area",
    "add_facility",
    "close_facility",
    "end_area",
    "establish",
    "hand_on",
    "load_gazetteer",
    "merge_facilities",
    "name_operational_districts",
    "take_list",
    "unmerge_facilities",
    "update_facility",
]
