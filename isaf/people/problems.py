"""Refusals about people and their roles."""

from isaf.kit.problems import Problem, gettext_noop


class UserNameTaken(Problem):
    code = "user_name_taken"
    status = 409
    text = gettext_noop("The user name %(username)s is taken. Choose another one.")


class RoleNotHere(Problem):
    code = "role_not_here"
    text = gettext_noop("This role cannot be held there. Choose a place of the right level.")


class SetupUsed(Problem):
    code = "setup_used"
    status = 404
    text = gettext_noop(
        "This address was used already, or it is wrong. Sign in, or ask who set up the server."
    )
