"""What can be wrong in a country pack: each says the file, the line, what is wrong and how to mend it."""

from collections.abc import Callable
from typing import Any, ClassVar

from isaf.kit.problems import Problem, gettext_noop


class PackProblem(Problem):
    """One fault in one file. ``line`` counts from 1; 0 means the file as a whole."""

    code = "pack_problem"
    status = 422
    text = gettext_noop("Something in this file is wrong.")
    advice: ClassVar[str] = gettext_noop("Compare it with the same file of another country.")

    def __init__(self, *, file: str, line: int = 0, **details: Any) -> None:
        self.file = file
        self.line = line
        super().__init__(file=file, line=line, **details)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.text % self.details

    @property
    def remedy(self) -> str:
        """What to do about it, in English."""
        return self.advice % self.details

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence, through a translator: where, what, and what to do."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {translate(self.text) % self.details} {translate(self.advice) % self.details}"

    def __str__(self) -> str:
        return self.said()


class NoSuchPack(PackProblem):
    code = "pack_not_found"
    text = gettext_noop("There is no country pack named %(value)s.")
    advice = gettext_noop("Use one of: %(known)s.")


class MissingFile(PackProblem):
    code = "pack_file_missing"
    text = gettext_noop("This file is missing.")
    advice = gettext_noop(
        "Copy the file of the same name from another country and write your own words in it."
    )


class UnknownFile(PackProblem):
    code = "pack_file_unknown"
    text = gettext_noop("Nothing reads a file of this name.")
    advice = gettext_noop("Correct its name or take it away. Known here: %(known)s.")


class BrokenText(PackProblem):
    code = "pack_file_broken"
    text = gettext_noop("The file cannot be read from here on: %(detail)s.")
    advice = gettext_noop(
        "Look at this line and the one above it: a colon, a quotation mark or the blanks at the beginning "
        "are wrong. Save the file as UTF-8."
    )


class KeyTwice(PackProblem):
    code = "pack_key_twice"
    text = gettext_noop("“%(value)s” is written twice in the same place.")
    advice = gettext_noop("Keep one of the two lines.")


class MissingText(PackProblem):
    code = "pack_text_missing"
    text = gettext_noop("%(where)s has no text in the language “%(language)s”.")
    advice = gettext_noop("Add a line that begins with “%(language)s:” and write the text after it.")


class MissingPart(PackProblem):
    code = "pack_part_missing"
    text = gettext_noop("%(where)s has no “%(part)s”.")
    advice = gettext_noop("Add a line that begins with “%(part)s:”. %(schema)s says what may follow.")


class UnknownPart(PackProblem):
    code = "pack_part_unknown"
    text = gettext_noop("“%(value)s” is not known in %(where)s.")
    advice = gettext_noop("Correct the spelling or take the line away. Known here: %(known)s.")


class NotAllowed(PackProblem):
    code = "pack_value_not_allowed"
    text = gettext_noop("%(where)s is “%(value)s”, which is not allowed.")
    advice = gettext_noop("Write one of: %(known)s.")


class TooMany(PackProblem):
    code = "pack_too_many"
    text = gettext_noop("%(where)s has %(count)s entries, and at most %(limit)s are allowed.")
    advice = gettext_noop("Take entries away until %(limit)s are left.")


class TooFew(PackProblem):
    code = "pack_too_few"
    text = gettext_noop("%(where)s has %(count)s entries, and at least %(limit)s are needed.")
    advice = gettext_noop("Add entries until there are %(limit)s.")


class EmptyText(PackProblem):
    code = "pack_text_empty"
    text = gettext_noop("%(where)s is empty.")
    advice = gettext_noop("Write the text, or take the line away if it may be left out.")


class WrongShape(PackProblem):
    code = "pack_shape_wrong"
    text = gettext_noop("%(where)s cannot be “%(value)s”: expected %(expected)s.")
    advice = gettext_noop(
        "Write it as %(expected)s. %(schema)s says more; text that looks like a number needs quotes."
    )


class UnknownWord(PackProblem):
    code = "pack_reference_unknown"
    text = gettext_noop("%(where)s names “%(value)s”, which is not in %(place)s.")
    advice = gettext_noop("Correct the spelling, or add it to %(place)s. Known there: %(known)s.")


class UsedTwice(PackProblem):
    code = "pack_id_twice"
    text = gettext_noop("The id “%(value)s” is used twice.")
    advice = gettext_noop("Give one of the two another id.")


class UnknownVerb(PackProblem):
    code = "pack_verb_unknown"
    text = gettext_noop("The role %(where)s has the verb “%(value)s”, which does not exist.")
    advice = gettext_noop("Use verbs of this list: %(known)s.")


class VerbWithoutRole(PackProblem):
    code = "pack_verb_without_role"
    text = gettext_noop("No role has the verb “%(value)s”, so nobody can do it.")
    advice = gettext_noop("Give the verb to a role.")


