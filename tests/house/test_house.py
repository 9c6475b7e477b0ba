"""The house inspects itself. Every inspection is also shown a fault, so that we know it can see."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import code, deeds, documents, texts

ROOT = Path(__file__).resolve().parents[2]
Inspection = Callable[[Path], Iterator[str]]
INSPECTIONS: list[Inspection] = [
    *code.INSPECTIONS,
    *texts.INSPECTIONS,
    *documents.INSPECTIONS,
    *deeds.INSPECTIONS,
]

LONG = "x = 1\n" * 401
LONG_VIEW = "def page(request):\n" + "    x = 1\n" * 25
FAULTS: list[tuple[Inspection, str, str]] = [
    (code.no_signals, "isaf/plans/signals.py", ""),
    (code.no_signals, "isaf/plans/services.py", "from django.db.models.signals import post_save\n"),
    (code.no_signals, "isaf/plans/apps.py", "from django.dispatch import receiver\n"),
    (code.no_overrides, "isaf/plans/models.py", "class A:\n    def save(self): ...\n"),
    (code.no_overrides, "isaf/plans/models.py", "class A:\n    def delete(self): ...\n"),
    (code.writes_only_in_services, "isaf/plans/views.py", "Action.objects.create(x=1)\n"),
    (code.writes_only_in_services, "isaf/plans/views.py", "action.save()\n"),
    (code.writes_only_in_services, "isaf/plans/views.py", "action.save(update_fields=['x'])\n"),
    (code.writes_only_in_services, "isaf/plans/selectors.py", "Action.objects.filter(x=1).update(x=2)\n"),
    (code.writes_only_in_services, "isaf/plans/selectors.py", "action.delete()\n"),
    (code.writes_only_in_services, "isaf/plans/forms.py", "plan.lines.bulk_create([])\n"),
    (code.one_clock, "isaf/plans/services.py", "import datetime\nx = datetime.date.today()\n"),
    (code.one_clock, "isaf/plans/models.py", "x = DateTimeField(auto_now_add=True)\n"),
    (code.one_clock, "isaf/plans/views.py", "from django.utils.timezone import now\n"),
    (code.one_clock, "isaf/plans/rules.py", "from isaf.kit.clock import today\n"),
    (code.guards_only, "isaf/plans/views.py", "from django.shortcuts import get_object_or_404\n"),
    (code.guards_only, "isaf/plans/forms.py", "x = Action.objects.all()\n"),
    (code.guards_only, "isaf/plans/views/actions.py", "x = Action.objects.all()\n"),
    (code.short_files, "isaf/plans/services.py", LONG),
    (code.short_files, "isaf/plans/views.py", LONG_VIEW),
    (code.rooms_say_what_they_are, "isaf/plans/__init__.py", ""),
    (code.rules_have_examples, "isaf/plans/rules.py", 'def is_late():\n    """No example."""\n'),
    (code.services_take_names, "isaf/plans/services.py", "def close(plan, *, by): ...\n"),
    (code.telling_migrations, "isaf/plans/migrations/0002_auto_20260101_1200.py", ""),
    (code.telling_migrations, "isaf/plans/migrations/0003_alter_action_due_on.py", ""),
    (deeds.deeds_have_words, "isaf/plans/services.py", 'record(by=by, verb="sign_plan", subject=plan)\n'),
    (
        deeds.deeds_have_words,
        "isaf/plans/services/steps.py",
        'def _save(plan, verb):\n    record(verb=verb)\n_save(plan, "sign_plan")\n',
    ),
    (deeds.deeds_are_read, "isaf/plans/deeds.py", "WORDS: dict[str, str] = {}\n"),
    (texts.country_is_data, "isaf/plans/rules.py", "# \u1780\n"),
    (texts.country_is_data, "isaf/plans/templates/plans/a.html", "Svay Rieng"),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", '<p style="color:red">'),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", "<style>p {}</style>"),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", "<script>x()</script>"),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", '<button onclick="x()">'),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", '<img src="https://example.org/a.png">'),
    (texts.strict_pages, "isaf/plans/templates/plans/a.html", "{{ text|safe }}"),
    (texts.short_pages, "isaf/plans/templates/plans/a.html", "<p>\n" * 151),
    (texts.short_pages, "isaf/plans/static/plans/a.js", "x();\n" * 251),
    (texts.words_that_hurt, "isaf/plans/templates/plans/a.html", "This promise."),
    (texts.words_that_hurt, "country/kh/pages/about.en.md", "In all 25 provinces."),
    (texts.clean_files, "docs/tour.md", "Open /" + "home/somebody/isaf."),
    (texts.clean_files, "requirements/run.txt", "django==5.2  # --index" + "-url https://example.org/"),
    (
        documents.problems_are_told,
        "isaf/plans/problems.py",
        'class A:\n    code = "late"\n    text = "Late."\n',
    ),
    (documents.problems_are_told, "docs/api/problems.md", "| `never_raised` | 400 |\n"),
    (documents.variables_are_told, "isaf/config/settings.py", 'X = env.str("ISAF_MOON", "")\n'),
    (documents.variables_are_told, ".env.example", "# ISAF_MOON=\n"),
    (documents.dependencies_are_told, "pyproject.toml", '[project]\ndependencies = ["left-pad>=1"]\n'),
    (documents.locks_agree, "requirements/run.txt", "left-pad==1.0 \\\n"),
    (documents.version_is_said_once, "CHANGELOG.md", "## Soon\n"),
    (documents.version_is_said_once, "CHANGELOG.md", "## 1.0 (unreleased)\n\n### Donors\n"),
]


@pytest.mark.parametrize("inspection", INSPECTIONS, ids=lambda inspection: inspection.__name__)
def test_the_house_is_in_order(inspection: Inspection) -> None:
    faults = list(inspection(ROOT))
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize(("inspection", "path", "text"), FAULTS)
def test_a_planted_fault_is_seen(inspection: Inspection, path: str, text: str, tmp_path: Path) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True, exist_ok=True)
    assert list(inspection(tmp_path)) == []

    planted.write_text(text)

    assert len(list(inspection(tmp_path))) == 1


def test_a_code_with_two_statuses_and_a_retired_one_are_seen(tmp_path: Path) -> None:
    (tmp_path / "isaf/plans").mkdir(parents=True)
    (tmp_path / "docs/api").mkdir(parents=True)
    late = '    code = "late"\n    text = "Late."\n'
    (tmp_path / "isaf/plans/problems.py").write_text(f"class A:\n{late}class B:\n{late}    status = 409\n")
    page = tmp_path / "docs/api/problems.md"
    page.write_text("\n## Retired\n\n- `late`\n")
    page.write_text(documents.document(tmp_path))

    faults = "\n".join(documents.problems_are_told(tmp_path))

    assert faults.count("is retired") == 2
    assert faults.count("late means 409 here and 400 in plans") == 1


def test_every_inspection_was_shown_a_fault() -> None:
    assert {inspection for inspection, _, _ in FAULTS} == set(INSPECTIONS)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("isaf/plans/services.py", "Action.objects.create(x=1)\naction.save()\n"),
        (
            "isaf/plans/posters.py",
            "picture.save(file, kind='png')\nwords.update(x=1)\nrow = dict.fromkeys('a')\n",
        ),
        ("isaf/plans/migrations/0002_action_gets_grace_days.py", "Action.objects.update(x=1)\n"),
        (
            "isaf/plans/templates/plans/a.html",
            '<script src="{% static "a.js" %}"></script><p class="style">on = 1',
        ),
        ("isaf/plans/views.py", "from isaf.kit.clock import today\nx = today()\n"),
        ("docs/tour.md", "See /km/areas/ and /usr/bin/env; https://example.org/home/page"),
    ],
)
def test_what_is_allowed_is_left_alone(path: str, text: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text)

    assert [fault for inspection in INSPECTIONS for fault in inspection(tmp_path)] == []
