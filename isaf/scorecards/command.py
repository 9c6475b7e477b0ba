"""The command ``isaf tally``: the door for anyone who has counts or ballots in a file.

It starts without Django, so that it answers at once and also where no database is.
"""

import argparse
import gettext
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from isaf.country.pack import Pack, load_pack
from isaf.kit.numerals import read_int
from isaf.kit.problems import gettext_noop
from isaf.kit.tables import visible

from .tally import tally_file
from .tally_text import render_csv, render_json, render_table

_LOCALE = Path(__file__).parents[1] / "locale"

DONE, REFUSED, USAGE, OUTSIDE = 0, 1, 2, 3

_NO_COUNTRY = gettext_noop("There is no country pack %(country)s. Check --country.")
_NO_LANGUAGE = gettext_noop("The language %(lang)s is not there. Use one of these: %(known)s.")
_UNREADABLE = gettext_noop("%(file)s cannot be read: %(reason)s. Check its name and your right to read it.")
_REFUSED = gettext_noop("Nothing was counted. Correct the lines above, then try again.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked for; the help is in English, as of every command."""
    parser.add_argument("file", metavar="FILE", help="a CSV file of counts or ballots; - for standard input")
    parser.add_argument(
        "--country", default=os.environ.get("ISAF_COUNTRY", "kh"), help="the country pack (kh)"
    )
    parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
    parser.add_argument(
        "--min-cell",
        type=_people,
        default=None,
        metavar="N",
        help="hide groups of fewer people (the pack's number, 5); 0 hides nothing: the owner's own view",
    )
    parser.add_argument("--lang", default=None, help="language of tables and messages (the pack's first)")


def _people(text: str) -> int:
    try:
        number = read_int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a whole number, 0 or more") from None
    if number < 0:
        raise argparse.ArgumentTypeError("write 0 or more")
    return number


def run(args: argparse.Namespace, stdin: Any, stdout: Any, stderr: Any) -> int:
    """Read, judge, print. Gives the exit code; standard output stays empty unless the file is sound."""
    words = translator(args.lang or "en")
    try:
        pack = load_pack(args.country)
    except FileNotFoundError:
        return _fail(stderr, words(_NO_COUNTRY) % {"country": visible(args.country)}, USAGE)
    lang = args.lang or pack.default_language
    known = sorted({*pack.languages, "en", *(folder.name for folder in _LOCALE.glob("*/"))})
    if lang not in known:
        return _fail(stderr, words(_NO_LANGUAGE) % {"lang": visible(lang), "known": ", ".join(known)}, USAGE)
    words = translator(lang)
    try:
        data = getattr(stdin, "buffer", stdin).read() if args.file == "-" else Path(args.file).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _fail(stderr, words(_UNREADABLE) % {"file": visible(args.file), "reason": reason}, OUTSIDE)
    return _answer(data, pack, args, lang, stdout, stderr)


def _answer(data: bytes, pack: Pack, args: argparse.Namespace, lang: str, stdout: Any, stderr: Any) -> int:
    words = translator(lang)
    report = tally_file(data, pack, args.min_cell)
    if report.troubles:
        for trouble in report.troubles:
            _write(stderr, f"line {trouble.line}: {words(trouble.problem.text) % trouble.problem.details}\n")
        return _fail(stderr, words(_REFUSED), REFUSED)
    if args.format == "json":
        _write(stdout, render_json(report))
    elif args.format == "csv":
        _write(stdout, render_csv(report, pack))
    else:
        _write(stdout, render_table(report, pack, lang, words))
    return DONE


def translator(lang: str) -> Callable[[str], str]:
    """The interface words of a language, from the same catalogue as the pages; English where it has none."""
    return gettext.translation("django", _LOCALE, [lang], fallback=True).gettext


def _fail(stderr: Any, sentence: str, code: int) -> int:
    _write(stderr, sentence + "\n")
    return code


def _write(stream: Any, text: str) -> None:
    """UTF-8 whatever the terminal is set to."""
    binary = getattr(stream, "buffer", None)
    if binary is None:
        stream.write(text)
    else:
        stream.flush()
        binary.write(text.encode("utf-8"))
        binary.flush()
