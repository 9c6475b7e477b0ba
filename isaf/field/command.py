"""`isaf inbox rejudge|purge`: judge again what waits; empty the bytes whose time is over."""

import argparse
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["rejudge", "purge"])


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """Says on stdout how many papers stand where; always 0."""
    import django

    django.setup()
    from isaf.inbox.services import purge, purge_day
    from isaf.kit.actor import PROGRAM
    from isaf.places.ready import make_ready

    from .services import rejudge

    make_ready(stderr)
    if args.deed == "purge":
        print(f"emptied: {purge(before=purge_day(), by=PROGRAM)}", file=stdout)
        return 0
    for state, count in sorted(rejudge().items()):
        print(f"{state}: {count}", file=stdout)
    return 0
