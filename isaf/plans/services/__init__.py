"""Every write of this room: what the meeting answered, the plan and its steps, what became of an action."""

from .bringing_in import bring_in_lines, fingerprint, place_line
from .follow_up import record_reply, refer_action, update_action
from .money import set_funding
from .outcomes import hold_interface, record_outcome
from .plan_lines import add_line, carry_over, edit_line, move_line, remove_line
from .plan_steps import approve_plan, propose_plan, receive_plan, return_plan, sign_plan
from .withdrawal import withdraw_plan
from .workshop import place_in_programme, record_outcomes, set_workshop

__all__ = [
    "add_line",
    "approve_plan",
    "bring_in_lines",
    "carry_over",
    "edit_line",
    "fingerprint",
    "hold_interface",
    "move_line",
    "place_in_programme",
    "place_line",
    "propose_plan",
    "receive_plan",
    "record_outcome",
    "record_outcomes",
    "record_reply",
    "refer_action",
    "remove_line",
    "return_plan",
    "set_funding",
    "set_workshop",
    "sign_plan",
    "update_action",
    "withdraw_plan",
]
