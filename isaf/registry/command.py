"""``isaf import``: a list of units, facilities, organisations, projects or people (docs/api/commands.md)."""

import argparse
from datetime import date
from pathlib import Path
from typing import IO, Any

from isaf.kit.numerals import latin_digits

PARTNERS = ("organisations", "projects", "targets")  # as rules.PARTNERS, which reads more than --help needs
KINDS = ("gazetteer", "facilities", *PARTNERS, "people")
DONE, REFUSED, WRONG_USAGE, FAILED_OUTSIDE = 0, 1, 2, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``isaf import``; argparse itself answers wrong usage with exit code 2."""
    parser.add_argument("kind", choices=KINDS, help="what the file holds")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV (UTF-8) or XLSX, told by its content")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, change nothing")
    parser.add_argument(
        "--layout", metavar="NAME", default="", help="how the file is laid out, a record of the pack"
    )
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help="the day for which the list speaks; today when absent"
    )
    parser.add_argument(
        "--complete", action="store_true", help="gazetteer: units that the list does not name have ended"
    )
    parser.add_argument(
        "--successors",
        metavar="FILE",
        type=Path,
        help="gazetteer: what followed (old_code,new_code,relation)",
    )
    parser.add_argument(
        "--slips", metavar="FILE", type=Path, help="people: write the slips to hand out as a PDF, once"
    )
    parser.add_argument(
        "--skip-refused", action="store_true", help="apply the other rows when some are refused"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument(
        "--lang", default=None, help="the language of the text; the country's first when absent"
    )


def _day(typed: str) -> date:
    return date.fromisoformat(latin_digits(typed))


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 done, 1 the data were refused, 2 wrong usage, 3 a file cannot be read or written."""
    import django

    django.setup()
    from isaf.country.current import pack
    from isaf.kit.problems import Problem
    from isaf.places.ready import make_ready

    from .reporting import as_json, as_text

    if wrong := _wrong_usage(args):
        print(wrong, file=stderr)
        return WRONG_USAGE
    try:
        data = args.file.read_bytes()
        successors = args.successors.read_bytes() if args.successors else None
        if args.slips and not args.dry_run:
            args.slips.open("xb").close()  # before anybody is made: codes cannot be told twice
            args.slips.chmod(0o600)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=stderr)
        return FAILED_OUTSIDE
    make_ready(stderr)
    try:
        report = _import(args, data, successors)
    except Problem as problem:
        print(problem, file=stderr)
        return WRONG_USAGE
    language = args.lang if args.lang in pack().languages else pack().default_language
    stdout.write(as_json(report) if args.format == "json" else as_text(report, language))
    is_wrong = report.counts["refused"] > 0 and not args.skip_refused
    return REFUSED if report.is_refused or is_wrong else DONE


def _wrong_usage(args: argparse.Namespace) -> str:
    """What does not belong together, in a sentence; empty when all does."""
    from isaf.kit.clock import today

    if args.kind != "gazetteer" and (args.complete or args.successors):
        return "--complete and --successors belong to: isaf import gazetteer"
    if args.kind not in ("gazetteer", "facilities") and (args.as_of or args.layout):
        return "--as-of and --layout belong to lists of places"
    if args.kind != "people" and args.slips:
        return "--slips belongs to: isaf import people"
    if args.as_of and args.as_of > today():
        return f"--as-of {args.as_of} has not come yet"
    return ""


def _import(args: argparse.Namespace, data: bytes, successors: bytes | None) -> Any:
    from isaf.kit.actor import PROGRAM

    from . import services

    how = {"data": data, "name": args.file.name, "by": PROGRAM}
    how |= {"dry_run": args.dry_run, "skip_refused": args.skip_refused}
    if args.kind == "people":
        return _import_people(args, how)
    if args.kind in PARTNERS:
        return services.import_partners(kind=args.kind, **how)
    if args.kind == "facilities":
        return services.import_facilities(layout=args.layout, as_of=args.as_of, **how)
    terms = services.GazetteerTerms(args.as_of, args.complete, args.layout, successors)
    return services.import_gazetteer(terms=terms, **how)


def _import_people(args: argparse.Namespace, how: dict[str, Any]) -> Any:
    """The accounts made, and the paper with their codes, if one was asked for."""
    from isaf.country.current import pack

    from .services import import_people
    from .slips import printed

    report, codes = import_people(**how)
    if args.slips and codes:
        args.slips.write_bytes(printed(codes, args.lang or pack().default_language))
    elif args.slips and not args.dry_run:
        args.slips.unlink()
    return report
