"""The kinds of bodies and their offices, as the country pack tells them (registers.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.country.reader import read_yaml


@dataclass(frozen=True)
class Office:
    """An office of a body. ``roles`` names the role that goes with it, by level; empty ``levels`` mean every one."""

    id: str
    names: Names
    several: bool = False
    focal: bool = False
    answers: bool = False
    levels: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of body, the levels at which it stands, and the sides whose managers keep its register."""

    id: str
    names: Names
    levels: tuple[str, ...]
    kept_by: tuple[str, ...]
    offices: tuple[Office, ...]

    def office(self, office_id: str) -> Office | None:
        """The office with this id; None for one that the pack does not, or no longer, have."""
        return next((office for office in self.offices if office.id == office_id), None)

    def offices_at(self, code: str) -> list[Office]:
        """The offices of such a body in an area."""
        level = level_id(code)
        return [office for office in self.offices if not office.levels or level in office.levels]


@lru_cache(maxsize=4)
def _read(folder: Path, version: str) -> tuple[Kind, ...]:
    return tuple(
        Kind(
            id=row["id"],
            names=row["names"],
            levels=tuple(row["levels"]),
            kept_by=tuple(row["kept_by"]),
            offices=tuple(
                Office(**{**office, "levels": tuple(office.get("levels", ()))}) for office in row["offices"]
            ),
        )
        for row in read_yaml(folder / "registers.yaml")["kinds"]
    )


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the pack's order."""
    return _read(pack().folder, pack().version)


def kind_of(kind_id: str) -> Kind:
    """The kind with this id; one that the pack no longer has is shown by its id and can be kept by the nation."""
    gone = Kind(kind_id, {pack().default_language: kind_id}, (), ("national",), ())
    return next((kind for kind in kinds() if kind.id == kind_id), gone)


def level_id(code: str) -> str:
    """The level of an area's code; the empty code is the nation."""
    level = pack().level_of(code)
    return level.id if level else "nation"


def kinds_at(code: str) -> list[Kind]:
    """The kinds that may stand in an area."""
    return [kind for kind in kinds() if level_id(code) in kind.levels]
