"""How a person of the cast comes in: a browser that is signed in already."""

from django.test import Client

from isaf.people.access import is_administrator
from isaf.people.models import Account
from isaf.people.selectors import ADMINISTRATION
from isaf.people.services import start_administration


def enter(person: Account | None = None, language: str = "en", *, administers: bool = True) -> Client:
    """A client of this person; of nobody when none is given."""
    client = Client(headers={"accept-language": language})
    if person is not None:
        sign_in(client, person, administers=administers)
    return client


def sign_in(client: Client, person: Account, *, administers: bool = True) -> None:
    """Sign a browser in.

    An administrator comes with the session that administrative deeds need; ``administers=False`` for without.
    """
    client.force_login(person, backend="isaf.people.backend.AccountBackend")
    if administers and is_administrator(person):
        kept = client.session
        kept[ADMINISTRATION] = start_administration(person=person, why="A test.").pk
        kept.save()


def in_the_box(day: str) -> str:
    """How an English page shows in its box a day that was given as year-month-day."""
    return "/".join(reversed(day.split("-")))
