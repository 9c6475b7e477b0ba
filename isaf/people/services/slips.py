"""Slips of paper with a one-time code: the way to a first password, and to a new one."""

import secrets
from datetime import datetime

from axes.models import AccessAttempt
from axes.utils import reset as forget_wrong_passwords
from django.db import transaction

from isaf.audit.services import record
from isaf.kit.actor import PROGRAM, Actor
from isaf.kit.clock import now

from ..access import require_care, slip_for
from ..models import Account, Slip
from ..rules import SLIP_LASTS, SLIP_LETTERS
from ..selectors import setup_digest


@transaction.atomic
def make_slip(*, person: Account, by: Account | Actor) -> str:
    """A fresh code for a person, told once; an older slip of the same person is void from now on.

    The old password, if there is one, works until the slip is used.
    """
    if by != PROGRAM:
        require_care(by, person)
    person.slips.filter(over_at=None).update(over_at=now())
    code = "".join(secrets.choice(SLIP_LETTERS) for _ in range(16))
    made = now()
    Slip.objects.create(
        person=person, token_sha256=setup_digest(code), made_at=made, expires_at=made + SLIP_LASTS
    )
    record(by=by, verb="make_slip", subject=person)
    return code


@transaction.atomic
def use_slip(*, code: str, password: str) -> Account:
    """The person's own password, set with the slip, which is used up; a locked sign-in opens again."""
    slip = slip_for(code)
    if not Slip.objects.filter(pk=slip.pk, over_at=None).update(over_at=now()):
        slip = slip_for(code)
    person = slip.person
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_wrong_passwords(username=person.username)
    record(by=person, verb="set_password", subject=person)
    return person


def forget_wrong_sign_ins(*, before: datetime) -> int:
    """Wrong passwords of long ago, kept with the name that was typed and the address; how many were forgotten."""
    return AccessAttempt.objects.filter(attempt_time__lt=before).delete()[0]
