"""Why something that arrived was not taken."""

from isaf.kit.problems import Problem, gettext_noop


class DeviceWithdrawn(Problem):
    code = "device_withdrawn"
    status = 403
    text = gettext_noop(
        "This phone was withdrawn or its owner no longer has an account. What it sent is kept; a person will look."
    )


class NotJson(Problem):
    code = "not_json"
    text = gettext_noop("The sheet is not readable JSON in UTF-8 (%(why)s). Send it again from the phone.")


class OtherId(Problem):
    code = "other_id"
    text = gettext_noop("The sheet says another id than its address. Send it again from the phone.")


class PaperTooLarge(Problem):
    code = "paper_too_large"
    status = 413
    text = gettext_noop("The sheet is larger than %(most)s bytes. Send photos apart.")


class SameIdOtherContent(Problem):
    code = "same_id_other_content"
    status = 409
    text = gettext_noop(
        "A sheet with this id arrived before and says something else. Both are kept; a person decides which one counts."
    )


class DeviceNameMissing(Problem):
    code = "device_name_missing"
    text = gettext_noop("Write a name for the phone, by which you know it again.")


class WithdrawalReasonMissing(Problem):
    code = "withdrawal_reason_missing"
    text = gettext_noop("Write why the phone is withdrawn.")
