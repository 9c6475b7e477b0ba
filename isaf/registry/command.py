"""``isaf import``: a spreadsheet of facilities (docs/api/commands.md)."""

import argparse
from pathlib import Path
from typing import IO, Any

DONE, REFUSED, FAILED_OUTSIDE = 0, 1, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``isaf import``; argparse itself answers wrong usage with exit code 2."""
    parser.add_argument("kind", choices=["facilities"], help="what the file holds")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV (UTF-8) or XLSX, told by its content")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, change nothing")
    parser.add_argument(
        "--skip-refused", action="store_true", help="apply the other rows when some are refused"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument(
        "--lang", default=None, help="the language of the text; the country's first when absent"
    )


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 done, 1 the data were refused, 3 the file cannot be read."""
    import django

    django.setup()
    from isaf.country.current import pack
    from isaf.kit.actor import PROGRAM
    from isaf.places.ready import make_ready

    from .reporting import as_json, as_text
    from .services import import_facilities

    try:
        data = args.file.read_bytes()
    except OSError as error:
        print(f"{args.file}: {error.strerror}", file=stderr)
        return FAILED_OUTSIDE
    make_ready(stderr)
    report = import_facilities(
        data=data, name=args.file.name, by=PROGRAM, dry_run=args.dry_run, skip_refused=args.skip_refused
    )
    language = args.lang if args.lang in pack().languages else pack().default_language
    stdout.write(as_json(report) if args.format == "json" else as_text(report, language))
    is_wrong = report.counts["refused"] > 0 and not args.skip_refused
    return REFUSED if report.is_refused or is_wrong else DONE
