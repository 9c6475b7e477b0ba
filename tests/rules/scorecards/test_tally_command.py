"""The command ``isaf tally``: exit codes, streams, languages."""

import argparse
import io
import json
from types import SimpleNamespace

import pytest

from isaf.scorecards import command

COUNTS = "criterion,segment,value,count\n"
HOURS = "hours,all,2,3\nhours,all,3,9\nhours,all,4,14\nhours,all,5,5\n"
KHMER_FOUR, KHMER_TWO = "\u17e4", "\u17e2"


def run(*words: str, given: bytes = b"") -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    code = command.run(parser.parse_args(words), io.TextIOWrapper(io.BytesIO(given)), out, err)
    return code, *(stream.buffer.getvalue().decode() for stream in (out, err))


def test_the_command_counts_a_file_or_standard_input(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_text(COUNTS + HOURS)
    code, out, err = run(str(file), "--format", "json")

    assert (code, err) == (0, "")
    assert json.loads(out)["criteria"][0]["criterion"] == "hours"
    assert run("-", "--format", "json", given=file.read_bytes()) == (code, out, err)
    assert run("-", "--format", "csv", given=file.read_bytes())[1].startswith("criterion,segment,n,")
    assert run("-", given=file.read_bytes())[1].startswith("hours\n")
    assert run("-", "--min-cell", f"{KHMER_FOUR}{KHMER_TWO}", "--lang", "en", given=file.read_bytes())[
        1
    ].count("hidden")


@pytest.mark.parametrize("lang", ["km", "en"])
@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_refused_file_leaves_standard_output_empty_and_names_each_line(form, lang):
    text = COUNTS + "hours,all,4,x\nhours,all,9,1\n"
    code, out, err = run("-", "--format", form, "--lang", lang, given=text.encode())

    assert (code, out) == (1, "")
    assert [line.split(" ", 2)[:2] for line in err.splitlines()[:2]] == [["line", "2:"], ["line", "3:"]]


def test_wrong_usage_is_2_and_a_file_that_cannot_be_read_is_3(tmp_path):
    assert run("-", "--country", "nowhere")[0] == 2
    assert run("-", "--lang", "xx")[0] == 2
    assert run(str(tmp_path / "absent.csv"))[0] == 3
    assert run(str(tmp_path))[0] == 3
    for number in ("-1", "few"):
        with pytest.raises(SystemExit) as usage:
            run("-", "--min-cell=" + number)
        assert usage.value.code == 2


def test_the_command_writes_to_any_stream():
    out = io.StringIO()
    args = SimpleNamespace(file="-", country="kh", format="json", min_cell=None, lang=None)

    assert command.run(args, io.BytesIO(COUNTS.encode()), out, out) == 0
    assert out.getvalue() == '{"criteria":[]}\n'


def test_a_message_cannot_carry_control_characters_to_the_terminal():
    _, _, err = run("-", "--lang", "en", given=(COUNTS + "hours,\x1b[2Jall,4,1\n").encode())

    assert "\x1b" not in err
