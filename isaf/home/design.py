"""The design page: every part of the look, with invented samples made from the pack's own words."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from isaf.country import wording
from isaf.country.current import pack
from isaf.country.pack import Scale, ScaleValue
from isaf.home import drawing
from isaf.kit.clock import today
from isaf.kit.fields import Day

LOOK = Path(__file__).parent / "static/home/look.css"


class SampleForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(
        label=gettext_lazy("Name of the meeting place"),
        help_text=gettext_lazy("As people in the village say it."),
    )
    people = forms.CharField(
        label=gettext_lazy("People who came"),
        help_text=gettext_lazy("Count tickets, not raised hands."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    held_on = Day(label=gettext_lazy("Day"))
    service = forms.ChoiceField(label=gettext_lazy("Service"), choices=[])
    present = forms.ChoiceField(
        label=gettext_lazy("Were officials or staff in the room while people scored?"),
        widget=forms.RadioSelect,
        choices=[
            ("none", gettext_lazy("No")),
            ("left", gettext_lazy("They left before scoring")),
            ("stayed", gettext_lazy("Yes, they stayed")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("What goes well"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(s.id, wording.in_language(s.names)) for s in pack().services]


def sample_form() -> SampleForm:
    """A form as it comes back: two fields filled in wrongly, what was typed still there."""
    form = SampleForm({"name": "", "people": "31", "held_on": "", "present": "left", "words": ""})
    form.add_error(
        "people",
        _("There are %(votes)s votes for the first criterion, more than the %(people)s people. Check both.")
        % {"votes": wording.write(35), "people": wording.write(31)},
    )
    form.errors.pop("service", None)
    form.errors.pop("held_on", None)
    return form


def short_scale(size: int) -> Scale:
    """A scale of ``size`` values without colours of its own: any country's faces can be drawn."""
    values = tuple(ScaleValue(n, str(n), {"en": str(n)}, "") for n in range(1, size + 1))
    return Scale(str(size), "1", values, {})


def result(counts: list[int], median: str, **more: Any) -> dict[str, Any]:
    numbers = pack().scale.numbers
    spread = [*counts, *[0] * len(numbers)][: len(numbers)]
    distribution = dict(zip(numbers, spread, strict=True))
    return {"n": sum(spread), "distribution": distribution, "median": Decimal(median), **more}


def cards() -> list[dict[str, Any]]:
    some = [
        result([3, 9, 21, 44, 16], "4"),
        result([9, 28, 47, 31, 12], "3"),
        result([2, 8, 22, 24, 8], "3.5"),
        None,
    ]
    changes = [("up", 3), ("same", None), (None, None), (None, None)]
    return [
        {"service": service, "result": one, "direction": change[0], "before": change[1]}
        for service, one, change in zip(pack().services, some, changes, strict=False)
    ]


def criteria() -> list[dict[str, Any]]:
    first = next(iter(pack().criteria.values()))
    results = [
        (result([6, 19, 48, 39, 15], "3"), result([0, 0, 3, 6, 0], "4")),
        (result([28, 45, 31, 18, 5], "2"), result([0, 2, 5, 2, 0], "3")),
        (result([4, 14, 37, 52, 20], "4"), {"n": None, "suppressed": True}),
        (result([2, 9, 30, 60, 26], "4"), None),
    ]
    return [
        {"names": criterion.names, "citizens": pair[0], "providers": pair[1]}
        for criterion, pair in zip(first, results, strict=False)
    ]


def strip() -> list[dict[str, Any]]:
    main = [step for step in pack().steps if step.main]
    states = ["done", "done", "done", "late", "now"]
    return [
        {"name": wording.in_language(step.short), "state": states[place] if place < len(states) else "next"}
        for place, step in enumerate(main)
    ]


def actions(day: date) -> list[dict[str, Any]]:
    late, road = {"days": wording.write(21)}, {"metres": wording.write(1200)}
    samples = [
        ("done", _("Repair the toilets and the place to wash hands at the school"),
         _("Completed, seen by the committee"), _("School director"), -145, 6_400_000),
        ("way", _("Staff on duty day and night at the health centre"),
         _("In progress"), _("Head of the health centre"), 39, None),
        ("late", _("Put up the list of official fees at the commune office"),
         _("%(days)s days late") % late, _("Commune clerk"), -21, None),
        ("referred", _("Repair %(metres)s metres of the road to the health centre") % road,
         _("Sent to the district, awaiting reply"), _("Commune chief"), 120, 48_000_000),
    ]  # fmt: skip
    return [
        {
            "kind": kind,
            "title": title,
            "status": status,
            "owner": owner,
            "due": day + timedelta(days),
            "cost": cost,
        }
        for kind, title, status, owner, days, cost in samples
    ]


def money() -> dict[str, list[tuple[str, int]]]:
    return {
        "income": [(_("Commune fund"), 131_000_000), (_("Own income"), 32_800_000), (_("Other"), 18_200_000)],
        "spending": [
            (_("Development"), 111_000_000),
            (_("Administration"), 49_100_000),
            (_("Social affairs"), 14_600_000),
            (_("Closing balance"), 7_300_000),
        ],
    }


def tokens() -> list[dict[str, Any]]:
    """Every colour token of the style sheet with its contrast on paper."""
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", LOOK.read_text("utf-8").split("}")[2]))
    return [
        {"name": name, "color": color, "ratio": round(drawing.contrast(color, "#ffffff"), 1)}
        for name, color in found.items()
    ]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything that pages are made of, in the reader's language."""
    return render(
        request,
        "home/design.html",
        {
            "cards": cards(),
            "criteria": criteria(),
            "strip": strip(),
            "actions": actions(today()),
            "money": money(),
            "form": sample_form(),
            "tokens": tokens(),
            "scale": pack().scale,
            "scales": [short_scale(size) for size in drawing.SHADES],
            "today": today(),
        },
    )
