"""An empty data folder made ready: database up to date, pack and gazetteer loaded. Every command begins here.

Two commands that begin at the same moment wait for each other.
"""

from typing import IO

from django.conf import settings
from django.core.management import call_command

from isaf.kit.alone import alone

from .models import Origin
from .selectors import installation
from .services import establish, load_gazetteer

DEED = "ready"


def make_ready(stderr: IO[str], *, origin: str = Origin.REAL) -> None:
    """Bring the database up to date and load what is missing.

    ``origin`` says what an empty data folder is for; one that holds something stays what it is.
    """
    with alone(DEED):
        _migrate()
        establish(origin=origin)
        if not installation().gazetteer_loaded_at:
            print("Loading the country's places ...", file=stderr, flush=True)
            load_gazetteer()


def bring_up_to_date() -> None:
    """Data folder and tables as this version needs them, and nothing in them yet."""
    with alone(DEED):
        _migrate()


def _migrate() -> None:
    files = settings.ISAF_DATA / "files"  # there to be backed up from the first day
    files.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
