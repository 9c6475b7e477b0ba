"""`isaf demo`: build the small demonstration in the data folder. Again: nothing changes."""

import argparse
import json
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """1 when the data folder holds real records, which are left alone."""
    import django

    django.setup()
    from isaf.kit.problems import Problem
    from isaf.kit.saying import say
    from isaf.places.ready import make_ready

    try:
        make_ready(stderr, origin="demonstration")
        build_once(stderr)
    except Problem as problem:
        print(say(problem), file=stderr)
        return 1
    if args.format == "json":
        from .selectors import summary

        json.dump(summary(), stdout, ensure_ascii=False)
        stdout.write("\n")
    else:
        print(sign_ins(), file=stdout)
    return 0


def build_once(stderr: IO[str]) -> None:
    """The invented year, unless it is there already."""
    from .selectors import is_built
    from .services import build_demonstration

    if not is_built():
        print(
            "Building the demonstration (an invented province, a finished year and a half-done one) ...",
            file=stderr,
        )
        build_demonstration()


def sign_ins() -> str:
    """One sample sign-in per role, as an aligned table."""
    from .selectors import summary

    shown = summary()
    once = {account["role"]: account for account in reversed(shown["accounts"])}
    rows = [(a["role"], a["username"], a["password"], a["scope"]) for a in once.values()]
    rows = [("role", "user name", "password", "where"), *sorted(rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = [
        "  ".join([*(text.ljust(w) for text, w in zip(row, widths, strict=False)), row[3]]) for row in rows
    ]
    return "Demonstration data: every place and figure is invented.\n" + "\n".join(
        "  " + line for line in lines
    )
