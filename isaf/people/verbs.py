"""Everything that can be allowed. Roles in the country pack are lists of these words."""

from enum import StrEnum


class Verb(StrEnum):
    AREA_READ = "area.read"
    FACILITY_EDIT = "facility.edit"
    PEOPLE_MANAGE = "people.manage"
    PEOPLE_WHY = "people.why"
    AUDIT_READ = "audit.read"
    CYCLE_OPEN = "cycle.open"
    CYCLE_CLOSE = "cycle.close"
    INFORMATION_READ = "information.read"
    INFORMATION_EDIT = "information.edit"
    INFORMATION_SUBMIT = "information.submit"
    INFORMATION_CHECK = "information.check"
    MEETING_PLAN = "meeting.plan"
    MEETING_RECORD = "meeting.record"
    SHEET_READ = "sheet.read"
    SHEET_ENTER = "sheet.enter"
    SHEET_REVIEW = "sheet.review"
    SELFASSESS_ENTER = "selfassess.enter"
    INTERFACE_RECORD = "interface.record"
    PLAN_READ = "plan.read"
    PLAN_PROPOSE = "plan.propose"
    PLAN_APPROVE = "plan.approve"
    PLAN_SIGN = "plan.sign"
    PLAN_RECEIVE = "plan.receive"
    ACTION_UPDATE = "action.update"
    ACTION_SEE = "action.see"
    ACTION_CONFIRM = "action.confirm"
    ACTION_ANSWER = "action.answer"
    TRAINING_RECORD = "training.record"
    REPORT_READ = "report.read"
    MODERATE = "moderate"


CITIZENS_SHEETS = frozenset({Verb.SHEET_READ, Verb.SHEET_ENTER, Verb.SHEET_REVIEW})
"""Verbs that nobody of a scored administration may use about its own services (ADR 0012, ADR 0009)."""
