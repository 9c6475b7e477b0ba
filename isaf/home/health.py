"""The one address that machines ask: is the server there and its database with it?"""

import logging

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from isaf import __version__

log = logging.getLogger("isaf")


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when a query comes back, 503 when the database does not answer (docs/api)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        log.error("the database does not answer: %s", type(error).__name__)
        return JsonResponse({"status": "no database", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
