"""`isaf daily`: what is due every day. A list of steps, run in order; no scheduler is needed on a small server."""

import argparse
from datetime import timedelta
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """Do what is due and say it, a line each."""
    import django

    django.setup()
    from django.core.management import call_command

    from isaf.audit.services import forget_keys
    from isaf.kit.clock import now

    call_command("clearsessions")
    print(f"forms' keys forgotten: {forget_keys(before=now() - timedelta(days=30))}", file=stdout)
    return 0
