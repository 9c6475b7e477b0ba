"""Every write of this room: organisations and projects; bodies, seats and terms."""

from .bodies import add_body, add_seat, change_mandate, edit_body, note_reading
from .following import move_registers
from .projects import (
    add_organisation,
    add_project,
    add_targets,
    edit_organisation,
    edit_project,
    remove_target,
)
from .terms import edit_term, seat_person

__all__ = [
    "add_body",
    "add_organisation",
    "add_project",
    "add_seat",
    "add_targets",
    "change_mandate",
    "edit_body",
    "edit_organisation",
    "edit_project",
    "edit_term",
    "move_registers",
    "note_reading",
    "remove_target",
    "seat_person",
]
