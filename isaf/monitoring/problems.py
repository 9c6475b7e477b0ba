"""Refusals about reports."""

from isaf.kit.problems import Problem, gettext_noop


class UnknownPhase(Problem):
    code = "unknown_phase"
    text = gettext_noop("There is no phase %(phase)s. Known phases: %(known)s.")


class UnknownService(Problem):
    code = "unknown_service"
    text = gettext_noop("There is no service %(service)s. Known services: %(known)s.")


class UnknownArea(Problem):
    code = "unknown_area"
    text = gettext_noop("There is no area with the code %(area)s.")
