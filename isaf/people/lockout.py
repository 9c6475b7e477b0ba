"""What a person sees whose sign-in is locked for a while."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, credentials: object = None, *args: object, **kwargs: object
) -> HttpResponse:
    """429 with how long to wait and whom to ask."""
    response = render(request, "people/locked_out.html", {"minutes": 15}, status=429)
    response["Retry-After"] = "900"
    return response
