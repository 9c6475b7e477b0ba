"""What a public page says in place of what is no longer there."""

from isaf.kit.problems import Problem, gettext_noop


class Withdrawn(Problem):
    """410, so that programs know that it was there; nothing of the content is told."""

    code = "withdrawn"
    status = 410
    text = gettext_noop("This was published, and withdrawn on %(on)s. Reason: %(reason)s")
