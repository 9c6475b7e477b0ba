"""`isaf poster`: one poster of one facility and year (docs/api/commands.md)."""

import argparse
from pathlib import Path
from typing import IO, Any

from isaf.kit.problems import Problem

from .asked import add_shared, facility_for, languages_for, refuse, started


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facility", required=True, metavar="CODE", help="as on its page: ca-010201")
    add_shared(parser)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.pdf")


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 with the file written; 1 when there is nothing to print; 3 when the file cannot be written."""
    with started(stderr):
        from .printing import poster_pdf, write_whole
        from .selectors import material

        try:
            found = material(facility_for(args.facility), args.cycle)
            content = poster_pdf(found, args.paper, languages_for(args.lang))
        except Problem as problem:
            return refuse(problem, stderr)
        write_whole(args.output, content)
    return 0
