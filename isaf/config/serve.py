"""`isaf serve`: everything that must be there is made, then the server runs until it is stopped."""

import argparse
import hashlib
from pathlib import Path
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help="build the demonstration first when the data folder is empty"
    )
    parser.add_argument("--workers", type=int, default=2, help="server processes (2)")


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """Prepare and serve; 3 when the address cannot be had."""
    import django

    django.setup()
    from django.conf import settings

    from isaf.places.ready import make_ready

    make_ready(stderr, origin="demonstration" if args.demo else "real")
    collect_static()
    if args.demo:
        from isaf.demonstration.command import build_once, sign_ins
        from isaf.publishing.services import index_texts

        build_once(stderr)
        index_texts()
        print(sign_ins(), file=stdout, flush=True)
    elif address := setup_address():
        print(f"Make the first administrator here, once: {address}", file=stdout, flush=True)
    print(f"OpenISAF is at {settings.ISAF_URL}/ (Ctrl+C stops it)", file=stdout, flush=True)
    return serve(args.workers, stderr)


def collect_static() -> None:
    """Gather and compress static files, when they changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".digest"
    found = [
        (path, storage.size(path), storage.get_modified_time(path).isoformat())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    digest = hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)


def setup_address() -> str | None:
    """The one-time address at which the first administrator is made; None once there is an account."""
    from django.conf import settings

    from isaf.people.selectors import has_accounts
    from isaf.people.services import make_setup_token

    if has_accounts():
        return None
    language = settings.LANGUAGE_CODE
    return f"{settings.ISAF_URL}/{language}/setup/{make_setup_token()}/"


def serve(workers: int, stderr: IO[str]) -> int:
    """Run the server in the foreground."""
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    try:
        Granian(
            "isaf.config.wsgi:application",
            address=settings.ISAF_HOST,
            port=settings.ISAF_PORT,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=2,
            backpressure=64,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
        ).serve()
    except (OSError, RuntimeError) as error:
        print(f"Nothing could be served at {settings.ISAF_URL}: {error}", file=stderr)
        return 3
    return 0
