"""Who changed what, on one page for every record."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..history import tell
from ..records import record_for


@require_safe
@never_cache
@login_required
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Behind the record's own guard: who may not open the record reads nothing of it here."""
    record = record_for(request.user, kind, key)
    deeds = tell(record.events, record.extra)
    return render(request, "changes/history.html", {"record": record, "deeds": deeds})
