"""The one door through which bytes leave."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from . import access
from .models import StoredFile
from .rules import KINDS, is_shown_inside, offered_name
from .selectors import bytes_of


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A public copy for everyone; any other file for who may read its record."""
    if shown := access.public_file(pk):
        return _sent(shown)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _sent(access.file_for(request.user, pk))


def _sent(stored: StoredFile) -> FileResponse:
    """The bytes, told to be nothing but what they were judged to be: no program in them may run."""
    response = FileResponse(
        bytes_of(stored),
        as_attachment=not is_shown_inside(stored.kind, stored.is_public),
        filename=offered_name(stored.name, stored.kind),
        content_type=KINDS[stored.kind].mime,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if stored.is_public:
        response["ETag"] = f'"{stored.sha256}"'
        patch_cache_control(response, public=True, max_age=3600)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
