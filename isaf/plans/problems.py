"""Refusals about proposals, plans and agreed actions, each with what to do next."""

from isaf.kit.problems import Problem, gettext_noop

# --- The interface meeting -------------------------------------------------------------------------


class MeetingNotHeld(Problem):
    code = "meeting_not_held"
    status = 409
    text = gettext_noop(
        "Write first on which day the meeting was held and who came. Then record its answers."
    )


class AlreadyAnswered(Problem):
    code = "already_answered"
    status = 409
    text = gettext_noop("This proposal has an answer of this meeting already. Open it below to read it.")


class NotThisMeetings(Problem):
    code = "not_this_meetings"
    text = gettext_noop("This proposal was not made about this facility this year. Choose one from the list.")


class ReasonNeeded(Problem):
    code = "reason_needed"
    text = gettext_noop("Write the reason, so that people can read why.")


class NothingAgreed(Problem):
    code = "nothing_agreed"
    text = gettext_noop("Write what was agreed: the action, who leads it, and until when.")


class OtherYearsAction(Problem):
    code = "other_years_action"
    text = gettext_noop("This action does not stand in the plan of this year. Choose one from the list.")


# --- A line of the plan ----------------------------------------------------------------------------


class UnknownSection(Problem):
    code = "unknown_section"
    text = gettext_noop("This plan has no section %(section)s. Choose one from the list.")


class WomenAboveBeneficiaries(Problem):
    code = "women_above_beneficiaries"
    text = gettext_noop(
        "%(women)s women, but %(beneficiaries)s people in all. Check both numbers, then save again."
    )


class BeneficiariesMissing(Problem):
    code = "beneficiaries_missing"
    text = gettext_noop("The number of women is given, but not how many people in all. Write both.")


class EndsBeforeStart(Problem):
    code = "ends_before_start"
    text = gettext_noop("The action ends on %(end)s, before it starts on %(start)s. Check both dates.")


class DueBeforeAgreed(Problem):
    code = "due_before_agreed"
    text = gettext_noop("The action is due on %(due)s, before it was agreed on %(agreed)s. Check the date.")


class DueTooFar(Problem):
    code = "due_too_far"
    text = gettext_noop(
        "The action is due on %(due)s, too far from the year of this plan. Write a day up to %(last)s."
    )


class BelowNothing(Problem):
    code = "below_nothing"
    text = gettext_noop(
        "Cost, quantity and people cannot be below 0. Write 0 or more, or leave the box empty."
    )


# --- The plan --------------------------------------------------------------------------------------


class PlanNotDraft(Problem):
    code = "plan_not_draft"
    status = 409
    text = gettext_noop("The plan was proposed already, so its lines stay as they are.")


class PlanEmpty(Problem):
    code = "plan_empty"
    text = gettext_noop("The plan has no line yet. Record what the meeting agreed, then propose it.")


class PlanStep(Problem):
    code = "plan_step"
    status = 409
    text = gettext_noop("The plan is not ready for this step. Open it again to see which step is next.")


class SessionMissing(Problem):
    code = "session_missing"
    text = gettext_noop("Write the number and the day of the council's session that approved the plan.")


class SamePerson(Problem):
    code = "same_person"
    status = 403
    text = gettext_noop("You did the step before this one. Another person has to do this one.")


class NothingToCarry(Problem):
    code = "nothing_to_carry"
    text = gettext_noop("No unfinished action of the last plan is left to carry over.")


# --- What became of an action ----------------------------------------------------------------------


class UnknownStatus(Problem):
    code = "unknown_status"
    text = gettext_noop("%(status)s is not a status of an action. Choose one from the list.")


class UnknownProof(Problem):
    code = "unknown_proof"
    text = gettext_noop("%(proof)s is not a level of proof. Choose one from the list.")


class PercentOutside(Problem):
    code = "percent_outside"
    text = gettext_noop("Write how much is done as a number from 0 to 100.")


class PercentDoesNotFit(Problem):
    code = "percent_does_not_fit"
    text = gettext_noop(
        "%(percent)s per cent does not fit this status: completed is 100, not started is 0. Check both."
    )


class BackNeedsReason(Problem):
    code = "back_needs_reason"
    text = gettext_noop("This sets the action back from what is recorded. Write the reason, then save again.")


class ProofNeedsReason(Problem):
    code = "proof_needs_reason"
    text = gettext_noop("The same was proved better before. Write the reason for saying it anew.")


class ReportTooOld(Problem):
    code = "report_too_old"
    text = gettext_noop("A later report, of %(last)s, is recorded already. Check the date of this one.")


class ReportBeforeAgreed(Problem):
    code = "report_before_agreed"
    text = gettext_noop("The action was agreed on %(agreed)s. Write the day of what you report.")


class ReferInstead(Problem):
    code = "refer_instead"
    text = gettext_noop("To send an action upward, use the form for referring: it asks for the letter.")


class ProofNeedsMeeting(Problem):
    code = "proof_needs_meeting"
    text = gettext_noop("Citizens confirm at a meeting. Choose the meeting at which they did.")


class NewDueDateNeeded(Problem):
    code = "new_due_date_needed"
    text = gettext_noop("The new date, %(due)s, has to be after the old one, %(old)s. Check it.")


