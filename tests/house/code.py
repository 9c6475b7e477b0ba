"""What the house asks of its Python, one inspection a function: (root) -> sentences that say what is wrong where."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FILE_LINES, VIEW_LINES, MODEL_LINES = 400, 25, 300
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def modules(root: Path, pattern: str = "**/*.py") -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the engine that matches, read once; migrations are history and left alone."""
    for path in sorted((root / "isaf").glob(pattern)):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def chain(node: ast.expr) -> list[str]:
    """The names of a dotted call, outermost last: ``Area.objects.filter(x).update`` gives all four."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        elif isinstance(node, ast.Name):
            return [node.id, *names]
        else:
            return names


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every imported module and name, dotted, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module or ''}.{alias.name}", node.lineno) for alias in node.names)


def is_in(path: Path, *kinds: str) -> bool:
    """Whether a module is of a kind: views.py, views_more.py or views/meetings.py."""
    return any(part.startswith(kinds) for part in path.parts[-2:])


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def no_signals(root: Path) -> Iterator[str]:
    """Nobody listens in secret: nothing of ours defines, connects or sends a signal."""
    for path, tree in modules(root):
        if path.stem == "signals":
            yield f"{path}: a file of signals"
        for name, line in imported(tree):
            if name.startswith("django.dispatch") or "signals" in name.split("."):
                yield f"{path}:{line}: imports {name}"


def no_overrides(root: Path) -> Iterator[str]:
    """Saving and deleting do just that; what else belongs to a deed is in a service."""
    for path, tree in modules(root):
        for node in ast.walk(tree):
            for item in node.body if isinstance(node, ast.ClassDef) else []:
                if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete"}:
                    yield f"{path}:{item.lineno}: {node.name}.{item.name}"


def is_write(call: ast.Call) -> bool:
    """Whether a call writes rows. ``save(file)`` with something to save into is a picture's or a workbook's."""
    names = chain(call.func)
    if not isinstance(call.func, ast.Attribute):
        return False
    queryset = bool({"objects", "filter", "exclude", "select_for_update", "all"} & set(names[:-1]))
    match names[-1]:
        case "save":
            return not call.args and names[0] != "super"
        case "delete":
            return not call.args
        case "update":
            return queryset
        case name:
            return name in WRITES and (queryset or name.startswith("bulk_"))


def writes_only_in_services(root: Path) -> Iterator[str]:
    for path, tree in modules(root):
        # summaries are rows that a room's own services rebuild from other rows
        if is_in(path, "services", "summaries") or path.stem.endswith("_sql"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and is_write(node):
                yield f"{path}:{node.lineno}: writes ({'.'.join(chain(node.func))})"


def one_clock(root: Path) -> Iterator[str]:
    """Only kit.clock asks what time it is, and rules do not even ask kit.clock."""
    asking = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"}
    bare = {
        "timezone.localdate",
        "timezone.localtime",
    }  # with a moment between the brackets they only convert
    for path, tree in modules(root):
        if path.match("kit/clock.py"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ".".join(chain(node)[-2:]) in asking:
                yield f"{path}:{node.lineno}: asks the clock ({'.'.join(chain(node))})"
            if isinstance(node, ast.Call) and not node.args and ".".join(chain(node)[-2:]) in bare:
                yield f"{path}:{node.lineno}: asks the clock ({'.'.join(chain(node))})"
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                yield f"{path}:{node.value.lineno}: {node.arg} asks the clock"
        for name, line in imported(tree):
            if name in {"django.utils.timezone.now", "django.utils.timezone.localdate", "time.time"}:
                yield f"{path}:{line}: imports {name}"
            if path.stem == "rules" and "clock" in name.split("."):
                yield f"{path}:{line}: a rule is given the time, it does not ask"


def guards_only(root: Path) -> Iterator[str]:
    """Views and forms get what they need from guards, services and selectors."""
    for path, tree in modules(root):
        if not is_in(path, "views", "forms"):
            continue
        for name, line in imported(tree):
            if name.endswith(("get_object_or_404", "get_list_or_404")):
                yield f"{path}:{line}: {name}; a guard gives the object"
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield f"{path}:{node.lineno}: asks the database itself"


def short_files(root: Path) -> Iterator[str]:
    """A file is read in one sitting, a view on one screen."""
    for folder in ("isaf", "tools", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            lines = len(path.read_text().splitlines())
            wall = MODEL_LINES if path.name == "models.py" else FILE_LINES
            if "migrations" not in path.parts and lines > wall:
                yield f"{path}: {lines} lines, {wall} at most"
    for path, tree in modules(root):
        if is_in(path, "views"):
            for view in public_functions(tree):
                lines = (view.end_lineno or 0) - view.lineno + 1
                if lines > VIEW_LINES:
                    yield f"{path}:{view.lineno}: {view.name} has {lines} lines, {VIEW_LINES} at most"


def rooms_say_what_they_are(root: Path) -> Iterator[str]:
    for path, tree in modules(root, "*/__init__.py"):
        if not ast.get_docstring(tree):
            yield f"{path}: does not say what the room is"


def rules_have_examples(root: Path) -> Iterator[str]:
    """Every public rule has a case to check by hand: an example in its own words, or one in tests/rules."""
    cases = "\n".join(path.read_text() for path in sorted((root / "tests" / "rules").rglob("*.py")))
    for path, tree in modules(root, "*/rules.py"):
        for rule in public_functions(tree):
            if ">>>" not in (ast.get_docstring(rule) or "") and not re.search(rf"\b{rule.name}\b", cases):
                yield f"{path}:{rule.lineno}: {rule.name} has no example and no case in tests/rules"


def services_take_names(root: Path) -> Iterator[str]:
    """A deed names each of its arguments: close(cycle=..., by=...)."""
    for path, tree in modules(root):
        if not is_in(path, "services"):
            continue
        for service in public_functions(tree):
            names = [argument.arg for argument in service.args.args + service.args.kwonlyargs]
            if "by" in names and service.args.args:
                yield f"{path}:{service.lineno}: {service.name} takes arguments by position"


def telling_migrations(root: Path) -> Iterator[str]:
    """0004_action_gets_grace_days, never 0004_auto_... or 0004_alter_action_...; the first may be 0001_initial."""
    made_up = ("auto", "alter_", "remove_", "rename_", "delete_", "merge_")
    for path in sorted((root / "isaf").glob("*/migrations/0*.py")):
        number, _, words = path.stem.partition("_")
        if not (number.isdigit() and len(number) == 4 and words) or words.startswith(made_up):
            yield f"{path}: a migration says what it does"


INSPECTIONS = [
    no_signals,
    no_overrides,
    writes_only_in_services,
    one_clock,
    guards_only,
    short_files,
    rooms_say_what_they_are,
    rules_have_examples,
    services_take_names,
    telling_migrations,
]
