"""How often something may be tried in a while: the one limit on what the public may send.

Counted in the database, since several processes serve and the database's own cache of Django counts without a
lock (docs/adr/0029). The window is fixed: at its edge, twice the limit may pass in a short time.
"""

import hmac
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from .clock import now
from .services import count_try


def allow(kind: str, key: str, limit: int, per_seconds: int) -> bool:
    """True for the first ``limit`` tries of this kind by this key in a window of so many seconds.

    ``key`` says who tries, for example ``address_of(request)``; it is not kept, only a digest that means nothing
    after the window. Call it before the deed and outside its transaction: a try that is refused counts as well.
    """
    moment = now()
    start = int(moment.timestamp()) // per_seconds * per_seconds
    said = f"{kind}\n{per_seconds}\n{start}\n{key}".encode()
    mark = hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()
    ends_at = datetime.fromtimestamp(start + per_seconds, tz=UTC)
    return count_try(mark=mark, ends_at=ends_at, limit=limit, now=moment)


def caller(request: HttpRequest) -> str | None:
    """The address from which a request comes, None where nothing says it.

    The server itself speaks no https. Where its address begins with it, a proxy stands in front and writes the
    caller's address as the last of X-Forwarded-For; elsewhere that header is anybody's word and not read.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS and (passed := request.META.get("HTTP_X_FORWARDED_FOR")):
        given = passed.rpartition(",")[2].strip()
    try:
        return str(ip_address(given))
    except ValueError:
        return None


def address_of(request: HttpRequest) -> str:
    """The side a request comes from, for counting only: of IPv6 the network that one household or office has."""
    address = caller(request)
    if address is None or ":" not in address:
        return address or "unknown"
    return str(ip_network(f"{address}/64", strict=False))
