"""Counting tries: one row a side and window, so that several server processes count together."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from .models import Knock

FORGOTTEN_AT_ONCE = 500


def forget_tries(*, now: datetime) -> int:
    """Windows that ended and were not forgotten by a later try; how many."""
    return Knock.objects.filter(ends_at__lte=now).delete()[0]


@transaction.atomic
def count_try(*, mark: str, ends_at: datetime, limit: int, now: datetime) -> bool:
    """One more try, if the window has room for it; windows that ended are forgotten on the way.

    The room is judged by the database in the statement that counts, so tries at the same moment never pass
    together through the last place.
    """
    over = Knock.objects.select_for_update(skip_locked=True).filter(ends_at__lte=now)
    Knock.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])).delete()
    Knock.objects.bulk_create([Knock(mark=mark, ends_at=ends_at)], ignore_conflicts=True)
    return bool(Knock.objects.filter(pk=mark, count__lt=limit).update(count=F("count") + 1))
