"""`isaf import`: one command for every kind of file, each kind brought in by the room whose records it holds."""

import argparse
from importlib import import_module
from typing import IO, Any

from isaf.registry import command as registry

ELSEWHERE = {"information": "isaf.information.spreadsheets.command"}
"""Kinds that are not lists of places: kind -> the module that brings the file in."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the lists of places, and what other kinds add."""
    registry.add_arguments(parser)
    kind = next(action for action in parser._actions if action.dest == "kind")
    kind.choices = [*kind.choices, *ELSEWHERE]
    parser.add_argument(
        "--by",
        metavar="USERNAME",
        default="",
        help="information: who filled the file; only what is theirs is taken",
    )


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """Hand the file to its room; 2 where an argument does not belong to the kind."""
    if args.kind in ELSEWHERE:
        return import_module(ELSEWHERE[args.kind]).run(args, stdin, stdout, stderr)
    if args.by:
        print("--by belongs to: isaf import information", file=stderr)
        return registry.WRONG_USAGE
    return registry.run(args, stdin, stdout, stderr)
