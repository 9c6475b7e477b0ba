"""Refusals about posters."""

from isaf.kit.problems import Problem, gettext_noop


class NotPublished(Problem):
    code = "nothing_published_to_print"
    status = 404
    text = gettext_noop(
        "Nothing is published for %(facility)s in %(year)s, so there is nothing to print. "
        "Publish the information sheet first."
    )


class UnknownFacility(Problem):
    code = "unknown_facility"
    status = 404
    text = gettext_noop(
        "No facility has the code %(facility)s. Write it as on its page, for example ca-010201."
    )


class UnknownLanguages(Problem):
    code = "unknown_languages"
    status = 404
    text = gettext_noop(
        "%(lang)s is no language of this country. Choose one, or several joined by +: %(known)s."
    )
