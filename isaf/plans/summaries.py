"""What the plans say of an action, kept with the action: whether it stands in a signed plan (ADR 0043)."""

from django.db.models import Exists, OuterRef, QuerySet

from .models import Action, Plan, PlanLine

SIGNED = PlanLine.objects.filter(action=OuterRef("pk"), plan__state=Plan.State.PUBLISHED)


def refresh_public(actions: QuerySet[Action]) -> None:
    """After a plan was signed or taken back: its actions, judged by every plan in which they stand."""
    actions.order_by().update(is_public=Exists(SIGNED))


def rebuild_public() -> int:
    """Every action anew from the plans; gives how many had it wrong."""
    told = Action.objects.annotate(is_signed=Exists(SIGNED)).order_by()
    wrong = told.exclude(is_public=Exists(SIGNED))
    found = wrong.count()
    refresh_public(Action.objects.filter(pk__in=list(wrong.values_list("pk", flat=True))))
    return found
