"""``isaf import information``: a filled spreadsheet of sheets (docs/api/commands.md)."""

import argparse
from typing import IO, Any

DONE, REFUSED, WRONG_USAGE, FAILED_OUTSIDE = 0, 1, 2, 3


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 done, 1 the data were refused, 2 wrong usage, 3 a file cannot be read."""
    import django

    django.setup()
    from isaf.country.current import pack
    from isaf.kit.actor import PROGRAM
    from isaf.people.selectors import account_by_username
    from isaf.places.ready import make_ready

    from .importing import import_information
    from .reporting import as_json, as_text

    if args.layout or args.as_of or args.complete or args.successors:
        print("--layout, --as-of, --complete and --successors belong to lists of places", file=stderr)
        return WRONG_USAGE
    try:
        data = args.file.read_bytes()
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=stderr)
        return FAILED_OUTSIDE
    make_ready(stderr)
    person = account_by_username(args.by) if args.by else PROGRAM
    if person is None:
        print(f"--by {args.by}: no account has this name", file=stderr)
        return WRONG_USAGE
    how = {"by": person, "dry_run": args.dry_run, "skip_refused": args.skip_refused}
    report = import_information(data=data, name=args.file.name, **how)
    language = args.lang if args.lang in pack().languages else pack().default_language
    stdout.write(as_json(report) if args.format == "json" else as_text(report, language))
    is_wrong = report.counts["refused"] > 0 and not args.skip_refused
    return REFUSED if report.is_refused or is_wrong else DONE
