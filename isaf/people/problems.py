"""Refusals about people and their roles."""

from isaf.kit.problems import NotYours, Problem, gettext_noop


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


class NotYoursToGive(Problem):
    code = "not_yours_to_give"
    status = 403
    text = gettext_noop(
        "This role there is not yours to give or to end. Ask the level above yours, or a national administrator."
    )


class NotYourself(Problem):
    code = "not_yourself"
    status = 409
    text = gettext_noop("This has to be done by another person. Ask the level above yours.")


class RoleHeldAlready(Problem):
    code = "role_held_already"
    status = 409
    text = gettext_noop("%(name)s holds this role there already. End that one first, or choose another role.")


class RoleOver(Problem):
    code = "role_over"
    status = 409
    text = gettext_noop("This role has ended already. Open the person's page again.")


class DayBeforeRole(Problem):
    code = "day_before_role"
    text = gettext_noop("The day has to be after the first day of the role, %(since)s.")


class OtherSide(Problem):
    code = "other_side"
    status = 409
    text = gettext_noop(
        "%(name)s works on the other side: an administration and those who facilitate its scoring stay apart."
    )


class ChecksOwnWork(Problem):
    code = "checks_own_work"
    status = 409
    text = gettext_noop("%(name)s does what this role has to check. Choose a person who does not.")


class SlipOver(Problem):
    code = "slip_over"
    status = 404
    text = gettext_noop(
        "This slip was used already, is too old, or was copied wrongly. Ask who gave it to you for a new one."
    )


class ListHasNoColumns(Problem):
    code = "list_has_no_columns"
    text = gettext_noop("The first line has to name the columns: username, name, role, scope, language.")


class ListTooLong(Problem):
    code = "list_too_long"
    status = 413
    text = gettext_noop("A list has at most %(most)s people and 1 MB. Send it in parts.")


class ListUnreadable(Problem):
    code = "list_unreadable"
    text = gettext_noop(
        "This file is neither a whole XLSX workbook nor a CSV in UTF-8. Save it again, then send it."
    )


class LineIncomplete(Problem):
    code = "line_incomplete"
    text = gettext_noop("A line needs a user name of at most 60 letters and a name of at most 200.")


class RoleUnknown(Problem):
    code = "role_unknown"
    text = gettext_noop("There is no role %(role)s. Write its name as the table of roles has it.")


class ScopeUnknown(Problem):
    code = "scope_unknown"
    text = gettext_noop("No area, facility or organisation has the code %(scope)s.")


class ListRefused(Problem):
    code = "list_refused"
    status = 409
    text = gettext_noop(
        "Nothing was made, since some lines were refused. Mend them, then send the whole list again."
    )


class SessionNeeded(NotYours):
    code = "session_needed"
    status = 403
    text = gettext_noop(
        "This needs an administrator's session, which is not on or has run out. Start one with your password, "
        "then do it again."
    )
