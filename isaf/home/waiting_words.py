"""Words of the pack that no native officer has read yet, listed for everyone (ADR 0034).

A word that waits is used all the same: a page has to say something. So it stands here in the open, beside its
meaning, until somebody who may decide has said yes or named a better one.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from isaf.country.current import pack
from isaf.country.pack import Names, Term


@dataclass(frozen=True)
class Subject:
    """Waiting words that belong together; without names where the pack gave no subject."""

    names: Names
    terms: tuple[Term, ...]


def waiting_words() -> list[Subject]:
    """By subject, in the order of the pack."""
    waiting = [term for term in pack().terms if not term.reviewed]
    subjects = dict.fromkeys(term.subject for term in waiting)
    return [
        Subject(pack().term(key).names if key else {}, tuple(term for term in waiting if term.subject == key))
        for key in sorted(subjects, key=lambda key: key == "")
    ]


@require_safe
@cache_control(public=True, no_cache=True)
def page(request: HttpRequest) -> HttpResponse:
    subjects = waiting_words()
    shown = {
        "subjects": subjects,
        "n": sum(len(subject.terms) for subject in subjects),
        "known": len(pack().terms),
        "codes": pack().languages,
        "language_names": pack().language_names,
    }
    return render(request, "home/waiting_words.html", shown)
