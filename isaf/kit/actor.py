"""Who did something when no person did: the program itself, at start-up or on an operator's command."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """What an event names as its author: an account, or the program."""

    pk: str
    name: str

    def __str__(self) -> str:
        return self.name


PROGRAM = Actor("program", "OpenISAF")
