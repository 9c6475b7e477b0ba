"""What a sheet or a file of votes can be refused for, each with a sentence that says what to do.

Details carry ids (criterion, segment); a page that shows a problem puts the names of the country pack in
their place with ``named``.
"""

from collections.abc import Mapping

from isaf.kit.problems import Problem, gettext_noop


def named(problem: Problem, criteria: Mapping[str, str], segments: Mapping[str, str]) -> Problem:
    """The same problem with names for people in place of ids, as far as they are known."""
    details = dict(problem.details)
    for key, names in (("criterion", criteria), ("segment", segments)):
        if key in details:
            details[key] = names.get(details[key], details[key])
    return type(problem)(**details)


class UnknownCriterion(Problem):
    code = "unknown_criterion"
    text = gettext_noop(
        "%(criterion)s is not a criterion of this scorecard. Choose one from the list, or propose it first."
    )


class UnknownSegment(Problem):
    code = "unknown_segment"
    text = gettext_noop("%(segment)s is not a group that is counted. Use one of the groups of the form.")


class UnknownValue(Problem):
    code = "unknown_value"
    text = gettext_noop(
        "%(value)s is not on the rating scale (%(criterion)s). Use a value of the scale, then send again."
    )


class NegativeVotes(Problem):
    code = "negative_votes"
    text = gettext_noop(
        "%(criterion)s, %(segment)s: %(votes)s votes for %(value)s. Votes cannot be below 0. Write 0 or more."
    )


class NegativePeople(Problem):
    code = "negative_people"
    text = gettext_noop(
        "%(segment)s: %(people)s people. The count of people cannot be below 0. Write 0 or more."
    )


class PeopleMissing(Problem):
    code = "people_missing"
    text = gettext_noop("The count of all people is missing. Write how many people came to score.")


class GroupAboveAllPeople(Problem):
    code = "group_above_all_people"
    text = gettext_noop(
        "%(segment)s: %(people)s people were counted, but %(all_people)s in all. Check both counts of people."
    )


class PartsAboveAllPeople(Problem):
    code = "parts_above_all_people"
    text = gettext_noop(
        "Women and men together are %(people)s people, but %(all_people)s were counted in all. "
        "Check the three counts of people."
    )


class VotesAbovePeople(Problem):
    code = "votes_above_people"
    text = gettext_noop(
        "%(criterion)s, %(segment)s: %(votes)s votes, but %(people)s people were counted. "
        "Check the votes and the count of people, then send again."
    )


class GroupNotCounted(Problem):
    code = "group_not_counted"
    text = gettext_noop(
        "%(criterion)s, %(segment)s: %(votes)s votes, but the people of this group were not counted. "
        "Write how many they are, or leave the votes of this group empty."
    )


class AllMissing(Problem):
    code = "all_missing"
    text = gettext_noop(
        "%(criterion)s: the votes of all people together are missing. Add them; groups alone are not enough."
    )


class GroupAboveAll(Problem):
    code = "group_above_all"
    text = gettext_noop(
        "%(criterion)s, value %(value)s: %(segment)s gave %(votes)s votes, but all people together gave "
        "%(all_votes)s. Check both counts."
    )


class PartsAboveAll(Problem):
    code = "parts_above_all"
    text = gettext_noop(
        "%(criterion)s, value %(value)s: women and men together gave %(votes)s votes, but all people "
        "together gave %(all_votes)s. Check the three counts."
    )


# What only a whole sheet can be refused for (scorecards.services.record_sheet).


class SheetConflict(Problem):
    code = "sheet_conflict"
    status = 409
    text = gettext_noop(
        "A sheet with this number was saved before with other content. Nothing was changed. Open the saved sheet "
        "and compare both."
    )


class SheetStands(Problem):
    code = "sheet_stands"
    status = 409
    text = gettext_noop(
        "This meeting has a sheet already. Open that sheet; if it is wrong, correct it there."
    )


class NotAScoringMeeting(Problem):
    code = "not_a_scoring_meeting"
    text = gettext_noop("In this meeting nobody scores. Choose a scoring meeting or a self-assessment.")


class MeetingNotHeld(Problem):
    code = "sheet_before_meeting"
    status = 409
    text = gettext_noop("Write first on which day this meeting was held, then save the sheet.")


class PeopleTooMany(Problem):
    code = "people_too_many"
    text = gettext_noop("%(segment)s: %(people)s people are more than %(most)s. Check the number of digits.")


class NothingChosen(Problem):
    code = "nothing_chosen"
    text = gettext_noop("No criterion was chosen for scoring. Choose at least one, then save again.")


class TooFewChosen(Problem):
    code = "too_few_chosen"
    text = gettext_noop("%(chosen)s criteria were chosen; at least %(least)s are needed. Choose more.")


class TooManyChosen(Problem):
    code = "too_many_chosen"
    text = gettext_noop("%(chosen)s criteria were chosen; at most %(most)s can be scored. Choose fewer.")


class CriterionTwice(Problem):
    code = "criterion_twice"
    text = gettext_noop("%(criterion)s stands twice on the sheet. Keep one of the two.")


class VotesMissing(Problem):
    code = "votes_missing"
    text = gettext_noop(
        "%(criterion)s was chosen, but it has no votes. Write the votes, or take the choice away."
    )


class NotChosen(Problem):
    code = "not_chosen"
    text = gettext_noop(
        "%(criterion)s has votes, but it was not chosen for scoring. Choose it, or empty its votes."
    )


class WordingMissing(Problem):
    code = "wording_missing"
    text = gettext_noop(
        "A criterion in the group's own words has no words. Write them, or take the choice away."
    )


class WordingNotClean(Problem):
    code = "wording_not_clean"
    text = gettext_noop(
        "A criterion in the group's own words is longer than %(longest)s letters or in an unknown language. "
        "Shorten it."
    )


class TimesProposedWrong(Problem):
    code = "times_proposed_wrong"
    text = gettext_noop("%(criterion)s: the times it was proposed cannot be right. Check the number.")


class RemarkNotClean(Problem):
    code = "remark_not_clean"
    text = gettext_noop(
        "%(criterion)s: a remark is empty, longer than %(longest)s letters, or of an unknown kind. Correct it."
    )


# What a review can be refused for.


class ReviewedByAnother(Problem):
    code = "reviewed_by_another"
    status = 403
    text = gettext_noop("You sent this sheet yourself. Another person has to review it.")


class ReviewedFromOutside(Problem):
    code = "reviewed_from_outside"
    status = 403
    text = gettext_noop(
        "You help with the scoring of this service. Somebody who does not facilitate it has to review the sheet."
    )


class NotForReview(Problem):
    code = "not_for_review"
    status = 409
    text = gettext_noop("This sheet is not waiting for review any more. Look at it again.")


class CannotReturn(Problem):
    code = "cannot_return"
    status = 409
    text = gettext_noop("This sheet cannot be returned: it was returned or replaced before.")


class CannotCorrect(Problem):
    code = "cannot_correct"
    status = 409
    text = gettext_noop(
        "This sheet is approved or replaced, so it cannot be corrected. Ask the reviewer to return it first."
    )


class ReturnReasonMissing(Problem):
    code = "return_reason_missing"
    text = gettext_noop("Write what has to be corrected, so that the other person knows.")


class NotReadable(Problem):
    code = "not_readable"
    text = gettext_noop(
        'The sheet cannot be read at "%(where)s". Its app may be older or newer than this server; nothing is lost.'
    )


class UnknownMeeting(Problem):
    code = "unknown_meeting"
    text = gettext_noop(
        "This server does not know the meeting of the sheet. It is kept until somebody says which meeting it was."
    )
