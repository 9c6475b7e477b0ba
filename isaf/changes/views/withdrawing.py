"""Taking back what is published: an information sheet, a signed plan."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from isaf.audit.selectors import versions_of
from isaf.information.selectors import KIND, in_words
from isaf.information.services_withdrawal import withdraw
from isaf.kit.forms import typed_version
from isaf.plans.access import plan_to_withdraw
from isaf.plans.services import withdraw_plan

from ..access import sheet_to_withdraw
from ..forms import WithdrawForm
from .pages import form_page, typed


@never_cache
@login_required
def information(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    sheet = sheet_to_withdraw(request.user, pk, slug)
    standing = list(versions_of(KIND, str(sheet.pk)).filter(withdrawn_at=None))
    form = WithdrawForm(len(standing) > 1, typed(request))

    def act() -> str:
        withdraw(sheet=sheet, by=request.user, row_version=typed_version(request), **form.cleaned_data)
        return reverse("information:edit", args=[pk, slug])

    page = {
        "name": in_words(sheet.facility.names), "cycle": sheet.cycle, "standing": standing,
        "row_version": sheet.row_version, "back": reverse("information:edit", args=[pk, slug]),
    }  # fmt: skip
    return form_page(request, "withdraw", form, act, _("The published sheet is withdrawn."), page)


@never_cache
@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    kept = plan_to_withdraw(request.user, pk)
    form = WithdrawForm(False, typed(request))

    def act() -> str:
        withdraw_plan(plan=kept, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("plans:plan", args=[pk])

    page = {
        "name": in_words(kept.cycle.area.names), "cycle": kept.cycle, "is_plan": True,
        "standing": list(versions_of("plan", str(kept.pk)).filter(withdrawn_at=None)),
        "row_version": kept.row_version, "back": reverse("plans:plan", args=[pk]),
    }  # fmt: skip
    return form_page(request, "withdraw", form, act, _("The published plan is withdrawn."), page)
