"""How a phone says who it is: the secret of the device, as a bearer token or as Basic with the same secret."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from isaf.inbox.selectors import device_by_secret
from isaf.kit.problems import Problem, TooOften
from isaf.kit.throttle import address_of, allow

from .services import in_words

WRONG_SECRETS = 60  # a minute, from one address
View = Callable[..., HttpResponse]


def secret_of(request: HttpRequest) -> str:
    """The secret that the request carries; empty when it carries none. The user name of Basic is not looked at."""
    kind, _, rest = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return rest.strip()
    if kind.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def of_device(view: View) -> View:
    """The view gets ``request.device``; 401 without a known secret, 429 for who tries many, 503 when we are busy.

    A withdrawn phone passes: what it holds is taken into quarantine. Nothing here reads a cookie, so no form's
    token is asked.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, *named: object, **rest: object) -> HttpResponse:
        secret = secret_of(request)
        try:
            device = device_by_secret(secret) if secret else None
            if device is None:
                return _unknown(request, is_tried=bool(secret))
            request.device = device
            return view(request, *named, **rest)
        except Problem as problem:
            answer = JsonResponse({"problems": in_words([problem])}, status=problem.status)
            if problem.status == TooOften.status:
                answer["Retry-After"] = "60"
            return answer
        except OperationalError:
            answer = JsonResponse({"problems": []}, status=503)
            answer["Retry-After"] = "30"
            return answer

    return inner


def _unknown(request: HttpRequest, *, is_tried: bool) -> HttpResponse:
    if is_tried and not allow("device", address_of(request), WRONG_SECRETS, 60):
        answer = JsonResponse({"problems": []}, status=429)
        answer["Retry-After"] = "60"
        return answer
    answer = JsonResponse({"problems": []}, status=401)
    answer["WWW-Authenticate"] = 'Basic realm="isaf", charset="UTF-8"'
    return answer
