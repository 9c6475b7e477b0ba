"""What the picture tags draw, worked out from results, plans and the pack's scale.

Results come from other rooms as frozen objects or as plain mappings with the same names: ``n``,
``distribution`` (value -> count), ``median``, ``suppressed``, ``collected``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.country.pack import Scale, ScaleValue
from isaf.home import drawing
from isaf.information.rules import per_hundred
from isaf.kit.numerals import half_up


def told(thing: Any, name: str, default: Any = None) -> Any:
    """A field of an object or the same key of a mapping."""
    return thing.get(name, default) if isinstance(thing, Mapping) else getattr(thing, name, default)


def scale_or_pack(scale: Scale | None) -> Scale:
    return scale or pack().scale


def place_of(value: Any, scale: Scale) -> int | None:
    """The place of a median on the scale, 0 for the worst; the face of a half is rounded up (ADR 0011)."""
    if value is None or value == "":
        return None
    whole = int(half_up(wording.exact(value)))
    return scale.numbers.index(whole) if whole in scale.numbers else None


def style_of(place: int, scale: Scale) -> tuple[str, str, float]:
    """Class, colour and mood (-1 to 1) of a place on the scale."""
    size = len(scale.values)
    shade = drawing.shade(place, size)
    return f"v{shade}", scale.values[place].color or drawing.COLORS[shade], -1 + 2 * place / (size - 1)


def face(value: Any, scale: Scale | None, size: str) -> SafeString:
    scale = scale_or_pack(scale)
    place = place_of(value, scale)
    if place is None:
        return drawing.no_face(size)
    style, color, mood = style_of(place, scale)
    return drawing.face(mood, style, color, size)


def value_names(value: ScaleValue, scale: Scale, provider: bool) -> str:
    own = scale.provider_names.get(value.value) if provider else None
    return wording.in_language(own or value.names)


def word(value: Any, scale: Scale | None, provider: bool = False) -> str:
    """The word of a median, as "satisfied"; providers have their own wording (ADR 0012)."""
    scale = scale_or_pack(scale)
    place = place_of(value, scale)
    return _("No result") if place is None else value_names(scale.values[place], scale, provider)


def is_half(value: Any) -> bool:
    return value not in (None, "") and wording.exact(value) % 1 != 0


def counts(distribution: Mapping[Any, int] | Sequence[int], scale: Scale) -> list[int]:
    """Counts from worst to best; keys may be numbers or their text, as in JSON."""
    if not isinstance(distribution, Mapping):
        return list(distribution)
    return [distribution.get(n, distribution.get(str(n), 0)) or 0 for n in scale.numbers]


def score_parts(distribution: Any, scale: Scale) -> list[drawing.Part]:
    parts = []
    for place, count in enumerate(counts(distribution, scale)):
        style, color, mood = style_of(place, scale)
        parts.append(drawing.Part(count, style, color, wording.write(count), hatched=mood < 0))
    return parts


def score_label(distribution: Any, scale: Scale, provider: bool, label: str) -> str:
    told_counts = zip(scale.values, counts(distribution, scale), strict=True)
    text = ", ".join(f"{value_names(v, scale, provider)}: {wording.write(count)}" for v, count in told_counts)
    return f"{label}: {text}" if label else text


def stacked(distribution: Any, scale: Scale | None, label: str, provider: bool, style: str) -> SafeString:
    scale = scale_or_pack(scale)
    read_aloud = score_label(distribution, scale, provider, label)
    return drawing.bar(score_parts(distribution, scale), read_aloud, style)


def legend(scale: Scale | None, provider: bool) -> list[dict[str, Any]]:
    scale = scale_or_pack(scale)
    parts = score_parts([1] * len(scale.values), scale)
    return [
        {"swatch": drawing.swatch(part), "text": value_names(value, scale, provider)}
        for part, value in zip(parts, scale.values, strict=True)
    ]


def why_nothing(result: Any) -> str:
    """The kind of emptiness of a result, or nothing when it can be drawn."""
    if result is None:
        return "unpublished"
    if told(result, "collected", True) is False:
        return "uncollected"
    if told(result, "suppressed", False):
        return "suppressed"
    return "" if told(result, "n") else "empty"


def nothing_text(kind: str) -> str:
    return {
        "unpublished": _("Not yet published."),
        "uncollected": _("Not collected."),
        "suppressed": _("Not shown, so that nobody can be recognised."),
        "empty": _("Nobody has scored this yet."),
    }[kind]


def pair_row(label: str, result: Any, scale: Scale, provider: bool) -> dict[str, Any]:
    kind = why_nothing(result)
    if kind:
        return {"label": label, "nothing": nothing_text(kind)}
    median = told(result, "median")
    return {
        "label": label,
        "bar": stacked(told(result, "distribution"), scale, label, provider, ""),
        "face": face(median, scale, "small"),
        "word": word(median, scale, provider),
        "median": median,
    }


def pair(citizens: Any, providers: Any, scale: Scale | None) -> list[dict[str, Any]]:
    scale = scale_or_pack(scale)
    return [
        pair_row(_("Citizens"), citizens, scale, provider=False),
        pair_row(_("Providers"), providers, scale, provider=True),
    ]


def money_parts(parts: Iterable[Any]) -> list[dict[str, Any]]:
    """Each part with its share of every hundred, as in the sentences beside the bar.

    Parts are (names, minor units) or objects with names and amount.
    """
    pairs = [p if isinstance(p, tuple | list) else (told(p, "names"), told(p, "amount")) for p in parts]
    shares = per_hundred([amount for _names, amount in pairs])
    rows = []
    for place, (names, amount) in enumerate(pairs):
        part = drawing.Part(amount, f"m{min(place + 1, 6)}")
        rows.append({
            "part": part,
            "swatch": drawing.swatch(part),
            "text": wording.in_language(names),
            "amount": amount,
            "share": shares[place] if any(shares) else None,
        })  # fmt: skip
    return rows


def money_bar(rows: list[dict[str, Any]], label: str) -> SafeString:
    text = ", ".join(f"{row['text']}: {wording.write_money(row['amount'])}" for row in rows)
    return drawing.bar([row["part"] for row in rows], f"{label}: {text}" if label else text)
