"""Write docs/api/problems.md, the list of every refusal, from the code; with --check only compare.

A refusal is a class with a ``code``; its status and sentence are its own or its base's. Codes that are no longer
used stay in the document under "Retired", by hand, since a code is never used again for another meaning.
"""

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RETIRED = "\n## Retired\n"
HEAD = """# Refusals

What OpenISAF says when it does not do what was asked. The code is a word that a program may rely on; the sentence is
shown in the reader's language, with the names in braces filled in. A code is never used again for another meaning.
This list is written by `make docs` from the code.
"""


@dataclass(frozen=True)
class Refusal:
    room: str
    code: str
    status: int
    text: str
    where: str


def value(node: ast.expr) -> str | int | None:
    """A plain value, or the sentence inside gettext_noop(...)."""
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str | int) else None


def refusals(root: Path) -> list[Refusal]:
    """Every refusal of the engine, by room and code. A room's base class may set the status for those below it."""
    bases: dict[str, tuple[int, str]] = {}
    found = []
    for path in sorted((root / "isaf").rglob("*.py"), key=lambda path: ("kit" not in path.parts, path)):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.ClassDef):
                continue
            own: dict[str, str | int | None] = {}
            for item in node.body:
                if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
                    own[item.targets[0].id] = value(item.value)
                elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and item.value:
                    own[item.target.id] = value(item.value)
            above = [bases[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in bases]
            status, text = above[0] if above else (400, "")
            status, text = int(own.get("status") or status), str(own.get("text") or text)
            if above or node.name == "Problem":
                bases[node.name] = status, text
            code = own.get("code")
            if isinstance(code, str) and text:
                room = path.relative_to(root / "isaf").parts[0]
                found.append(Refusal(room, code, status, text, f"{path}:{node.lineno}"))
    return sorted(found, key=lambda refusal: (refusal.room, refusal.code))


def document(root: Path) -> str:
    """The whole page: a table for each room, and the retired codes as they stand."""
    path = root / "docs" / "api" / "problems.md"
    before = path.read_text() if path.exists() else ""
    retired = before[before.index(RETIRED) :] if RETIRED in before else f"{RETIRED}\nNone yet.\n"
    lines, room = [HEAD], ""
    for refusal in refusals(root):
        if refusal.room != room:
            room = refusal.room
            lines.append(f"\n## {room.capitalize()}\n\n| Code | Status | Sentence |\n|---|---|---|\n")
        sentence = re.sub(r"%\((\w+)\)[a-z]", r"{\1}", refusal.text).replace("|", "\\|")
        lines.append(f"| `{refusal.code}` | {refusal.status} | {' '.join(sentence.split())} |\n")
    return "".join(lines) + retired


def main(*options: str) -> int:
    path = ROOT / "docs" / "api" / "problems.md"
    page = document(ROOT)
    if "--check" in options:
        if not path.exists() or path.read_text() != page:
            print("docs/api/problems.md has drifted from the code: make docs", file=sys.stderr)
            return 1
        return 0
    path.write_text(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
