"""What the house asks of its history: a deed that is written down can also be read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.code import chain, modules


def _words(path: Path) -> set[str]:
    """The verbs for which a room has words: the keys of WORDS in its deeds.py."""
    if not path.exists():
        return set()
    for node in ast.walk(ast.parse(path.read_text())):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id == "WORDS" and isinstance(node.value, ast.Dict):
            return {key.value for key in node.value.keys if isinstance(key, ast.Constant)}
    return set()


def _takes_verb(tree: ast.Module) -> dict[str, int]:
    """Functions of a module that pass a verb on to ``record``, with its place among their arguments."""
    found: dict[str, int] = {}
    if not any(isinstance(node, ast.Call) and chain(node.func)[-1:] == ["record"] for node in ast.walk(tree)):
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            if "verb" in names:
                found[node.name] = names.index("verb")
    return found


def _said(node: ast.expr | None, tree: ast.Module) -> Iterator[str]:
    """The verbs that an expression can be, as patterns; nothing for what is only passed on."""
    match node:
        case ast.Constant(value=str(verb)):
            yield re.escape(verb)
        case ast.IfExp(body=one, orelse=other):
            yield from _said(one, tree)
            yield from _said(other, tree)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in parts)
        case ast.Name(id=name):
            for other in ast.walk(tree):
                if isinstance(other, ast.Assign) and [ast.unparse(t) for t in other.targets] == [name]:
                    yield from _said(other.value, tree)


def deeds_have_words(root: Path) -> Iterator[str]:
    """Every verb that a room's services record has a sentence in the room's deeds.py."""
    for path, tree in modules(root):
        room = root / "isaf" / path.relative_to(root / "isaf").parts[0]
        known, passing = _words(room / "deeds.py"), _takes_verb(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = chain(node.func)[-1:]
            place = passing.get(name[0]) if name else None
            given = [keyword.value for keyword in node.keywords if keyword.arg == "verb"]
            if place is not None and len(node.args) > place:
                given.append(node.args[place])
            if not given or (name != ["record"] and place is None):
                continue
            for verb in {said for one in given for said in _said(one, tree)}:
                if not any(re.fullmatch(verb, word) for word in known):
                    yield f"{path}:{node.lineno}: the deed {verb} has no words in {room.name}/deeds.py"


def deeds_are_read(root: Path) -> Iterator[str]:
    """The history pages know every room that has a deeds.py; without it its events have no words there."""
    history = root / "isaf/changes/history.py"
    known = history.read_text() if history.exists() else ""
    for path in sorted((root / "isaf").glob("*/deeds.py")):
        room = path.parent.name
        told = "from . import deeds as of_changes" if room == "changes" else f"of_{room},"
        if told not in known:
            yield f"{path}: the deeds of {room} are not among the rooms of changes/history.py"


INSPECTIONS = [deeds_have_words, deeds_are_read]
