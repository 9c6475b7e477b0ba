"""Reading a CSV of unknown origin, and writing one that no spreadsheet takes for a program."""

import csv
import doctest
import io
from decimal import Decimal

import pytest

from isaf.kit import tables
from isaf.kit.tables import clean_text, read_csv, safe_cell, visible, write_csv


def test_the_examples_beside_the_code_hold():
    assert doctest.testmod(tables).failed == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_rows_keep_the_number_of_the_line_they_begin_on(bom, newline):
    text = newline.join(["a,b", '"one', 'two",1', "", " , ", "x , y", ""])
    found = read_csv(bom + text.encode())

    assert found.header.cells == ("a", "b")
    assert [(row.line, row.cells) for row in found.rows] == [(2, (f"one{newline}two", "1")), (6, ("x", "y"))]
    assert found.troubles == ()


def test_a_line_that_is_not_text_is_told_and_the_others_are_still_read():
    found = read_csv(b"a,b\n\xff,1\nc,\0\nd,2\n")

    assert [(t.line, t.problem.code) for t in found.troubles] == [(2, "not_utf8"), (3, "nul_in_line")]
    assert [row.cells for row in found.rows] == [("d", "2")]
    assert [t.line for t in read_csv(b'a,b\nc,1\n"\xff,1\n').troubles] == [3]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u200b=1",
        "\uff1d1",
        "|calc",
        "%0A",
    ],
)
def test_a_cell_that_could_be_a_formula_is_put_to_sleep(cell):
    written = write_csv(["name"], [[cell]])
    (back,) = list(csv.reader(io.StringIO(written, newline="")))[1]

    assert back == "'" + cell.replace("\r", "\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-5, "-5"),
        ("-5", "-5"),
        ("+5.5", "+5.5"),
        (Decimal("-1.50"), "-1.50"),
        (Decimal("1E+3"), "1000"),
        ("1,410", "1,410"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (True, "true"),
        (False, "false"),
    ],
)
def test_numbers_stay_numbers_and_words_stay_words(value, text):
    assert safe_cell(value) == text


def test_an_id_is_compared_without_what_cannot_be_seen():
    assert clean_text("\ufeff e\u0301cole\u200b ") == "\xe9cole"
    for bad in ("a\x00b", "a\nb", "a\u202eb", "x" * 201):
        with pytest.raises(ValueError):
            clean_text(bad)


def test_text_of_unknown_origin_is_short_and_harmless_in_a_message():
    assert visible("x" * 99) == "x" * 39 + "\u2026"
    assert visible("\x1b[31m\u202e") == "?[31m?"
