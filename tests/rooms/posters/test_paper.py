"""What comes out of the printer: size, one page, fonts, the same bytes, nothing cut off, and how it looks."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from isaf.kit import paper
from isaf.posters.printing import POSTER
from isaf.posters.rules import PAPERS
from tests.conftest import GOLDEN

from .conftest import vector

VECTORS = ["ca-km", "hc-km", "ps-km", "hc-en", "ca-km+en"]
MILLIMETRE = 72 / 25.4


def on(data: dict, name: str) -> dict:
    wide, high = PAPERS[name]
    return {**data, "paper": {"name": name, "width": wide, "height": high}}


def pdf(data: dict) -> PdfReader:
    return PdfReader(io.BytesIO(paper.print_pdf(POSTER, data)))


def fit(data: dict) -> dict:
    """What the template found: the room, the height it takes, the size of the text, the rows of each part."""
    compiler = typst.Compiler(
        POSTER, root=paper.PACKAGE, font_paths=paper._fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    return json.loads(compiler.query("<fit>", field="value", one=True))


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("content", ["hc-km", "ca-km+en"])
def test_the_paper_has_its_exact_size_and_one_page(name, content):
    found = pdf(on(vector(content), name))
    box = found.pages[0].mediabox
    assert len(found.pages) == 1
    assert (round(box.width / MILLIMETRE), round(box.height / MILLIMETRE)) == PAPERS[name]


@pytest.mark.parametrize("name", PAPERS)
def test_forty_long_lines_stay_on_one_page_and_are_never_cut_off(name, crowded):
    data = on(crowded, name)
    found = fit(data)
    assert len(pdf(data).pages) == 1
    assert found["height"] <= found["room"]
    assert 0 < max(found["rows"]) < 40


def test_what_does_not_fit_is_counted_at_the_foot_of_its_part(crowded):
    """The rule for the rest: how many more there are, and where."""
    wanted = [text.replace("{n}", "") for text in crowded["more"]]
    whole, short = pdf(vector("hc-en")), pdf(crowded)
    assert wanted[1].split("more")[1].strip() in short.pages[0].extract_text()
    assert all(row["n_words"] in whole.pages[0].extract_text() for row in vector("hc-en")["scores"]["rows"])


def test_an_empty_sheet_is_a_page_too(bare):
    assert len(pdf(bare).pages) == 1


@pytest.mark.parametrize("content", VECTORS)
def test_a_usual_sheet_is_large_enough_to_be_read(content):
    """One language: not smaller than 11 points on A3, which is read from a metre; two languages: 8."""
    found = fit(vector(content))
    assert found["height"] <= found["room"]
    assert found["size"] * 14 >= (8 if "+" in content else 10)


def fonts(found: PdfReader) -> Iterator[dict]:
    for font in found.pages[0]["/Resources"]["/Font"].values():
        for part in font.get_object().get("/DescendantFonts", [font]):
            yield part.get_object()["/FontDescriptor"].get_object()


@pytest.mark.parametrize("content", VECTORS)
def test_every_font_is_in_the_file(content):
    found = list(fonts(pdf(vector(content))))
    assert found
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & font.keys() for font in found)


PRINT = """
import hashlib, json, sys
from pathlib import Path
from isaf.kit.paper import print_pdf
print(hashlib.sha256(print_pdf(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))).hexdigest())
"""


def test_the_same_data_give_the_same_bytes_in_another_process(tmp_path):
    file = tmp_path / "data.json"
    file.write_text(json.dumps(vector("hc-km")))
    command = [sys.executable, "-c", PRINT, str(POSTER), str(file)]
    root = Path(__file__).parents[3]
    sums = {subprocess.run(command, capture_output=True, check=True, cwd=root).stdout for _ in range(2)}
    assert len(sums) == 1


@pytest.mark.golden
@pytest.mark.parametrize("content", VECTORS)
def test_it_looks_as_it_did(content, request):
    """A small grey picture, compared with tolerance: another machine may round an edge, a word may not move."""
    made = Image.open(io.BytesIO(paper.print_png(POSTER, vector(content), ppi=36))).convert("L")
    file = GOLDEN / "posters" / f"{content}.png"
    if request.config.getoption("--golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        made.save(file, optimize=True)
    assert file.exists(), f"{file.name} is not there yet: make golden"
    known = Image.open(file)
    assert made.size == known.size
    difference = ImageChops.difference(made, known)
    far = sum(difference.histogram()[48:]) / (made.width * made.height)
    assert (ImageStat.Stat(difference).mean[0], far) < (1.5, 0.01), (
        "it looks different; if that is right: make golden"
    )
