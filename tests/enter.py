"""How a person of the cast comes in: a browser that is signed in already."""

from django.test import Client

from isaf.people.models import Account


def enter(person: Account | None = None, language: str = "en") -> Client:
    """A client of this person; of nobody when none is given."""
    client = Client(headers={"accept-language": language})
    if person is not None:
        client.force_login(person, backend="isaf.people.backend.AccountBackend")
    return client
