"""A fault planted in a pack is refused with its file, its line and a remedy."""

import shutil
from pathlib import Path

import pytest

from isaf.country import check
from isaf.country.pack import country_folder


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """A copy of the packs that a test may spoil."""
    folder = tmp_path / "country"
    shutil.copytree(country_folder(), folder)
    monkeypatch.setenv("ISAF_COUNTRY_DIR", str(folder))
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old``; the line on which it stood."""
    path = folder / "kh" / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} no longer has {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def only_problem():
    problems = check.check_pack("kh")
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


FAULTS = [
    # file, text, what takes its place, lines further down, kind of problem, a word of the remedy
    ("criteria/hc.yaml", "theme: staff", "theme: stuff", 0, "pack_reference_unknown", "themes.yaml"),
    ("criteria/ps.yaml", "      en: Library\n", "", -2, "pack_text_missing", "en:"),
    ("scale.yaml", "      en: Very weak\n", "", -2, "pack_text_missing", "en:"),
    (
        "roles.yaml",
        "plan.read, report.read]",
        "plan.read, report.reed]",
        0,
        "pack_verb_unknown",
        "report.read",
    ),
    ("roles.yaml", "action.update, report.read]", "sheet.read]", 0, "pack_supply_sees_sheets", "public"),
    ("roles.yaml", "side: national", "side: nation", 0, "pack_value_not_allowed", "supply"),
    ("roles.yaml", "    levels: [nation]\n", "", -9, "pack_role_without_level", "commune"),
    (
        "registers.yaml",
        "roles: {nation: national_viewer}",
        "roles: {nation: chief}",
        0,
        "pack_reference_unknown",
        "national",
    ),
    (
        "registers.yaml",
        "levels: [nation]\n",
        "levels: [nation, castle]\n",
        0,
        "pack_reference_unknown",
        "province",
    ),
    ("registers.yaml", "levels: [commune]\n", "levels: [village]\n", 0, "pack_reference_unknown", "commune"),
    ("figures.csv", "A1,1,", "A1,9,", 0, "pack_reference_unknown", "phases.yaml"),
    ("figures.csv", "98,159", "198,159", 0, "pack_figure_more_than_whole", "source"),
    ("figures.csv", "98,159", "98,many", 0, "pack_shape_wrong", "quotes"),
    ("calendar.yaml", "02-15", "02-30", 0, "pack_day_wrong", "month"),
    ("calendar.yaml", "closes: +1:08-31", "closes: 08-31", 0, "pack_step_ends_before_start", "+1:"),
    ("calendar.yaml", "to: 2022-06-03", "to: 2022-05-03", 0, "pack_step_ends_before_start", "days"),
    ("calendar.yaml", "to: 04-16", "to: 2026-04-16", 0, "pack_step_ends_before_start", "days"),
    ("calendar.yaml", "from: 2022-05-21", "from: 2022-05-32", 0, "pack_day_wrong", "calendar"),
    ("country.yaml", "digits: 8", "digits: 6", 0, "pack_digits_not_rising", "longer"),
    ("country.yaml", "under: [capital]", "under: [castle]", 0, "pack_reference_unknown", "province, capital"),
    ("country.yaml", "youth: [15, 30]", "youth: [15, 24]", None, "pack_youth_differs", "both files"),
    ("country.yaml", "minor_digits: 0", "minor_digit: 0", None, None, None),
    ("themes.yaml", "office: province_finance", "office: bank", 0, "pack_reference_unknown", "offices.yaml"),
    ("services.yaml", "scored_at: village", "scored_at: hamlet", 0, "pack_reference_unknown", "village"),
    ("segments.yaml", "  - id: all\n", "  - id: everybody\n", 0, "pack_no_everyone", "all"),
    ("phases.yaml", "last_year: 2018", "last_year: 2015", 0, "pack_years_reversed", "year"),
    ("milestones.yaml", "2013-07-11", "2013-02-30", 0, "pack_day_wrong", "calendar"),
    ("information/ca.yaml", "        standard: 12\n", "", -1, "pack_standard_missing", "standard:"),
    ("information/ca.yaml", "    flow: income\n", "", -2, "pack_part_missing", "flow:"),
    ("information/ca.yaml", "service: ca", "service: hc", 0, "pack_service_differs", "same"),
    ("terms.csv", ",no,jaap", ",no,jap", 0, "pack_reference_unknown", "jaap"),
    ("terms.csv", ",O,no", ",O,yes", 0, "pack_term_reviewed_too_soon", "no"),
    ("terms.csv", "governance,", "isaf,", 0, "pack_id_twice", "another id"),
    ("pages/about.en.md", "## The two sides", "The two sides", None, "pack_headings_differ", "same parts"),
    ("demonstration.yaml", 'code: "9902"', 'code: "0102"', 0, None, None),
    (
        "demonstration.yaml",
        "{organisation: lighthouse}",
        "{organisation: moon}",
        0,
        "pack_reference_unknown",
        "lighthouse",
    ),
    (
        "demonstration.yaml",
        "role: moderator, scope",
        "role: reviewer, scope",
        None,
        "pack_role_without_person",
        "Add",
    ),
    ("plan.yaml", "kind: money", "kind: riel", 0, "pack_value_not_allowed", "integer"),
]


@pytest.mark.parametrize(("file", "old", "new", "shift", "kind", "word"), FAULTS)
def test_a_planted_fault_is_named_with_file_line_and_remedy(packs, file, old, new, shift, kind, word):
    line = spoil(packs, file, old, new)
    problems = check.check_pack("kh")
    assert problems, "the fault was not seen"
    if kind is None:
        assert {problem.file for problem in problems} >= {file}
        return
    problem = only_problem()
    assert problem.code == kind
    if shift is not None:
        assert (problem.file, problem.line) == (file, line + shift)
    assert word in problem.remedy
    assert str(problem).startswith(problem.file)


def test_a_quotation_mark_left_open_names_its_line(packs):
    spoil(packs, "themes.yaml", "en: Fees", 'en: "Fees')
    problem = next(p for p in check.check_pack("kh") if p.file == "themes.yaml")
    assert problem.code == "pack_file_broken"
    assert problem.line > 1
    assert "UTF-8" in problem.remedy


def test_a_tab_names_its_line(packs):
    line = spoil(packs, "themes.yaml", "    office: province_finance", "\toffice: province_finance")
    problem = next(p for p in check.check_pack("kh") if p.file == "themes.yaml")
    assert (problem.code, problem.line) == ("pack_file_broken", line)


def test_a_scale_of_eight_is_too_long(packs):
    path = packs / "kh" / "scale.yaml"
    text = path.read_text("utf-8")
    one = text[text.index("  - value: 5") :]
    more = "".join(
        one.replace("value: 5", f"value: {n}").replace("very_satisfied", f"value_{n}") for n in (6, 7, 8)
    )
    path.write_text(text + more, "utf-8")
    problem = only_problem()
    assert (problem.code, problem.file) == ("pack_too_many", "scale.yaml")
    assert problem.line == text[: text.index("values:")].count("\n") + 1
    assert "7" in problem.remedy


def test_a_scale_of_one_is_too_short(packs):
    path = packs / "kh" / "scale.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("  - value: 2")], "utf-8")
    assert only_problem().code == "pack_too_few"


def test_a_scale_on_which_nothing_is_good_is_refused(packs):
    path = packs / "kh" / "scale.yaml"
    path.write_text(path.read_text("utf-8").replace("    favourable: true\n", ""), "utf-8")
    assert only_problem().code == "pack_nothing_favourable"


def test_a_scale_that_skips_a_number_is_refused(packs):
    line = spoil(packs, "scale.yaml", "value: 3", "value: 6")
    problem = only_problem()
    assert (problem.code, problem.line) == ("pack_scale_numbering", line)


def test_a_file_that_is_gone_is_asked_for(packs):
    (packs / "kh" / "criteria" / "da.yaml").unlink()
    problem = next(p for p in check.check_pack("kh"))
    assert (problem.code, problem.file) == ("pack_file_missing", "criteria/da.yaml")


def test_a_file_with_a_misspelt_name_is_named(packs):
    (packs / "kh" / "scales.yaml").write_text("x: 1\n", "utf-8")
    problem = only_problem()
    assert (problem.code, problem.file) == ("pack_file_unknown", "scales.yaml")


def test_a_key_written_twice_is_not_silently_dropped(packs):
    line = spoil(packs, "services.yaml", "    unit: commune\n", "    unit: commune\n    unit: sangkat\n")
    problem = check.check_pack("kh")[0]
    assert (problem.code, problem.line) == ("pack_key_twice", line + 1)


def test_a_file_that_is_not_utf8_names_its_line(packs):
    path = packs / "kh" / "spelling.csv"
    path.write_bytes(path.read_bytes() + b"\xff\xfe,x\n")
    assert only_problem().code == "pack_file_broken"


def test_an_unquoted_code_keeps_its_leading_zero(packs):
    spoil(packs, "demonstration.yaml", 'code: "990101"', "code: 099010")
    assert "pack_shape_wrong" not in {problem.code for problem in check.check_pack("kh")}


def test_an_unknown_country_is_answered_with_those_there_are(packs):
    (problem,) = check.check_pack("atlantis")
    assert problem.code == "pack_not_found"
    assert "lotus" in problem.remedy
