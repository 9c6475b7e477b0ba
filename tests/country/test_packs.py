"""Every pack that ships is sound, quick to load, and knows the words the engine asks for."""

import re
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from isaf.country.check import check_pack, known_packs
from isaf.country.pack import country_folder, load_pack
from isaf.country.reader import read_pack

ENGINE = Path(__file__).parents[2] / "isaf"
PACKS = known_packs()


def test_there_is_cambodia_and_an_invented_country():
    assert {"kh", "lotus"} <= set(PACKS)


@pytest.mark.parametrize("code", PACKS)
def test_the_pack_is_sound(code):
    assert [str(problem) for problem in check_pack(code)] == []


@pytest.mark.parametrize("code", PACKS)
def test_the_pack_loads_in_less_than_a_moment(code):
    took = []
    for _ in range(3):
        began = time.perf_counter()
        read_pack(code)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.150


@pytest.mark.parametrize("code", PACKS)
def test_the_version_names_the_day_and_the_content(code):
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", load_pack(code).version)


@pytest.mark.parametrize("code", PACKS)
def test_every_term_the_engine_asks_for_is_in_the_pack(code):
    asked = set()
    for path in ENGINE.rglob("*.py"):
        asked |= set(re.findall(r"pack\(\)\.term\(\"(\w+)\"\)", path.read_text("utf-8")))
    assert asked - {term.key for term in load_pack(code).terms} == set()


@pytest.mark.parametrize("code", PACKS)
def test_no_role_of_the_supply_side_touches_citizens_sheets(code):
    for role in load_pack(code).roles:
        if role.side != "demand":
            assert not [verb for verb in role.verbs if verb.startswith("sheet.")], role.id


def test_each_phase_has_its_own_components():
    phases = {phase.id: phase for phase in load_pack("kh").phases}
    assert [len(phases[key].components) for key in ("1", "2", "2-extension")] == [4, 5, 5]
    assert phases["1"].components[2].names["en"] != phases["2"].components[2].names["en"]


@pytest.mark.parametrize(
    ("year", "phase"), [(2015, None), (2016, "1"), (2022, "2"), (2023, "2-extension"), (2026, "continuation")]
)
def test_a_year_falls_into_one_phase(year, phase):
    found = load_pack("kh").phase_of(year)
    assert (found.id if found else None) == phase


def test_the_plan_has_two_sections_and_thirteen_columns():
    pack = load_pack("kh")
    assert [section.needs_outside for section in pack.plan_sections] == [True, False]
    assert len(pack.plan_columns) == 13


def test_the_published_figures_of_phase_one_are_records_not_percentages():
    found = {
        (figure.unit, figure.definition): (figure.numerator, figure.denominator, figure.published_percent)
        for figure in load_pack("kh").figures
        if figure.phase == "1"
    }
    assert found["province", "reached"] == (18, 24, None)
    assert found["district", "reached"] == (98, 159, 62)
    assert found["commune", "reached"] == (827, 1410, 56)
    assert found["primary_school", "reached"] == (4107, 7189, 57)
    assert found["health_centre", "reached"] == (605, 1197, 51)
    assert found["commune", "covered_in_data"][0] == 757
    assert found["commune", "cleaned_data"][:2] == (680, None)


def test_the_strategic_plan_has_its_day():
    assert [milestone.on for milestone in load_pack("kh").milestones] == [date(2013, 7, 11)]


def test_six_steps_stand_on_the_strip_and_one_window_crosses_the_new_year():
    steps = load_pack("kh").steps
    assert [step.id for step in steps if step.main] == [
        "information",
        "dissemination",
        "scoring",
        "interface",
        "implementation",
        "reflection",
    ]
    reflection = next(step for step in steps if step.id == "reflection")
    assert reflection.window(2025) == (date(2025, 11, 15), date(2026, 2, 15))


def test_a_code_tells_its_level_and_its_parent():
    pack = load_pack("kh")
    assert pack.level_of("010201").id == "commune"
    assert pack.parent_code("010201") == "0102"
    assert pack.parent_code("01") == ""
    assert pack.level_of("1") is None
    assert load_pack("lotus").parent_code("101") == "1"


def test_words_that_are_ours_wait_for_an_officer():
    waiting = {term.key for term in load_pack("kh").terms if not term.reviewed}
    assert "one_window_office" in waiting
    assert "agreed_action" in waiting
    assert "social_accountability" not in waiting


def test_the_words_of_blame_are_in_no_pack():
    for path in (ENGINE.parent / "country").rglob("*.*"):
        text = path.read_text("utf-8").casefold()
        for word in ("promise", "broken promise", "25 provinces"):
            assert word not in text, path


def test_a_new_criterion_needs_only_its_lines(tmp_path, monkeypatch):
    folder = tmp_path / "country"
    shutil.copytree(country_folder(), folder)
    monkeypatch.setenv("ISAF_COUNTRY_DIR", str(folder))
    path = folder / "lotus" / "criteria" / "cl.yaml"
    path.write_text(
        path.read_text("utf-8")
        + "  - id: cl-clean\n    names:\n      fr: C'est propre\n      en: It is clean\n"
        + "    theme: means\n    source: ours\n",
        "utf-8",
    )
    before = load_pack("lotus").version
    assert check_pack("lotus") == []
    assert read_pack("lotus").criteria["cl"][-1].names["en"] == "It is clean"
    assert read_pack("lotus").version != before
