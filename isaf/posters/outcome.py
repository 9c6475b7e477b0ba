"""The second half of a poster: what citizens said, and what was agreed and became of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.country.current import pack
from isaf.country.pack import Scale
from isaf.scorecards.results import CriterionResult, FacilityResults
from isaf.scorecards.rules import Result

from .rules import ranks
from .selectors import Material
from .words import Words


def scores(found: Material, words: Words) -> dict[str, Any]:
    """Faces and numbers of votes as the public sees them; what is withheld says so."""
    results = found.results
    if results is None:
        return {
            "title": words.say(lambda: _("What citizens say")),
            "none": words.say(
                lambda: _("Citizens have not scored this service yet. Everyone may come, listen, score and propose.")
            ),
            "rows": [],
        }  # fmt: skip
    whole = results.overall
    rows = [row for row in results.criteria if row.all is not None]
    order = ranks([row.all.n or 0 if row.all else 0 for row in rows])
    return {
        "title": words.say(lambda: _("What citizens said in %(year)s") % {"year": words.digits(results.year)}),
        "none": [],
        "steps": len(results.scale.values),
        "face": whole.face if whole else None,
        "word": _word(whole, results.scale, words),
        "people": _people(results, words),
        "rows": [
            {**_criterion(row, results.scale, words), "rank": rank}
            for row, rank in zip(rows, order, strict=True)
        ],
    }  # fmt: skip


def _people(results: FacilityResults, words: Words) -> list[str]:
    if not results.people:
        return []
    return words.say(
        lambda: ngettext(
            "%(people)s people scored in %(n)s meeting.", "%(people)s people scored in %(n)s meetings.",
            results.sheets,
        ) % {"people": words.number(results.people), "n": words.number(results.sheets)}
    )  # fmt: skip


def _criterion(row: CriterionResult, scale: Scale, words: Words) -> dict[str, Any]:
    shown = row.all
    is_hidden = shown is None or shown.suppressed or shown.face is None
    return {
        "name": words.names(row.names),
        "face": None if is_hidden or shown is None else shown.face,
        "word": words.say(lambda: _("too few votes to show")) if is_hidden else _word(shown, scale, words),
        "n_words": "" if is_hidden or shown is None else f"n = {words.number(shown.n)}",
    }


def _word(result: Result | None, scale: Scale, words: Words) -> list[str]:
    face = result.face if result else None
    return next((words.names(value.names) for value in scale.values if value.value == face), [])


def agreed(found: Material, words: Words) -> dict[str, Any]:
    """The agreed actions with what became of each; a title stands in the language it was agreed in."""
    statuses = {status.id: status.names for status in pack().statuses}
    done = sum(action.status == "completed" for action in found.actions)
    return {
        "title": words.say(lambda: _("What was agreed, and what was done")),
        "summary": words.say(
            lambda: _("%(done)s of %(all)s completed")
            % {"done": words.number(done), "all": words.number(len(found.actions))}
        ) if found.actions else [],
        "none": [] if found.actions else words.say(
            lambda: _("No agreed action for this service stands in a signed plan yet.")
        ),
        "rows": [
            {
                "name": words.names(action.title),
                "status": action.status,
                "status_words": words.names(statuses.get(action.status, action.status)),
                "due": [] if action.status in ("completed", "cancelled") else _due(action.due_on, words),
                "rank": rank,
            }
            for rank, action in enumerate(found.actions)
        ],
    }  # fmt: skip


def _due(day: Any, words: Words) -> list[str]:
    return words.say(lambda: _("due %(day)s") % {"day": words.spoken_day(day)})
