"""Refusals about meetings."""

from isaf.kit.problems import Problem, gettext_noop


class MeetingExists(Problem):
    code = "meeting_exists"
    status = 409
    text = gettext_noop("This meeting is planned already: same facility, village and group. Open that one.")


class AlreadyHeld(Problem):
    code = "meeting_already_held"
    status = 409
    text = gettext_noop("This meeting was held already, so it cannot be cancelled.")


class MeetingCancelled(Problem):
    code = "meeting_cancelled"
    status = 409
    text = gettext_noop("This meeting was cancelled. Plan a new one.")


class SheetIsTheRecord(Problem):
    code = "sheet_is_the_record"
    status = 409
    text = gettext_noop("This meeting is recorded already. Correct its sheet if something is wrong.")


class ReasonMissing(Problem):
    code = "reason_missing"
    text = gettext_noop("Write the reason, so that others understand.")


class GroupAboveAll(Problem):
    code = "group_above_all"
    text = gettext_noop(
        "%(n)s people were counted in a group, but only %(all)s came. Check the counts, then save again."
    )


class TakenDownBefore(Problem):
    code = "poster_taken_down_before_it_hung"
    status = 422
    text = gettext_noop("The poster was hung on %(date)s. Write that day or a later one.")


class NotOnTheList(Problem):
    code = "poster_of_another_place"
    status = 422
    text = gettext_noop("This facility is not on the target list of the year.")
