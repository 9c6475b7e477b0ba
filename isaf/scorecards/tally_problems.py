"""What a file of counts or ballots can be refused for, beside what any sheet can be (``problems``)."""

from isaf.kit.problems import Problem, gettext_noop


class UnknownKind(Problem):
    code = "unknown_kind"
    text = gettext_noop(
        "The first line does not tell what the file holds. It has to be %(counts)s for counts, or "
        "%(ballots)s for ballots, in any order."
    )


class UnknownColumn(Problem):
    code = "unknown_column"
    text = gettext_noop("The column %(found)s is not known. Remove it, or correct its name: %(known)s.")


class RepeatedColumn(Problem):
    code = "repeated_column"
    text = gettext_noop("The column %(found)s stands twice in the first line. Remove one of them.")


class MissingColumn(Problem):
    code = "missing_column"
    text = gettext_noop("The column %(column)s is missing. Add it to the first line and to every row.")


class WrongWidth(Problem):
    code = "wrong_width"
    text = gettext_noop("This row has %(found)s cells, but the first line has %(known)s. Make them equal.")


class EmptyCell(Problem):
    code = "empty_cell"
    text = gettext_noop("%(column)s is empty. Fill it in, or remove the row.")


class NotClean(Problem):
    code = "not_clean_text"
    text = gettext_noop(
        "%(column)s: %(found)s holds a character that cannot be shown, or is longer than %(longest)s "
        "characters. Type it again."
    )


class NotANumber(Problem):
    code = "not_a_whole_number"
    text = gettext_noop("%(column)s: %(found)s is not a whole number. Write digits only.")


class MixedDigits(Problem):
    code = "mixed_digits"
    text = gettext_noop("%(column)s: %(found)s mixes the digits of two scripts. Write it with one of them.")


class NotBetween(Problem):
    code = "not_between"
    text = gettext_noop("%(column)s: %(found)s is not between %(least)s and %(most)s. Correct the number.")


class NotAChoice(Problem):
    code = "not_a_choice"
    text = gettext_noop("%(column)s: %(found)s is not known. Use one of these: %(known)s.")


class RepeatedRow(Problem):
    code = "repeated_row"
    text = gettext_noop(
        "%(criterion)s, %(segment)s, value %(value)s was counted before, on line %(first)s. "
        "Keep one of the rows."
    )


class RepeatedVote(Problem):
    code = "repeated_vote"
    text = gettext_noop(
        "Ballot %(ballot)s voted on %(criterion)s before, on line %(first)s. Keep one of the rows."
    )


class BallotChanged(Problem):
    code = "ballot_changed"
    text = gettext_noop(
        "Ballot %(ballot)s has another %(column)s than on line %(first)s. One ballot is one person: "
        "make them equal."
    )
