"""Refusals about organisations, projects, bodies and seats."""

from isaf.kit.problems import Problem, gettext_noop


class CodeInUse(Problem):
    code = "register_code_in_use"
    status = 409
    text = gettext_noop("The code %(taken)s is in use already. Choose another one.")


class TargetTwice(Problem):
    code = "target_twice"
    status = 409
    text = gettext_noop("This area is a target of that organisation in %(year)s already.")


class NotAnImplementer(Problem):
    code = "not_an_implementer"
    text = gettext_noop("This organisation is not part of the project. Add it to the project first.")


class OutsideTheirAreas(Problem):
    code = "outside_their_areas"
    text = gettext_noop(
        "The organisation does not work in this area yet. Ask the national administrator to add the area to it."
    )


class OutsideTheProject(Problem):
    code = "outside_the_project"
    text = gettext_noop("The project does not run in %(year)s. Choose another year, or correct its days.")


class StillHasTargets(Problem):
    code = "still_has_targets"
    text = gettext_noop(
        "%(organisation)s still has target areas in this project. Take them out first, or leave it a partner."
    )


class KindNotHere(Problem):
    code = "kind_not_here"
    text = gettext_noop("A body of this kind does not stand at this level. Choose another kind.")


class BodyTwice(Problem):
    code = "body_twice"
    status = 409
    text = gettext_noop("This area has such a body already. Give this one a name of its own.")


class OfficeNotHere(Problem):
    code = "office_not_here"
    text = gettext_noop("A body of this kind has no such office. Choose one of the list.")


class OfficeTaken(Problem):
    code = "office_taken"
    status = 409
    text = gettext_noop("The body has this office already, and only one. Hand its seat over instead.")


class SeatTaken(Problem):
    code = "seat_taken"
    status = 409
    text = gettext_noop("Another person sits there in those days. Choose other days, or hand the seat over.")


class EndsBeforeItBegan(Problem):
    code = "ends_before_it_began"
    text = gettext_noop("The last day cannot be before the first day, %(since)s. Correct the day.")


class SeatForOneself(Problem):
    code = "seat_for_oneself"
    status = 403
    text = gettext_noop(
        "A seat that gives a role cannot be given to oneself. Ask another person who keeps the register."
    )


class PastTargetStays(Problem):
    code = "past_target_stays"
    text = gettext_noop(
        "A target area of a year that is over stays as it was. Only this year and later can be changed."
    )


class LastDayStays(Problem):
    code = "last_day_stays"
    text = gettext_noop(
        "A last day that was written down can be moved, not taken away. Write the new last day."
    )


class AccountStays(Problem):
    code = "account_stays"
    text = gettext_noop("A term keeps its account. Hand the seat over if another person has it now.")
