"""What building the package adds: compiled translations, and the country packs inside the package."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PacksAndWords(BuildHookInterface):  # type: ignore[misc]
    """Compile every catalogue, so that no gettext program is needed; carry country/ as isaf/country/packs.

    A checkout installed for development reads country/ where it lies, so only a real wheel carries the copy.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        from tools.words import compile_all

        compile_all(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"][str(Path(self.root) / "country")] = "isaf/country/packs"
