"""Guards: who runs the nation sees the outbox; everyone sees their own letters."""

from uuid import UUID

from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.selectors import nation

from .models import Notice
from .selectors import notice_by_id


def require_outbox(account: Account) -> None:
    """Nothing for who keeps accounts or reads events at the nation; refused otherwise."""
    if not access.may(account, Verb.AUDIT_READ, nation()):
        access.require(account, Verb.PEOPLE_MANAGE, nation())


def notice_for(account: Account, pk: UUID) -> Notice:
    """A letter of the outbox."""
    require_outbox(account)
    notice = notice_by_id(pk)
    if notice is None:
        raise NotFound()
    return notice
