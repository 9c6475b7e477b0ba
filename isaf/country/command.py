"""`isaf check country kh`: is the pack sound? Each fault with file, line and what to do."""

import argparse
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["country"])
    parser.add_argument("code", help="the country pack, for example kh")
    parser.add_argument("--lang", default="en")


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 when sound; 1 with every fault on stderr."""
    from .check import check_pack

    problems = check_pack(args.code)
    for problem in problems:
        print(problem, file=stderr)
    if not problems:
        print(f"country/{args.code}: sound", file=stdout)
    return 1 if problems else 0
