"""Slips as a PDF: the codes come back from the page that told them, since nothing else keeps them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.country.current import pack

from .. import access
from ..lists import MOST_PEOPLE
from ..rules import slip_word
from ..slip_pdf import slips_pdf
from ..verbs import Verb


@require_POST
@never_cache
@login_required
def slip_paper(request: HttpRequest) -> HttpResponse:
    """The slips whose codes were just told, in the chosen language."""
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    wanted = request.POST.get("language")
    language = wanted if wanted in pack().languages else pack().default_language
    codes = [slip_word(code) for code in request.POST.getlist("code")[:MOST_PEOPLE]]
    slips = [
        (access.slip_to_print(request.user, code), code, _address(request, code, language)) for code in codes
    ]
    if not slips:
        return redirect("people:people")
    name = f'attachment; filename="slips-{language}.pdf"'
    paper = slips_pdf(slips, language)
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": name})


def _address(request: HttpRequest, code: str, language: str) -> str:
    with override(language):
        return request.build_absolute_uri(reverse("people:invitation", args=[code]))
