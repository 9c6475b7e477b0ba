"""Workbooks made by hand, part by part, so that a test can spoil what no spreadsheet program would write."""

import io
import zipfile
from xml.sax.saxutils import quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_TOP = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def parts(*sheets: str, states: dict[int, str] | None = None) -> dict[str, bytes]:
    """The parts of a workbook whose worksheets hold this XML (rows, or whole from ``<worksheet`` on)."""
    states = states or {}
    named = "".join(
        f'<sheet name="S{n}" sheetId="{n}" state={quoteattr(states.get(n, "visible"))} r:id="rId{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    found = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    for n, rows in enumerate(sheets, start=1):
        found[f"xl/worksheets/sheet{n}.xml"] = worksheet(rows)
    return {name: content.encode() for name, content in found.items()}


def worksheet(rows: str, after: str = "") -> str:
    if rows.startswith("<?xml"):
        return rows
    rows, _, merged = rows.partition("<mergeCells>")
    end = f"<mergeCells>{merged}" if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{end}{after}</worksheet>'


def packed(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def book(*sheets: str, **more) -> bytes:
    return packed(parts(*sheets, **more))


def text(cell: str, words: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'
