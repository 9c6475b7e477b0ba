"""The server's secret: from ISAF_SECRET_KEY, or made once and kept in the data folder."""

import contextlib
import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The signing key; a fresh folder gets a new one, readable by its owner only.

    Two processes may start at once: the one that loses the race reads what the winner wrote.
    """
    if given := os.environ.get("ISAF_SECRET_KEY"):
        return given
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
