"""`isaf report coverage --phase 1`: figures that anyone may have (docs/api/commands.md)."""

import argparse
import os
from datetime import date
from pathlib import Path
from typing import IO, Any

FORMATS = ("json", "csv", "xlsx", "pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", choices=["coverage"])
    parser.add_argument("--phase", required=True, help="the phase, as 1, 2 or an extension's id")
    parser.add_argument("--year", type=_number)
    parser.add_argument("--area", default="", help="an area's code; the nation when absent")
    parser.add_argument("--by", default="nation", choices=["nation", "province", "district"])
    parser.add_argument("--service", default="")
    parser.add_argument("--implementer", default="", help="an organisation's code")
    parser.add_argument("--as-of", type=_day, default=None, help="YYYY-MM-DD; today when absent")
    parser.add_argument("--format", choices=FORMATS, default="json")
    parser.add_argument("--lang", default=None)
    parser.add_argument("-o", "--output", type=Path, default=None)


def _number(text: str) -> int:
    from isaf.kit.numerals import read_int

    try:
        return read_int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a year") from None


def _day(text: str) -> date:
    from isaf.kit.numerals import latin_digits

    try:
        return date.fromisoformat(latin_digits(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write YYYY-MM-DD") from None


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 with the report, also when it has no rows; 1 when the question cannot be answered."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import translation

    from isaf.kit.numerals import latin_digits
    from isaf.kit.problems import Problem
    from isaf.kit.saying import say
    from isaf.places.ready import bring_up_to_date

    from .reports import coverage_report
    from .selectors import Question

    language = args.lang if args.lang in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    bring_up_to_date()
    question = Question(
        phase=latin_digits(args.phase),
        year=args.year,
        area=latin_digits(args.area),
        by=args.by,
        service=args.service,
        implementer=args.implementer,
        as_of=args.as_of,
    )
    with translation.override(language):
        try:
            content = coverage_report(question, args.format)
        except Problem as problem:
            print(say(problem), file=stderr)
            return 1
    return _deliver(content, args.output, stdout, stderr)


def _deliver(content: bytes, output: Path | None, stdout: IO[str], stderr: IO[str]) -> int:
    if output is None:
        getattr(stdout, "buffer", stdout).write(content)
        return 0
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(output)
    except OSError as error:
        print(f"{output} cannot be written: {error.strerror}", file=stderr)
        return 3
    return 0
