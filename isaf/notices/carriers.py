"""Who carries letters. One function; another carrier (a text message, a group's robot) is another branch of it."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from .models import Notice


class CarrierFailed(Exception):
    """The carrier did not take the letter.

    ``is_final``: trying again will not help. ``is_away``: it would take no letter at all just now. ``reason``
    names no person: it is shown on a page and kept.
    """

    def __init__(self, reason: str, *, is_final: bool = False, is_away: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.is_final, self.is_away = reason, is_final, is_away


def is_ready(carrier: str) -> bool:
    """Whether this server was told how to reach the carrier."""
    return carrier == "email" and settings.LETTERS_CAN_LEAVE


def send(notice: Notice, address: str) -> None:
    """Hand the letter over, or raise CarrierFailed.

    The letter's id is its Message-ID: should the server stop between sending and noting it, the second copy is
    seen to be the same letter.
    """
    host = settings.ISAF_URL.split("//")[-1].split("/")[0].split(":")[0]
    headers = {
        "Message-ID": f"<{notice.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }
    try:
        EmailMessage(notice.subject, notice.body, None, [address], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise CarrierFailed(f"SMTP {codes[0]}", is_final=min(codes) >= 500) from None
    except smtplib.SMTPDataError as error:
        raise CarrierFailed(f"SMTP {error.smtp_code}", is_final=error.smtp_code >= 500) from None
    except smtplib.SMTPResponseException as error:
        raise CarrierFailed(f"SMTP {error.smtp_code}", is_away=True) from None
    except OSError as error:  # no connection, or one that ended; SMTP's other errors are OSErrors too
        raise CarrierFailed(type(error).__name__, is_away=True) from None
    except ValueError as error:  # an address or subject that no mail can carry
        raise CarrierFailed(type(error).__name__, is_final=True) from None
