"""``gazetteer.yaml`` is checked as every other file of a pack: a planted fault is told with its line and remedy."""

import pytest

from isaf.country import check

from .test_faults_are_named import only_problem, packs, spoil

__all__ = ["packs"]

FAULTS = [
    # text, what takes its place, kind of problem, a word of the remedy
    ("as_of: 2025-01-01", "as_of: January", "pack_shape_wrong", "schemas/gazetteer.schema.json"),
    ("level: district,", "level: village,", "pack_gazetteer_level", "from the highest"),
    ("  sangkat: {km:", "  ward: {km:", "pack_reference_unknown", "sangkat"),
    ("code: village_code, ", "", "pack_part_missing", "code"),
    ("parent: province_code", "above: province_code", "pack_part_unknown", "parent"),
    (', en: "{name} Khan Administration"', "", "pack_text_missing", "en:"),
    ("{name} Sangkat Administration", "Sangkat Administration", "pack_shape_wrong", "{name}"),
]


@pytest.mark.parametrize("old, new, code, remedy", FAULTS, ids=[fault[2] + fault[0][:8] for fault in FAULTS])
def test_a_fault_in_the_gazetteer_is_told_with_its_line(packs, old, new, code, remedy):
    line = spoil(packs, "gazetteer.yaml", old, new)
    problem = only_problem()
    assert (problem.file, problem.code) == ("gazetteer.yaml", code)
    assert abs(problem.line - line) <= 1
    assert remedy in str(problem)


def test_corrections_that_are_not_there_are_missed(packs):
    (packs / "kh" / "gazetteer_corrections.csv").unlink()
    problem = only_problem()
    assert (problem.file, problem.code) == ("gazetteer_corrections.csv", "pack_file_missing")


def test_a_country_without_the_file_is_sound(packs):
    assert not (packs / "lotus" / "gazetteer.yaml").exists()
    assert check.check_pack("lotus") == []