class ActionFinished(Problem):
    code = "action_finished"
    status = 409
    text = gettext_noop(
        "This action is finished, so it is not sent upward. Record first that it is not done."
    )


class NobodyAbove(Problem):
    code = "nobody_above"
    text = gettext_noop("This action has reached the highest level already.")


class AwaitingReply(Problem):
    code = "awaiting_reply"
    status = 409
    text = gettext_noop("The reply of %(office)s is awaited. Record it first, then send the action further.")


class NoReplyAwaited(Problem):
    code = "no_reply_awaited"
    status = 409
    text = gettext_noop("No reply is awaited for this action, or it was recorded already.")


# --- The workshop, and money -----------------------------------------------------------------------


class NoWorkshopHere(Problem):
    code = "no_workshop_here"
    text = gettext_noop("Only lines that need outside resources go before the workshop.")


class UnknownField(Problem):
    code = "unknown_planning_field"
    text = gettext_noop("Choose the field of the investment programme from the list.")


class UnknownOutcome(Problem):
    code = "unknown_outcome"
    text = gettext_noop("Choose what the workshop answered from the list.")


class FunderMissing(Problem):
    code = "funder_missing"
    text = gettext_noop("Write who gives the money.")


class SumMissing(Problem):
    code = "sum_missing"
    text = gettext_noop("Write how much is given.")


class AgreementMissing(Problem):
    code = "agreement_missing"
    text = gettext_noop("Write the number of the temporary agreement.")


class AgreementYearOdd(Problem):
    code = "agreement_year_odd"
    text = gettext_noop("Write for which year the agreement is: from %(first)s to %(last)s.")


class WorkshopNotHeld(Problem):
    code = "workshop_not_held"
    status = 409
    text = gettext_noop("Write the day of the workshop first. Once that day has come, type its outcomes.")


class NotApprovedYet(Problem):
    code = "line_not_approved_yet"
    status = 409
    text = gettext_noop(
        "The council has not approved the plan of %(number)s, so the workshop has no answer to it."
    )


class OtherWorkshop(Problem):
    code = "other_workshop"
    status = 409
    text = gettext_noop("The line %(number)s does not stand before this workshop. Open the list again.")


class OutcomesChanged(Problem):
    code = "outcomes_changed"
    status = 409
    text = gettext_noop(
        "Somebody else saved an outcome of %(number)s since you opened this page. What is saved stands beside "
        "your own; look at both, then save again."
    )


class WorkshopFar(Problem):
    code = "workshop_far"
    text = gettext_noop("Write a day within the year %(year)s, or the first two months after it.")


class WorkshopOver(Problem):
    code = "workshop_over"
    status = 409
    text = gettext_noop("Outcomes of this workshop are recorded, so its day stays as it is.")


# --- A table of lines ------------------------------------------------------------------------------


class NoHeadings(Problem):
    code = "no_headings"
    text = gettext_noop(
        "The first row does not name the columns. Take the downloaded table, or the thirteen columns of the "
        "official form in their order."
    )


class TableTooLong(Problem):
    code = "table_too_long"
    text = gettext_noop("One table takes %(most)s lines at most. Bring in the rest as a second table.")


class CellEmpty(Problem):
    code = "cell_empty"
    text = gettext_noop("This has to be filled in.")


class SectionMissing(Problem):
    code = "section_missing"
    text = gettext_noop(
        "It is not said to which section this line belongs. Write its letter, or choose one above."
    )


class UnclearText(Problem):
    code = "unclear_text"
    text = gettext_noop("This text holds signs that cannot be seen. Type it again.")


class NotInThisPlan(Problem):
    code = "not_in_this_plan"
    text = gettext_noop("No line of this plan has the code %(code)s. Leave it empty for a new line.")


class NotOfThisYear(Problem):
    code = "not_of_this_year"
    text = gettext_noop(
        "%(facility)s is not on the target list of this year, or several are named so. Write its code."
    )


class NotOnTheList(Problem):
    code = "not_on_the_list"
    text = gettext_noop("%(typed)s is not on the list. Leave the cell empty when you are not sure.")


class LineTwice(Problem):
    code = "line_twice"
    text = gettext_noop("The same line stands in row %(line)s already. Keep one of them.")


class StandsAlready(Problem):
    code = "stands_already"
    text = gettext_noop(
        "The plan holds this line already, with the code %(code)s. To change it, write that code in the row."
    )


class NothingToBring(Problem):
    code = "nothing_to_bring"
    text = gettext_noop("Paste a table or choose a file first.")


class TableRefused(Problem):
    code = "table_refused"
    text = gettext_noop(
        "Rows of the table cannot be right, so nothing was brought in. Mend them, then look again."
    )


class TableChanged(Problem):
    code = "table_changed"
    status = 409
    text = gettext_noop(
        "The table or the plan changed since you looked. See below what it would do now, then bring it in."
    )


class NoSuchPlace(Problem):
    code = "no_such_place"
    text = gettext_noop("The section has %(n)s lines. Write a place from 1 to %(n)s.")


class UnknownSource(Problem):
    code = "unknown_source"
    text = gettext_noop("%(source)s is not a source of money. Choose one from the list.")


class FundingAboveCost(Problem):
    code = "funding_above_cost"
    text = gettext_noop(
        "The sources together plan %(planned)s, but the estimated cost is %(cost)s. Check the sums, or the estimate "
        "in the plan."
    )
