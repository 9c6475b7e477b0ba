"""`isaf poster` and `isaf posters`: the files, the list, what is done again, and the exit codes."""

import hashlib
import io
import json

import pytest

from isaf.__main__ import main
from isaf.information.models import InformationSheet
from isaf.information.services_withdrawal import withdraw
from isaf.posters.batch import Progress

from .conftest import correct

pytestmark = pytest.mark.django_db
NAME = "ca-010201-2025-A3-en.pdf"


def batch(folder, *more):
    return main(
        [
            "posters",
            "--area",
            "0102",
            "--cycle",
            "2025",
            "--paper",
            "A3",
            "--lang",
            "en",
            "-o",
            str(folder),
            *more,
        ]
    )


def listed(folder):
    return {row["facility"]: row for row in json.loads((folder / "posters.json").read_text())}


def test_one_poster_is_a_file(year, tmp_path):
    file = tmp_path / "p.pdf"
    asked = ["poster", "--facility", "ca-010201", "--cycle", "2025", "--paper", "A4", "--lang", "km+en"]
    assert main([*asked, "-o", str(file)]) == 0
    assert file.read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("facility", "cycle", "language", "word"),
    [("hc-010201", "2025", "en", "hc-010201"), ("hc-999999", "2025", "en", "hc-999999"),
     ("ca-010201", "2025", "fr", "fr"), ("ca-010201", "1999", "en", "ca-010201")],
)  # fmt: skip
def test_nothing_to_print_is_refused_and_leaves_no_file(
    year, tmp_path, capsys, facility, cycle, language, word
):
    file = tmp_path / "p.pdf"
    asked = [
        "poster",
        "--facility",
        facility,
        "--cycle",
        cycle,
        "--paper",
        "A4",
        "--lang",
        language,
        "-o",
        str(file),
    ]
    assert main(asked) == 1
    assert not file.exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert word in said.err


def test_a_folder_that_cannot_be_written_is_something_outside(year, tmp_path, capsys):
    (tmp_path / "f").write_text("")
    asked = ["poster", "--facility", "ca-010201", "--cycle", "2025", "--paper", "A4", "--lang", "en"]
    assert main([*asked, "-o", str(tmp_path / "f" / "p.pdf")]) == 3


def test_an_unknown_paper_is_wrong_usage(tmp_path):
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "posters",
                "--area",
                "01",
                "--cycle",
                "2025",
                "--paper",
                "A5",
                "--lang",
                "en",
                "-o",
                str(tmp_path),
            ]
        )
    assert ended.value.code == 2


def test_a_folder_of_posters_and_its_list(year, tmp_path, capsys):
    assert batch(tmp_path, "--jobs", "2") == 0
    rows = listed(tmp_path)
    sha256 = hashlib.sha256((tmp_path / NAME).read_bytes()).hexdigest()
    assert rows["ca-010201"] == {
        "facility": "ca-010201", "file": NAME, "pages": 1, "sha256": sha256, "version": 1,
    }  # fmt: skip
    assert rows["hc-010201"]["file"] is None
    assert [path.name for path in tmp_path.glob("*.pdf")] == [NAME]
    assert "hc-010201" in capsys.readouterr().err


def test_a_finished_folder_is_left_alone(year, tmp_path, capsys):
    batch(tmp_path)
    before = (tmp_path / NAME).stat().st_mtime_ns
    assert batch(tmp_path) == 0
    assert (tmp_path / NAME).stat().st_mtime_ns == before
    assert "(0 printed)" in capsys.readouterr().err


def test_only_what_changed_is_done_again(year, tmp_path):
    batch(tmp_path)
    before = listed(tmp_path)["ca-010201"]
    correct(year)
    batch(tmp_path)
    after = listed(tmp_path)["ca-010201"]
    assert after["version"] == 2
    assert after["sha256"] != before["sha256"]


def test_what_was_withdrawn_since_is_taken_out_of_the_folder(year, tmp_path):
    """Whoever takes the folder to the printer must not hang what no longer stands."""
    batch(tmp_path)
    sheet = InformationSheet.objects.get(facility__code="010201", facility__service="ca")
    withdraw(sheet=sheet, reason="Of another commune", by=year.people.bopha, with_earlier=True)
    batch(tmp_path)
    assert listed(tmp_path)["ca-010201"]["file"] is None
    assert list(tmp_path.glob("*.pdf")) == []
    assert NAME not in (tmp_path / ".printed.json").read_text()


@pytest.mark.parametrize("spoiled", ["lost", "cut"])
def test_a_file_that_was_lost_or_spoiled_is_made_again(year, tmp_path, spoiled):
    batch(tmp_path)
    file = tmp_path / NAME
    whole = file.read_bytes()
    file.unlink() if spoiled == "lost" else file.write_bytes(whole[:100])
    batch(tmp_path)
    assert file.read_bytes() == whole


def test_a_spoiled_memory_of_the_folder_only_costs_time(year, tmp_path, capsys):
    batch(tmp_path)
    (tmp_path / ".printed.json").write_text("{")
    assert batch(tmp_path) == 0
    assert "(1 printed)" in capsys.readouterr().err


def test_progress_is_told_on_a_plain_stream_at_the_hundreds_and_at_the_end():
    stream = io.StringIO()
    progress = Progress(201, stream)
    for number in range(201):
        progress.step(is_new=number % 2 == 0)
    assert stream.getvalue().splitlines() == [
        "100 of 201 (50 printed)",
        "200 of 201 (100 printed)",
        "201 of 201 (101 printed)",
    ]
