"""A row of a list of units is read as it stands, and a slip in the first line is seen."""

import pytest

from isaf.country.pack import load_pack
from isaf.kit.problems import Problem
from isaf.kit.tables import Row
from isaf.registry.listing import Told, Wording, header_problems, read_link, read_unit

HEADER = ["code", "name_km", "name_en", "type", "parent"]
KHMER_DIGITS = str.maketrans("0123456789", "".join(chr(0x17E0 + n) for n in range(10)))


def wording():
    return Wording(
        load_pack("kh"), {"shire": frozenset({"district"}), "town": frozenset({"district"})}, str.lower
    )


def read(*cells, header=HEADER):
    return read_unit(Row(7, cells), header, wording())


@pytest.mark.parametrize("typed", ["010201", "10201", "10201.0", "010201".translate(KHMER_DIGITS)])
def test_a_code_gets_its_zero_and_its_digits_back(typed):
    assert read(typed, "k", "A") == Told(7, "010201", {"km": "k", "en": "A"})


@pytest.mark.parametrize("typed", ["", "0506140-", "010200", "00", "123456789", "\u17e1a", "01020100"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(Problem) as refused:
        read(typed, "k", "A")
    assert refused.value.code == "malformed_unit_code"


def test_a_kind_is_read_by_its_id_and_by_its_word():
    assert read("0102", "k", "A", "municipality").type == "municipality"
    assert read("0102", "k", "A", "Shire").type == "district"
    with pytest.raises(Problem) as refused:
        read("0102", "k", "A", "village")
    assert refused.value.code == "unknown_unit_type"


@pytest.mark.parametrize(
    "cells, code",
    [
        (("010201", "k", "A", "", "0103"), "parent_differs"),
        (("010201", "a\u202eb", "A"), "unclean_text"),
        (("010201", "k", "A", "", "", "more"), "too_many_cells"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(cells, code):
    with pytest.raises(Problem) as refused:
        read(*cells)
    assert refused.value.code == code


def test_an_empty_cell_says_nothing_and_a_lost_zero_of_the_parent_is_no_contradiction():
    assert read("010201", "", "A", "", "102") == Told(7, "010201", {"en": "A"})


@pytest.mark.parametrize(
    "header, codes",
    [
        (["code", "name_km"], []),
        (["code", "name_km", "province_code", "lat"], []),
        (["name_km"], ["missing_column"]),
        (["code"], ["missing_column"]),
        (["code", "code", "name_km"], ["repeated_column"]),
        (["code", "name_en", "nam_km"], ["unlikely_column"]),
    ],
)
def test_other_columns_are_left_alone_but_slips_are_told(header, codes):
    assert [problem.code for problem in header_problems(header, ["km", "en"])] == codes


def test_a_line_of_successors_is_read_and_a_unit_that_stayed_is_passed_over():
    header = ["old_code", "new_code", "relation"]
    assert read_link(Row(2, ("50501", "051001", "Renumbered")), header, wording()).old == "050501"
    assert read_link(Row(2, ("010201", "010201", "same")), header, wording()) is None
    for cells, code in [
        (("050501", "051001", "gone"), "unknown_relation"),
        (("050501", "050501", "split"), "successor_unknown"),
        (("", "051001", "split"), "malformed_unit_code"),
    ]:
        with pytest.raises(Problem) as refused:
            read_link(Row(2, cells), header, wording())
        assert refused.value.code == code
