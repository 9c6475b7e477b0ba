"""Refusals about a file that is brought in, each about one row or about the header, and about merging."""

from isaf.kit.problems import Problem, gettext_noop


class UnknownColumn(Problem):
    code = "unknown_column"
    text = gettext_noop("The column %(column)s is not known. Use: %(known)s.")


class RepeatedColumn(Problem):
    code = "repeated_column"
    text = gettext_noop("The column %(column)s is there twice. Keep one of them.")


class MissingColumn(Problem):
    code = "missing_column"
    text = gettext_noop("The column %(column)s is missing. Add it to the first line.")


class TooManyCells(Problem):
    code = "too_many_cells"
    text = gettext_noop("This line has more cells than the first line has columns. Check its commas.")


class NoCode(Problem):
    code = "no_code"
    text = gettext_noop("The row has no facility code. Every facility needs one that no other has.")


class RepeatedCode(Problem):
    code = "repeated_code"
    text = gettext_noop(
        "The code %(facility)s was used in line %(first)s already. Give each facility its own code."
    )


class UnknownCommune(Problem):
    code = "unknown_commune"
    text = gettext_noop("No area has the code %(area)s. Check the code against the list of areas.")


class EndedArea(Problem):
    code = "ended_area"
    text = gettext_noop("The area %(area)s ended on %(end)s. Use the area that followed it: %(successors)s.")


class NotADate(Problem):
    code = "not_a_date"
    text = gettext_noop("%(typed)s is not a date. Write year-month-day, for example 2026-01-31.")


class NotADegree(Problem):
    code = "not_a_degree"
    text = gettext_noop("%(typed)s is not a latitude or longitude in degrees, for example 11.5621.")


class UncleanText(Problem):
    code = "unclean_text"
    text = gettext_noop(
        "The column %(column)s holds characters that cannot be seen, or is too long. Type it again."
    )


class UnknownLayout(Problem):
    code = "unknown_layout"
    text = gettext_noop("There is no layout %(layout)s for such a file. Use one of: %(known)s.")


class UnlikelyColumn(Problem):
    code = "unlikely_column"
    text = gettext_noop("The column %(column)s is not known. If you mean %(known)s, write it so.")


class MalformedUnitCode(Problem):
    code = "malformed_unit_code"
    text = gettext_noop("%(area)s is not the code of a unit: a code has %(digits)s digits and no part 00.")


class RepeatedUnitCode(Problem):
    code = "repeated_unit_code"
    text = gettext_noop("The code %(area)s stands in line %(first)s already. Keep the row that is right.")


class ParentUnknown(Problem):
    code = "parent_unknown"
    text = gettext_noop(
        "No unit has the code %(parent)s, under which %(area)s would stand. Add it to the list."
    )


class ParentRefused(Problem):
    code = "parent_refused"
    text = gettext_noop("The unit %(parent)s, under which this one stands, is refused itself. Mend it first.")


class ParentDiffers(Problem):
    code = "parent_differs"
    text = gettext_noop(
        "The code %(area)s stands under %(expected)s, but the row says %(parent)s. Mend one of them."
    )


class TypeDoesNotFit(Problem):
    code = "type_does_not_fit"
    text = gettext_noop("A unit of the kind %(type)s does not stand under one of the kind %(above)s.")


class InventedUnit(Problem):
    code = "invented_unit"
    text = gettext_noop("Codes that begin with %(code)s are kept for the invented places of demonstrations.")


class UnknownRelation(Problem):
    code = "unknown_relation"
    text = gettext_noop("List of successors: %(relation)s is not known. Use one of: %(known)s.")


class SuccessorUnknown(Problem):
    code = "successor_unknown"
    text = gettext_noop("List of successors: no unit has the code %(area)s. Add it to the list of units.")


class NotEnded(Problem):
    code = "not_ended"
    text = gettext_noop(
        "List of successors: %(area)s has not ended. Leave the line out, or say that the list of units is complete."
    )


class TooLarge(Problem):
    code = "import_too_large"
    status = 413
    text = gettext_noop(
        "The file is too large: %(most)s megabytes are taken at most. Divide it by provinces."
    )


class MalformedWord(Problem):
    code = "malformed_word"
    text = gettext_noop("%(typed)s is not a short code: small letters, digits and hyphens, at most 40.")


class NotAYear(Problem):
    code = "not_a_year"
    text = gettext_noop("%(typed)s is not a year. Write four digits, for example 2026.")


class NoNameYet(Problem):
    code = "no_name_yet"
    text = gettext_noop("It is new here and has no name in the first language. Fill the column %(column)s.")


class NoFirstDay(Problem):
    code = "no_first_day"
    text = gettext_noop("The project is new here and has no first day. Fill the column since.")


class UnknownOrganisation(Problem):
    code = "unknown_organisation"
    text = gettext_noop(
        "No organisation has the code %(organisation)s. Bring in the list of organisations first."
    )


class UnknownProject(Problem):
    code = "unknown_project"
    text = gettext_noop("No project has the code %(project)s. Bring in the list of projects first.")


class RepeatedRow(Problem):
    code = "repeated_row"
    text = gettext_noop("Line %(first)s says the same or something else about %(what)s. Keep one of them.")
