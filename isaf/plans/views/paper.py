"""The plan as paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from isaf.country.current import pack
from isaf.cycles.access import cycle_for
from isaf.kit.problems import NotFound
from isaf.people.verbs import Verb

from .. import selectors
from ..printing import plan_pdf


@require_safe
@never_cache
@login_required
def plan_paper(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The plan as it stands now, for the session of the council and for signing."""
    cycle = cycle_for(request.user, pk, Verb.PLAN_READ)
    plan = selectors.plan_of(cycle)
    if plan is None or language not in pack().languages:
        raise NotFound()
    answer = HttpResponse(plan_pdf(selectors.plan_table(plan), language), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="plan-{cycle.area.code}-{cycle.year}-{language}.pdf"'
    return answer
