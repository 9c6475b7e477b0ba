"""The command `isaf`: serve, demo, check, tally, import, report, poster, posters, daily.

Every command: exit 0 done, 1 the data were refused, 2 wrong usage, 3 something outside failed; results on
stdout, messages on stderr (docs/api/commands.md). Each command's own module is imported when it is called, so
that a tally on a phone-sized file does not wait for the web.
"""

import argparse
import os
import sys
from importlib import import_module

from isaf import __version__
from isaf.kit.problems import Problem

REFUSED, OUTSIDE = 1, 3
FAILURES_OUTSIDE = {
    "django.db.utils.Error",
    "django.core.exceptions.ImproperlyConfigured",
    "environs.exceptions.EnvError",
    "sqlite3.Error",
}

COMMANDS = {
    "serve": ("isaf.config.serve", "bring the database up to date and serve until stopped"),
    "demo": ("isaf.demonstration.command", "build the small demonstration in the data folder"),
    "check": ("isaf.country.command", "check a country pack"),
    "tally": ("isaf.scorecards.command", "results of one file of counts or ballots"),
    "import": ("isaf.config.importing", "bring in a spreadsheet"),
    "report": ("isaf.monitoring.command", "coverage and other reports"),
    "poster": ("isaf.posters.command", "print the poster of one facility and year"),
    "posters": ("isaf.posters.batch", "print the posters of an area"),
    "inbox": ("isaf.field.command", "judge again what phones sent, or empty what is old"),
    "daily": ("isaf.config.daily", "do what is due today"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isaf.config.settings")
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="isaf", description=__doc__.splitlines()[0])
    parser.add_argument("--version", action="version", version=f"OpenISAF {__version__}")
    choices = parser.add_subparsers(dest="command", required=True, metavar="command")
    asked = next((word for word in arguments if word in COMMANDS), None)
    for name, (module, words) in COMMANDS.items():
        sub = choices.add_parser(name, help=words, description=words.capitalize() + ".")
        if name == asked:
            import_module(module).add_arguments(sub)
    args = parser.parse_args(arguments)
    try:
        command = import_module(COMMANDS[args.command][0])
        return command.run(args, sys.stdin, sys.stdout, sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
        return OUTSIDE
    except KeyboardInterrupt:
        return OUTSIDE
    except Problem as problem:
        print(said(problem), file=sys.stderr)
        return REFUSED
    except Exception as error:
        if not is_outside(error):
            raise
        print(f"isaf {args.command}: {error}", file=sys.stderr)
        return OUTSIDE


def said(problem: Problem) -> str:
    """The refusal in the country's first language, or in English where Django was not needed."""
    if "django" not in sys.modules:
        return str(problem)
    from isaf.kit.saying import say

    return say(problem)


def is_outside(error: Exception) -> bool:
    """Whether something outside failed: the disk, the database, a variable of the environment."""
    named = {f"{kind.__module__}.{kind.__name__}" for kind in type(error).__mro__}
    return isinstance(error, OSError) or bool(named & FAILURES_OUTSIDE)


if __name__ == "__main__":
    sys.exit(main())
