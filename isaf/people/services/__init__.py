"""What is written in this room: accounts and roles, slips, and the care for both."""

from .accounts import (
    add_account,
    add_organisation,
    end_role,
    give_role,
    make_first_administrator,
    make_setup_token,
)
from .administration import end_administration, end_expired, start_administration
from .batch import Outcome, invite_people
from .care import (
    confirm_role,
    end_role_of,
    give_role_to,
    hand_over_role,
    invite_person,
    note_sign_in,
    set_active,
)
from .following import move_roles, move_roles_back, move_roles_of_facility
from .slips import forget_wrong_sign_ins, make_slip, use_slip

__all__ = [
    "Outcome",
    "add_account",
    "add_organisation",
    "confirm_role",
    "end_administration",
    "end_expired",
    "end_role",
    "end_role_of",
    "forget_wrong_sign_ins",
    "give_role",
    "give_role_to",
    "hand_over_role",
    "invite_people",
    "invite_person",
    "make_first_administrator",
    "make_setup_token",
    "make_slip",
    "move_roles",
    "move_roles_back",
    "move_roles_of_facility",
    "note_sign_in",
    "set_active",
    "start_administration",
    "use_slip",
]
