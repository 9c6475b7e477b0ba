"""A poster as plain values: what the template draws, and the golden tests hold. No layout is decided here."""

import io
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.country.current import pack
from isaf.information.reading import Line, Part, Published
from isaf.places.models import Area

from .outcome import agreed, scores
from .rules import PAPERS, ranks
from .selectors import Material
from .words import Words

IDENTITY_SIGNS = {"hours": "clock", "phone": "phone", "place": "pin", "complaints": "letter"}
"""The signs of the identity lines that every pack may name; another line has a plain dot."""


def poster(found: Material, paper: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """Everything that stands on the paper, every text as the list of its wordings."""
    words = Words(languages)
    info = found.info
    return {
        "paper": {"name": paper, "width": PAPERS[paper][0], "height": PAPERS[paper][1]},
        "languages": list(languages),
        "zero": words.marks.zero,
        "programme": words.say(lambda: _("Information for citizens")),
        "title": words.names(info.facility),
        "place": words.say(lambda: _place(found, words)),
        "year": words.digits(info.year),
        "demonstration": words.say(
            lambda: _("Demonstration: every place and every figure here is invented.")
        ) if found.is_demonstration else [],
        "identity": _identity(info, words),
        "services": _services(info, words),
        "performance": _performance(info, words),
        "money": _money(info, words),
        "scores": scores(found, words),
        "actions": agreed(found, words),
        "foot": _foot(found, words),
        "more": words.say(lambda: _("… and {n} more at the address below")),
        "standard": words.say(lambda: _("Standard")),
        "not_reported": words.say(lambda: _("not reported")),
    }  # fmt: skip


def _place(found: Material, words: Words) -> str:
    """The kind of service and where it is; an administration stands for its own area."""
    kind = words.name(found.service.names)
    places = [titled(area, words) for area in found.places]
    return f"{kind} • {', '.join(places)}" if places else kind


def titled(area: Area, words: Words) -> str:
    """Name and kind of unit together, by the country's pattern of the language that is spoken now."""
    patterns = pack().settings["unit_patterns"]
    names = pack().unit_type(area.unit_type).names
    language = next((code for code, name in names.items() if name == words.name(names)), "")
    return patterns.get(language, "{name}").format(kind=words.name(names), name=words.name(area.names))


def _identity(info: Published, words: Words) -> list[dict[str, Any]]:
    """Hours, phone, place, whom to ask: what was given; the lines with a sign of their own matter most."""
    lines = [line for part in info.parts if part.kind == "identity" for line in part.lines]
    lines = [line for line in lines if line.now and line.id != "ask"]  # whom to ask stands at the foot
    known = list(IDENTITY_SIGNS)
    lines.sort(key=lambda line: known.index(line.id) if line.id in known else len(known))
    return [
        {"sign": IDENTITY_SIGNS.get(line.id, "dot"), "label": words.names(line.names),
         "text": words.names(line.now)}
        for line in lines[:4]
    ]  # fmt: skip


# --- Services and fees ---------------------------------------------------------------------------------


def _services(info: Published, words: Words) -> dict[str, Any]:
    """The standards, and the facility's own services behind them; lines without a word are only named."""
    parts = [part for part in info.parts if part.kind == "standards" or _is_own_services(part)]
    rows, silent = [], []
    for part in parts:
        for line in part.lines:
            cells = {cell.column.id: cell.value for cell in line.cells if cell.value not in (None, "")}
            name = words.names(cells.pop("service", None) or line.names)
            if cells:
                rows.append({"name": name, **{key: _cell(key, given, words) for key, given in cells.items()}})
            elif name:
                silent.append(name)
    heads = {column.id: words.names(column.names) for part in parts[:1] for column in part.columns}
    used = {key for row in rows for key in row}
    return {
        "title": words.names(parts[0].names) if parts else [],
        "heads": [{"key": key, "words": head} for key, head in heads.items() if key in used],
        "rows": rows,
        "silent": silent,
        "unit": words.say(lambda: _("Fees in %(currency)s") % {"currency": words.name(pack().currency_names)}),
    }  # fmt: skip


def _is_own_services(part: Part) -> bool:
    return part.kind == "list" and any(column.id == "service" for column in part.columns)


def _cell(column: str, given: Any, words: Words) -> list[str]:
    if column != "fee":
        return words.names(str(given))
    return [words.money(given)] if given else words.say(lambda: _("free of charge"))


# --- Performance ---------------------------------------------------------------------------------------


def _performance(info: Published, words: Words) -> dict[str, Any]:
    """Each measure with last year and this year, against its standard, in words and signs."""
    lines = [line for part in info.parts if part.kind == "performance" for line in part.lines]
    shown = [line for line in lines if line.now is not None]
    judged = [line for line in shown if line.standing in ("met", "not_met")]
    met = sum(line.standing == "met" for line in judged)
    order = ranks([2 * (line in judged) + line.counts for line in shown])
    part = next((part for part in info.parts if part.kind == "performance"), None)
    return {
        "title": words.names(part.names) if part else [],
        "heads": [words.digits(info.year - 1), words.digits(info.year)],
        "summary": words.say(
            lambda: ngettext(
                "%(met)s of %(all)s standard is met.", "%(met)s of %(all)s standards are met.", len(judged)
            ) % {"met": words.number(met), "all": words.number(len(judged))}
        ) if judged else [],
        "rows": [{**_measure(line, words), "rank": rank} for line, rank in zip(shown, order, strict=True)],
        "silent": [words.names(line.names) for line in lines if line.now is None],
    }  # fmt: skip


def _measure(line: Line, words: Words) -> dict[str, Any]:
    is_judged = line.standing in ("met", "not_met")
    return {
        "name": words.names(line.names),
        "unit": [] if line.is_yes_no else words.names(line.unit),
        "last": _figure(line, line.last_year, words),
        "now": _figure(line, line.now, words),
        "standard": words.say(lambda: _standard(line, words)) if is_judged else [],
        "standing": line.standing if is_judged else "none",
        "standing_words": words.say(lambda: line.standing_words) if is_judged else [],
        "change": line.change,
        "change_words": words.say(lambda: line.change_words) if line.change != "unknown" else [],
    }


def _figure(line: Line, value: Any, words: Words) -> list[str]:
    if value is None or not line.is_yes_no:
        return [words.number(value)]
    return words.say(lambda: _("yes") if value else _("no"))


def _standard(line: Line, words: Words) -> str:
    if line.is_yes_no:
        return _("yes")
    figure = {"figure": words.number(line.standard)}
    return (
        _("at least %(figure)s") % figure
        if line.standard_type == "minimum"
        else _("at most %(figure)s") % figure
    )


# --- Money ---------------------------------------------------------------------------------------------


def _money(info: Published, words: Words) -> dict[str, Any]:
    """Money in and out; lengths of all bars are parts of the largest sum, in thousandths."""
    parts = [part for part in info.parts if part.kind == "money" and part.flow in ("income", "spending")]
    largest = max((part.total.amount or 0 for part in parts if part.total), default=0)
    currency = words.say(lambda: words.name(pack().currency_names))
    return {
        "title": words.say(lambda: _("Money of %(year)s") % {"year": words.digits(info.year)}),
        "currency": currency,
        "flows": [_flow(part, largest, words) for part in parts],
        "planned": words.say(lambda: _("planned")),
        "balance": _balance(info, words),
    }


def _flow(part: Part, largest: int, words: Words) -> dict[str, Any]:
    total = part.total.amount if part.total else None
    given = sorted((line for line in part.lines if line.now is not None), key=lambda line: -line.now)
    most = max([line.now for line in given] + [_planned(line) or 0 for line in given], default=0)
    return {
        "flow": part.flow,
        "title": words.names(part.names),
        "total": [words.money(total)] if total is not None else [],
        "length": _part(total, largest),
        "rows": [
            {
                "name": words.names(line.names),
                "amount": words.money(line.now),
                "length": _part(line.now, most),
                "planned": _part(_planned(line), most) if _planned(line) is not None else None,
                "of_hundred": words.number(line.per_hundred) if line.per_hundred else "",
            }
            for line in given
        ],
        "silent": [words.names(line.names) for line in part.lines if line.now is None],
        "per_head": words.say(lambda: f"{words.name(part.per_head[0])}: {words.money(part.per_head[1])}")
        if part.per_head else [],
    }  # fmt: skip


def _planned(line: Line) -> int | None:
    """The newest plan that was given: the revised one where there is one."""
    plans = [cell.value for cell in line.cells[:-1] if cell.value is not None]
    return plans[-1] if plans else None


def _part(amount: int | None, whole: int) -> int:
    return amount * 1000 // whole if amount and whole else 0


def _balance(info: Published, words: Words) -> list[dict[str, Any]]:
    lines: Iterable[Line] = (line for part in info.parts if part.kind == "balance" for line in part.lines)
    return [
        {"name": words.names(line.names), "amount": words.money(line.now)}
        for line in lines
        if line.now is not None
    ]


# --- The foot ------------------------------------------------------------------------------------------


def _foot(found: Material, words: Words) -> dict[str, Any]:
    info, address = found.info, found.address(words.languages[0])
    ask = next(
        (
            line.now
            for part in info.parts
            if part.kind == "identity"
            for line in part.lines
            if line.id == "ask"
        ),
        "",
    )
    return {
        "qr": qr_path(address),
        "address": address,
        "scan": words.say(
            lambda: _("Point a phone here: everything about this service, older years, and asking for a correction.")
        ),
        "ask": words.names(ask) or words.names(info.by),
        "ask_label": words.say(lambda: _("Ask here")),
        "version": words.say(
            lambda: _("Version %(number)s, published on %(day)s")
            % {"number": words.number(info.number), "day": words.spoken_day(info.at)}
        ),
        "offices": words.say(
            lambda: _("Given by: %(office)s. Checked by: %(checker)s.")
            % {"office": words.name(info.by), "checker": words.name(info.checked_by)}
        ),
        "origin": words.say(
            lambda: _("Printed from OpenISAF at %(site)s") % {"site": settings.ISAF_URL.split("//")[-1]}
        ),
    }  # fmt: skip


def qr_path(text: str) -> dict[str, Any]:
    """A QR code as the size of its square and an SVG of its dark squares, with the quiet zone left to the paper."""
    import segno

    code = segno.make(text, micro=False, error="m", boost_error=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, nl=False)
    return {"size": code.symbol_size(border=0)[0], "svg": drawn.getvalue().decode()}
