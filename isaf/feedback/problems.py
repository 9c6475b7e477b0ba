"""Refusals about what citizens send."""

from isaf.kit.problems import Problem, gettext_noop


class TextTooShort(Problem):
    code = "question_too_short"
    status = 422
    text = gettext_noop("Write in a sentence what is not right, and how you know.")


class TextTooLong(Problem):
    code = "question_too_long"
    status = 422
    text = gettext_noop("Write at most %(most)s letters. Your text has %(n)s.")


class HoldsNumber(Problem):
    code = "question_holds_number"
    status = 422
    text = gettext_noop("Leave out telephone and card numbers: what you write may be read by everyone.")


class HoldsLink(Problem):
    code = "question_holds_link"
    status = 422
    text = gettext_noop("Leave out addresses of other sites. Say it in your own words.")


class TooOften(Problem):
    code = "question_too_often"
    status = 429
    text = gettext_noop(
        "Many questions came from here in a short time. Try again in an hour; nothing you wrote was kept."
    )


class NotFromHere(Problem):
    code = "form_from_elsewhere"
    status = 403
    text = gettext_noop("This form was not sent from its own page. Open the page and send it again.")


class LooksLikeAProgram(Problem):
    code = "form_filled_by_program"
    status = 400
    text = gettext_noop("The box that has to stay empty was filled in. Empty it, then send again.")


class NothingPublished(Problem):
    code = "nothing_published"
    status = 404
    text = gettext_noop("Nothing is published here yet, so there is nothing to correct.")


class AlreadyAnswered(Problem):
    code = "question_answered"
    status = 409
    text = gettext_noop("This question was answered or set aside already.")


class NotAnsweredYet(Problem):
    code = "question_not_answered"
    status = 409
    text = gettext_noop("This question has no answer yet, or was reviewed already.")


class OwnAnswer(Problem):
    code = "own_answer"
    status = 403
    text = gettext_noop("You wrote this answer. Another person reviews it.")


class AnswerMissing(Problem):
    code = "answer_missing"
    status = 422
    text = gettext_noop("Write the answer in words.")


class ReasonMissing(Problem):
    code = "review_reason_missing"
    status = 422
    text = gettext_noop("Write the reason: the person who asked reads it.")
