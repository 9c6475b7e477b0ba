"""The one address that machines ask: is the server there and its database with it?"""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from isaf import __version__


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when a query comes back (docs/api)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": __version__})
