"""Refusals about a year of work."""

from isaf.kit.problems import Problem, gettext_noop


class CycleExists(Problem):
    code = "cycle_exists"
    status = 409
    text = gettext_noop("The year %(year)s is open already for this administration. Continue there.")


class CycleClosed(Problem):
    code = "cycle_closed"
    status = 409
    text = gettext_noop(
        "The year %(year)s is closed here, so nothing was saved. Ask the office above yours to open a new round."
    )


class NotAnAdministration(Problem):
    code = "not_an_administration"
    text = gettext_noop("A year cannot be opened here: choose a commune, a district or a province.")


class YearOutside(Problem):
    code = "year_outside"
    text = gettext_noop("The year %(year)s cannot be opened. Choose a year from %(first)s to %(last)s.")


class DateOutsideYear(Problem):
    code = "date_outside_year"
    text = gettext_noop("The date %(date)s is not in the year %(year)s. Check the date, then save again.")


class DateInFuture(Problem):
    code = "date_in_future"
    text = gettext_noop("The date %(date)s has not come yet. Write the day on which it was really held.")


class NotATarget(Problem):
    code = "not_a_target"
    status = 404
    text = gettext_noop("This facility is not on the target list of the year.")


class NothingToTarget(Problem):
    code = "nothing_to_target"
    text = gettext_noop("Choose at least one facility for the year's target list.")


class UnknownStep(Problem):
    code = "unknown_step"
    status = 404
    text = gettext_noop("The year has no step %(step)s.")


class PostponedWithoutReason(Problem):
    code = "postponed_without_reason"
    text = gettext_noop("Write why the step is postponed, so that others understand.")


class ReopenedWithoutReason(Problem):
    code = "reopened_without_reason"
    text = gettext_noop("Write why the year is opened again.")


class LaterRound(Problem):
    code = "later_round"
    status = 409
    text = gettext_noop("The year %(year)s has a later round. Continue there; this one stays closed.")


class ClosedBeforeOpened(Problem):
    code = "closed_before_opened"
    text = gettext_noop("The year was opened on %(date)s, so it cannot be closed before. Check the date.")


class ChangeWithoutReason(Problem):
    code = "change_without_reason"
    text = gettext_noop("Write why the target list is changed after the year was opened.")


class TargetHasWork(Problem):
    code = "target_has_work"
    status = 409
    text = gettext_noop(
        "There is work of this year here already: %(names)s. It has to stay on the target list."
    )


class StepEndsBeforeStart(Problem):
    code = "step_ends_before_start"
    text = gettext_noop("The step cannot end before it began. Check both dates.")


class ProtectedDay(Problem):
    code = "protected_day"
    status = 409
    text = gettext_noop(
        "No public meeting may be planned on %(date)s: %(period)s, until %(last)s. Choose a day after it."
    )


class UnsuitableDay(Problem):
    code = "unsuitable_day"
    status = 409
    text = gettext_noop(
        "Few people may come on %(date)s: %(period)s, until %(last)s. Choose another day, or confirm this one."
    )
