"""Refusals about a file of facilities, each about one row or about the header."""

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


class BrokenWorkbook(Problem):
    code = "broken_workbook"
    text = gettext_noop("This spreadsheet cannot be opened. Save it as XLSX or CSV (UTF-8), then try again.")


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
