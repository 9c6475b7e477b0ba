"""Make the fonts that ship with OpenISAF from the packaged Noto originals (SIL Open Font License 1.1).

Run ``python tools/fonts.py`` after a new release of the packages fontpkg-noto-sans-khmer or fontpkg-noto-sans,
look at the design page and at a poster, and commit what changed. The same originals give the same bytes.

For pages: two small variable WOFF2 files (weights 400 to 700), one for Khmer, one for Latin; the style sheet
tells the browser by ``unicode-range`` which one a page needs. For paper: static TrueType files, because the
paper engine does not choose weights inside a variable font.
"""

import io
import shutil
import sys
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_khmer
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "isaf/home/static/home/fonts"
PAPER = ROOT / "isaf/kit/paper/fonts"
KHMER = Path(fontpkg_noto_sans_khmer.__file__).parent
LATIN = Path(fontpkg_noto_sans.__file__).parent

# Khmer letters, signs and digits; joiners and the zero width space; the circle under a lone sign.
KHMER_TEXT = [
    *range(0x1780, 0x17DE),
    *range(0x17E0, 0x17EA),
    0x200B,
    0x200C,
    0x200D,
    0x25CC,
]
# The lunar date signs are for paper only.
KHMER_PAPER = [*KHMER_TEXT, *range(0x17F0, 0x17FA), *range(0x19E0, 0x1A00)]
# ASCII, Western European letters, dashes, quotes, bullet, ellipsis, ‹ ›, minus.
LATIN_TEXT = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x2009, *range(0x2010, 0x2016), *range(0x2018, 0x201F),
    0x2022, 0x2026, 0x202F, 0x2039, 0x203A, 0x2212,
]  # fmt: skip
# Names of people and places in other Latin alphabets, as Vietnamese.
LATIN_PAPER = [
    *LATIN_TEXT,
    *range(0x100, 0x250),
    *range(0x1E00, 0x1F00),
    0x20AB,
    0x20AC,
]

ORNAMENTS = {"aalt", "smcp", "c2sc", "frac", "numr", "dnom", "sinf", "salt"}


def original(package: Path) -> TTFont:
    (upright,) = (path for path in (package / "files").glob("*.ttf") if "Italic" not in path.name)
    return TTFont(upright, recalcTimestamp=False)


def reloaded(font: TTFont) -> TTFont:
    """Saved and read again: subsetting straight after instancing leaves dangling tables."""
    kept = io.BytesIO()
    font.save(kept)
    kept.seek(0)
    return TTFont(kept, recalcTimestamp=False)


def cut(font: TTFont, letters: list[int]) -> TTFont:
    """Only ``letters``, with every shaping feature except the ornamental ones. Hints go: screens are fine now."""
    tables = [font[name].table for name in ("GSUB", "GPOS") if name in font]
    features = {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}
    options = subset.Options(layout_features=sorted(features - ORNAMENTS), hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    return font


def for_pages(package: Path, letters: list[int], name: str) -> Path:
    font = instancer.instantiateVariableFont(original(package), {"wdth": 100, "wght": (400, 700)})
    font = cut(reloaded(font), letters)
    font.flavor = "woff2"
    target = PAGES / f"{name}.woff2"
    font.save(target)
    return target


def for_paper(package: Path, letters: list[int], name: str, weight: int, style: str) -> Path:
    font = instancer.instantiateVariableFont(
        original(package), {"wdth": 100, "wght": weight}, updateFontNames=True
    )
    font = cut(reloaded(font), letters)
    target = PAPER / f"{name}-{style}.ttf"
    font.save(target)
    return target


def main() -> int:
    for folder in (PAGES, PAPER):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(KHMER / "LICENSE", folder / "OFL-NotoSansKhmer.txt")
        shutil.copyfile(LATIN / "LICENSE", folder / "OFL-NotoSans.txt")
    made = [
        for_pages(KHMER, KHMER_TEXT, "noto-sans-khmer"),
        for_pages(LATIN, LATIN_TEXT, "noto-sans"),
    ]
    for weight, style in ((400, "Regular"), (700, "Bold")):
        made.append(for_paper(KHMER, [*KHMER_PAPER, *LATIN_TEXT], "NotoSansKhmer", weight, style))
        made.append(for_paper(LATIN, LATIN_PAPER, "NotoSans", weight, style))
    for path in made:
        print(f"{path.stat().st_size:>8,}  {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
