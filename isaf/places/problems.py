"""Refusals about areas and facilities."""

from isaf.kit.problems import Problem, gettext_noop


class UnknownCode(Problem):
    code = "unknown_area_code"
    status = 404
    text = gettext_noop(
        "No area has the code %(area)s. Look the area up by its name and use the code shown there."
    )


class MalformedCode(Problem):
    code = "malformed_area_code"
    text = gettext_noop("%(area)s is not an area code: a code has %(digits)s digits.")


class CodeTaken(Problem):
    code = "code_taken"
    status = 409
    text = gettext_noop("The code %(taken)s is already in use. Give another code, or edit what is there.")


class UnknownUnitType(Problem):
    code = "unknown_unit_type"
    text = gettext_noop("%(type)s is not a kind of unit at this level. Use one of: %(known)s.")


class UnknownService(Problem):
    code = "unknown_service_type"
    text = gettext_noop("%(service)s is not a service type. Use one of: %(known)s.")


class AdministrationIsMade(Problem):
    code = "administration_is_made"
    text = gettext_noop(
        "Administrations come with their area and are not added by hand. Add the area instead."
    )


class NoName(Problem):
    code = "no_name"
    text = gettext_noop("Give the name in at least one language.")


class EndsBeforeItBegins(Problem):
    code = "ends_before_it_begins"
    text = gettext_noop("The last day (%(end)s) is before the first day (%(start)s). Mend one of the two.")


class WrongPosition(Problem):
    code = "wrong_position"
    text = gettext_noop(
        "Latitude goes from -90 to 90, longitude from -180 to 180, and both belong together. Mend them or leave"
        " both empty."
    )


class AlreadyEnded(Problem):
    code = "area_already_ended"
    status = 409
    text = gettext_noop("The area %(area)s ended on %(end)s already.")


class WrongOrigin(Problem):
    code = "wrong_origin"
    text = gettext_noop(
        "Invented places are kept on a demonstration server only. Start one with its own data folder."
    )


class MalformedFacilityCode(Problem):
    code = "malformed_facility_code"
    text = gettext_noop(
        "%(facility)s is not a facility code: use Latin letters, digits and hyphens, 40 at most."
    )


class NoReason(Problem):
    code = "no_reason"
    text = gettext_noop("Write the reason, so that others understand it later.")


class NotMergeable(Problem):
    code = "not_mergeable"
    text = gettext_noop(
        "%(kept)s and %(merged)s cannot be one facility: choose two different records of the same kind of service."
    )


class AlreadyMerged(Problem):
    code = "already_merged"
    status = 409
    text = gettext_noop(
        "%(facility)s was joined with %(kept)s already. Take them apart first, or choose that one."
    )


class MergeUndone(Problem):
    code = "merge_undone"
    status = 409
    text = gettext_noop("These two were taken apart already on %(day)s.")


class StandsStill(Problem):
    code = "stands_still"
    status = 409
    text = gettext_noop("%(area)s has not ended: there is nothing to hand on.")


class NoSuccessor(Problem):
    code = "no_successor"
    text = gettext_noop(
        "%(successor)s did not follow %(area)s, or it has ended too. Choose a unit that followed and stands today."
    )
