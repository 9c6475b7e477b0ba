"""The files of a pack with the line of every part, so that a fault can be pointed at."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import BrokenText, KeyTwice, PackProblem
from .reader import PackLoader

Path_ = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """One file as plain values; ``line`` tells where a part stands."""

    file: str  # as shown: criteria/hc.yaml
    data: Any
    node: yaml.Node | None = None
    lines: tuple[int, ...] = ()

    def line(self, *path: str | int) -> int:
        """The line of the part at ``path``; of the nearest part above it when that part is missing."""
        if self.node is None:
            return self.lines[int(path[0])] if path and self.lines else 1
        node, line = self.node, self.node.start_mark.line + 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node, line = found
        return line


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    """The part under a key or at a place of a list, and its line."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    return None


def read_document(path: Path, file: str) -> tuple[Document | None, list[PackProblem]]:
    """Read one YAML or CSV file; None with the reason when it cannot be read at all."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return None, [BrokenText(file=file, line=line, detail="not UTF-8")]
    return _table(text, file) if path.suffix == ".csv" else _tree(text, file)


def _tree(text: str, file: str) -> tuple[Document | None, list[PackProblem]]:
    loader = PackLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        detail = getattr(error, "problem", None) or str(error)
        return None, [BrokenText(file=file, line=mark.line + 1 if mark else 1, detail=detail)]
    finally:
        loader.dispose()
    twice = [KeyTwice(file=file, line=key.start_mark.line + 1, value=key.value) for key in _twice(node)]
    return Document(file, data, node), list(twice)


def _twice(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Keys that stand twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _twice(part)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _twice(value)


def _table(text: str, file: str) -> tuple[Document | None, list[PackProblem]]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            rows.append({str(key): value for key, value in row.items()})
            lines.append(reader.line_num)
    except csv.Error as error:
        return None, [BrokenText(file=file, line=reader.line_num, detail=str(error))]
    return Document(file, rows, lines=tuple(lines)), []
