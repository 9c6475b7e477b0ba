"""Refusals about asked changes."""

from isaf.kit.problems import Problem, gettext_noop


class NothingToChange(Problem):
    code = "nothing_to_change"
    text = gettext_noop("Everything here is as it stands already. Write what should be different.")


class AskedWithoutReason(Problem):
    code = "asked_without_reason"
    text = gettext_noop("Write why it should be changed, so that the other person can decide.")


class AlreadyAsked(Problem):
    code = "already_asked"
    status = 409
    text = gettext_noop("A change of this is asked for already. Wait for the answer, or take it back first.")


class ChangedMeanwhile(Problem):
    code = "changed_meanwhile"
    status = 409
    text = gettext_noop(
        "This was changed since it was asked for, so nothing was applied. Compare the three texts, then refuse with"
        " a word to the person, who can ask again."
    )


class RequestDecided(Problem):
    code = "request_decided"
    status = 409
    text = gettext_noop("This request was decided or taken back already.")


class NotYourOwnRequest(Problem):
    code = "not_your_own_request"
    status = 403
    text = gettext_noop("You asked for this change yourself. Another person has to decide.")


class RefusedWithoutReason(Problem):
    code = "refused_without_reason"
    text = gettext_noop("Write why it is refused, so that the person understands.")


class NotTheAsker(Problem):
    code = "not_the_asker"
    status = 403
    text = gettext_noop("Only the person who asked can do this.")
