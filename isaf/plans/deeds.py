"""How the deeds of this room read."""

from isaf.kit.problems import gettext_noop

WORDS: dict[str, str] = {
    "record_outcome": gettext_noop("recorded the answer of the interface meeting: %(decision)s."),
    "add_line": gettext_noop("wrote a new line in the plan: action %(code)s."),
    "edit_line": gettext_noop("changed the line of action %(code)s."),
    "move_line": gettext_noop("moved a line of the plan."),
    "remove_line": gettext_noop("left a line out of the plan: action %(code)s."),
    "carry_over": gettext_noop("carried the unfinished actions of the last plan over."),
    "propose_plan": gettext_noop("proposed the plan to the council."),
    "return_plan": gettext_noop("sent the plan back to the committee."),
    "approve_plan": gettext_noop(
        "recorded that the council approved the plan on %(on)s, in session %(session)s."
    ),
    "sign_plan": gettext_noop("signed and published the plan."),
    "withdraw_plan": gettext_noop("withdrew the published plan, version %(version)s."),
    "receive_plan": gettext_noop("recorded that the plan was received."),
    "update_action": gettext_noop("reported on the action, as of %(on)s."),
    "record_reply": gettext_noop("recorded the reply of the office, given on %(on)s."),
}

FIELDS: dict[str, str] = {
    "status": gettext_noop("Status"),
    "percent": gettext_noop("How far, in per cent"),
    "proof": gettext_noop("How sure it is"),
    "due_on": gettext_noop("Due on"),
    "title": gettext_noop("Agreed action"),
    "section": gettext_noop("Section"),
    "lead": gettext_noop("Who leads it"),
    "collaborators": gettext_noop("Together with"),
    "start_on": gettext_noop("Starts on"),
    "end_on": gettext_noop("Due on"),
    "proposer": gettext_noop("Proposed by"),
    "responds_to": gettext_noop("Answers the criterion or target"),
    "location": gettext_noop("Place"),
    "quantity": gettext_noop("Quantity"),
    "unit": gettext_noop("Unit"),
    "beneficiaries": gettext_noop("Who gain from it, all"),
    "beneficiaries_female": gettext_noop("Women among them"),
    "cost": gettext_noop("Cost"),
}

VALUES: dict[str, str] = {
    "not_started": gettext_noop("Not started"),
    "in_progress": gettext_noop("In progress"),
    "completed": gettext_noop("Completed"),
    "postponed": gettext_noop("Postponed"),
    "cancelled": gettext_noop("Cancelled"),
    "referred": gettext_noop("Referred upward"),
    "claimed": gettext_noop("said by the owner"),
    "seen": gettext_noop("seen by the committee or a facilitator"),
    "confirmed": gettext_noop("confirmed by citizens"),
    "agreed": gettext_noop("agreed"),
    "not_agreed": gettext_noop("not agreed"),
}
