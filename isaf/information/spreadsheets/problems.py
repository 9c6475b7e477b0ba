"""Refusals about a spreadsheet of information; the report says beside each one on which sheet, row and column."""

from isaf.kit.problems import Problem, gettext_noop


class NotOurForm(Problem):
    code = "not_our_form"
    text = gettext_noop(
        "This file was not made here: its form is not known. Download the file of the year, copy the figures into it, "
        "then try again."
    )


class OtherForm(Problem):
    code = "other_form"
    text = gettext_noop(
        "This file was made for another form of the year %(year)s than the one that %(facility)s uses. Download its "
        "file again."
    )


class NoSuchYear(Problem):
    code = "no_such_year"
    text = gettext_noop(
        "The file is for the year %(year)s, which is not open for %(facility)s. Download the file of the open year."
    )


class NotYourFacility(Problem):
    code = "not_your_facility"
    text = gettext_noop(
        "%(facility)s is not on the list of %(year)s, or its sheet is not yours to fill in. Check the code; if it is "
        "right, leave the row to those who fill it."
    )


class RowWithoutCode(Problem):
    code = "row_without_code"
    text = gettext_noop("This row has figures but no code of a facility. Write the code in the first column.")


class FacilityTwice(Problem):
    code = "facility_twice"
    text = gettext_noop(
        "The code %(facility)s stands on this sheet in row %(line)s already. Keep the row that is right."
    )


class UnknownBox(Problem):
    code = "unknown_box"
    text = gettext_noop(
        "The form has no line and column named %(typed)s. Use the words of the downloaded file."
    )


class BoxTwice(Problem):
    code = "box_twice"
    text = gettext_noop("This figure was given in row %(line)s already. Keep one of them.")


class NotWhole(Problem):
    code = "not_whole"
    text = gettext_noop(
        "%(typed)s is not a whole number. If the dot was meant to group thousands, write all digits without it."
    )


class NoNumber(Problem):
    code = "no_number"
    text = gettext_noop(
        "%(typed)s is not a number. Write digits only; leave the cell empty when it is not known."
    )


class TwoScripts(Problem):
    code = "two_scripts"
    text = gettext_noop("%(typed)s mixes digits of two scripts. Write the number in one script.")


class BelowNought(Problem):
    code = "below_nought"
    text = gettext_noop("%(typed)s is below 0. Write 0 or more.")


class TooManyDigits(Problem):
    code = "too_many_digits"
    text = gettext_noop("%(typed)s is too large here: %(most)s at most. Check the number of digits.")


class OneOrNought(Problem):
    code = "one_or_nought"
    text = gettext_noop("%(typed)s is neither 1 (yes) nor 0 (no). Write 1 or 0.")


class DayInPlaceOfNumber(Problem):
    code = "day_in_place_of_number"
    text = gettext_noop(
        "The spreadsheet program made a date of this figure. Set the cell to number, then type it again."
    )


class NoDay(Problem):
    code = "no_day"
    text = gettext_noop("%(typed)s is not a day. Write day/month/year, for example 28/02/2026.")


class TooLong(Problem):
    code = "too_long"
    text = gettext_noop("This text has %(count)s letters; %(most)s are kept at most. Shorten it.")


class TooManyLines(Problem):
    code = "too_many_lines"
    text = gettext_noop(
        "This list takes %(most)s rows of a facility at most. Leave out the least important ones."
    )


class NothingFilled(Problem):
    code = "nothing_filled"
    text = gettext_noop("Nothing is filled in. Write at least one figure, then bring the file again.")


class ImportChanged(Problem):
    code = "information_import_changed"
    status = 409
    text = gettext_noop(
        "A sheet was changed by somebody else since you looked at this page. Look again at what would change, then "
        "apply it."
    )