class SupplySeesSheets(PackProblem):
    code = "pack_supply_sees_sheets"
    text = gettext_noop(
        "The role %(where)s has “%(value)s”, but only the demand side may handle citizens' sheets."
    )
    advice = gettext_noop("Take the verb away: the scored administration sees results as the public does.")


class LevelsMissing(PackProblem):
    code = "pack_role_without_level"
    text = gettext_noop("The role %(where)s is held in an area but names no level.")
    advice = gettext_noop("Add “levels:” with one or more of: %(known)s.")


class WrongService(PackProblem):
    code = "pack_service_differs"
    text = gettext_noop("The file says service “%(value)s”, but its name says “%(expected)s”.")
    advice = gettext_noop("Make the file's name and its service the same.")


class DigitsNotRising(PackProblem):
    code = "pack_digits_not_rising"
    text = gettext_noop(
        "Codes of the level “%(where)s” have %(value)s digits, not more than the level above."
    )
    advice = gettext_noop(
        "Order the levels from the highest to the lowest; each code is longer than the one above."
    )


class LevelOutOfOrder(PackProblem):
    code = "pack_gazetteer_level"
    text = gettext_noop("A list is for the level “%(value)s” where “%(expected)s” was expected.")
    advice = gettext_noop("Give one list for each level of country.yaml, from the highest to the lowest.")


class WrongNumbering(PackProblem):
    code = "pack_scale_numbering"
    text = gettext_noop("The value %(value)s stands where %(expected)s was expected.")
    advice = gettext_noop("Number the values 1, 2, 3 and so on, from the worst to the best.")


class NothingFavourable(PackProblem):
    code = "pack_nothing_favourable"
    text = gettext_noop("No value of the scale is favourable.")
    advice = gettext_noop("Add “favourable: true” to at least one value.")


class NoEveryone(PackProblem):
    code = "pack_no_everyone"
    text = gettext_noop("The first segment is “%(value)s”, but everyone comes first.")
    advice = gettext_noop("Begin with the segment “all” and an empty rule: rule: {}.")


class YouthDiffers(PackProblem):
    code = "pack_youth_differs"
    text = gettext_noop("The ages here are not those of “youth” in country.yaml.")
    advice = gettext_noop("Write the same first and last age in both files.")


class WrongDay(PackProblem):
    code = "pack_day_wrong"
    text = gettext_noop("%(where)s is “%(value)s”, and there is no such day.")
    advice = gettext_noop("Write a day of the calendar, month before day.")


class ClosesBeforeOpening(PackProblem):
    code = "pack_step_ends_before_start"
    text = gettext_noop("The step “%(where)s” closes before it opens.")
    advice = gettext_noop("Correct one of the two days; write +1: before a day of the year after.")


class NoMainStep(PackProblem):
    code = "pack_no_main_step"
    text = gettext_noop("No step is a main step, so the strip of the year would be empty.")
    advice = gettext_noop("Add “main: true” to the steps that everyone should see.")


class YearsReversed(PackProblem):
    code = "pack_years_reversed"
    text = gettext_noop("The phase “%(where)s” ends in %(value)s, before its first year.")
    advice = gettext_noop("Correct the first or the last year.")


class MoreThanWhole(PackProblem):
    code = "pack_figure_more_than_whole"
    text = gettext_noop("The figure “%(where)s” counts %(value)s of %(expected)s.")
    advice = gettext_noop("Look the two numbers up in the source again.")


class StandardMissing(PackProblem):
    code = "pack_standard_missing"
    text = gettext_noop("The line “%(where)s” has a kind of standard but no standard.")
    advice = gettext_noop("Add “standard:” with the number, or take “standard_type:” away.")


class ReviewedTooSoon(PackProblem):
    code = "pack_term_reviewed_too_soon"
    text = gettext_noop("The word “%(where)s” is ours and marked as reviewed.")
    advice = gettext_noop(
        "Write “no”, or name the officer's source instead of the origin once it was reviewed."
    )


class HeadingsDiffer(PackProblem):
    code = "pack_headings_differ"
    text = gettext_noop(
        "This page has %(count)s headings, and the same page in “%(language)s” has %(expected)s."
    )
    advice = gettext_noop("Write both pages with the same parts in the same order.")


class OutsideDemonstration(PackProblem):
    code = "pack_demonstration_outside"
    text = gettext_noop(
        "The invented area %(value)s does not stand under the demonstration's code %(expected)s."
    )
    advice = gettext_noop("Begin its code with %(expected)s, so that it can never be taken for a real place.")


class NobodyPlays(PackProblem):
    code = "pack_role_without_person"
    text = gettext_noop("Nobody in the demonstration has the role “%(value)s”.")
    advice = gettext_noop("Add a person with this role, so that the role can be tried.")
