"""Refusals about information sheets."""

from isaf.kit.problems import Problem, gettext_noop


class UnknownLine(Problem):
    code = "unknown_line"
    text = gettext_noop(
        "The line %(line)s is not on this year's sheet. Open the sheet again and fill it there."
    )


class NotANumber(Problem):
    code = "not_a_number"
    text = gettext_noop("The figure of the line %(line)s is not a whole number. Write digits only.")


class Negative(Problem):
    code = "negative"
    text = gettext_noop("The figure of the line %(line)s is below 0. Write 0 or more.")


class TooLarge(Problem):
    code = "too_large"
    text = gettext_noop("The figure of the line %(line)s is too large. Check the number of digits.")


class NotYesOrNo(Problem):
    code = "not_yes_or_no"
    text = gettext_noop("The line %(line)s asks yes or no. Write 1 for yes, 0 for no.")


class NotADay(Problem):
    code = "not_a_day"
    text = gettext_noop("The line %(line)s asks for a day. Write day, month and year.")


class BalanceDiffers(Problem):
    """Told with the four sums, as people of the reader's language write them."""

    code = "balance_differs"
    text = gettext_noop(
        "The money does not add up: opening balance %(opening)s + income %(income)s - spending %(spending)s "
        "= %(expected)s, but the closing balance says %(closing)s. Check the lines, or leave "
        "empty what you do not know."
    )


class CannotBeRead(Problem):
    code = "cannot_be_read"
    text = gettext_noop(
        "%(count)s boxes hold something that cannot be read. It is kept as it was typed. Mend it, then submit."
    )


class CommentsUnanswered(Problem):
    code = "comments_unanswered"
    text = gettext_noop("%(count)s comments of the checker are not answered. Answer each, then submit.")


class NoComment(Problem):
    code = "no_comment"
    status = 404
    text = gettext_noop("This comment does not stand on the sheet.")


class NothingReported(Problem):
    code = "nothing_reported"
    text = gettext_noop("The sheet is empty. Write at least one figure, then submit it.")


class LargeJump(Problem):
    code = "large_jump"
    text = gettext_noop(
        "%(count)s figures differ from last year by more than three times. Check them, tick that they are "
        "right, then submit again."
    )


class KeptElsewhere(Problem):
    code = "kept_elsewhere"
    status = 409
    text = gettext_noop(
        "This facility serves several areas and has one sheet a year. It is kept in its own area, %(code)s."
    )


class BeingChecked(Problem):
    code = "being_checked"
    status = 409
    text = gettext_noop(
        "The sheet was submitted and is being checked. To change it, ask the checker to send it back."
    )


class AlreadyPublished(Problem):
    code = "already_published"
    status = 409
    text = gettext_noop("The sheet is published. To change a figure, start a correction.")


class NotSubmitted(Problem):
    code = "not_submitted"
    status = 409
    text = gettext_noop(
        "The sheet is not submitted, so it cannot be checked. Look at its page for where it stands."
    )


class NotPublished(Problem):
    code = "not_published"
    status = 409
    text = gettext_noop("The sheet is not published yet. It can be changed without a correction.")


class FourEyes(Problem):
    code = "four_eyes"
    status = 403
    text = gettext_noop("You wrote or submitted this sheet yourself. Another person has to check it.")


class ReasonNeeded(Problem):
    code = "reason_needed"
    text = gettext_noop("Write the reason, so that people understand later why.")
