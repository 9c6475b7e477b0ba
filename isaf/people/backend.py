"""Signing in by phone number or short user name."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from .models import Account
from .rules import short_name
from .selectors import account_by_username


class AccountBackend(BaseBackend):
    """Compares user names as people type them, and takes equal time for names that do not exist."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: object
    ) -> Account | None:
        account = account_by_username(short_name(username))
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
