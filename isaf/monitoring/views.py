"""The board: where the year stands, from the nation to the facility."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from isaf.kit.clock import today
from isaf.kit.numerals import latin_digits
from isaf.kit.tables import write_csv

from .access import board_area, board_starts
from .board import HEADER, Board, area_board, as_table, several_board


@require_safe
@never_cache
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Where the board begins for this person: one area, or several side by side."""
    codes = board_starts(request.user)
    if len(codes) == 1 and codes[0]:
        return redirect("monitoring:board_area", codes[0])
    return render(request, "monitoring/board.html", {"board": _first(request, codes)})


@require_safe
@never_cache
@login_required
def board(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "monitoring/board.html", {"board": _of_area(request, code)})


@require_safe
@never_cache
@login_required
def table(request: HttpRequest, code: str = "") -> HttpResponse:
    """The twin of the board as CSV; with ``?bom=1`` for spreadsheets that need it."""
    codes = board_starts(request.user)
    shown = _of_area(request, code) if code else _first(request, codes)
    text = write_csv(HEADER, as_table(shown))
    answer = HttpResponse(
        ("\ufeff" if request.GET.get("bom") == "1" else "") + text, content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="board-{code or "all"}-{shown.year}.csv"'
    return answer


def _of_area(request: HttpRequest, code: str) -> Board:
    area = board_area(request.user, latin_digits(code))
    return area_board(request.user, area, _year(request), today())


def _first(request: HttpRequest, codes: list[str]) -> Board:
    if codes == [""]:
        return _of_area(request, "")
    return several_board(codes, _year(request), today())


def _year(request: HttpRequest) -> str:
    return latin_digits(request.GET.get("year", ""))
