"""Refusals about what was published."""

from isaf.kit.problems import Problem, gettext_noop


class NothingToWithdraw(Problem):
    code = "nothing_to_withdraw"
    status = 409
    text = gettext_noop("Nothing stands published here, so nothing can be withdrawn.")


class WithdrawnWithoutReason(Problem):
    code = "withdrawn_without_reason"
    text = gettext_noop(
        "Write why it is withdrawn. Everyone reads the reason in place of what was published."
    )
