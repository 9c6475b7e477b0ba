"""Small rules of the door for phones."""

from hashlib import sha256


def etag_of(body: bytes) -> str:
    """The name of exactly these bytes.

    >>> etag_of(b"kit")
    '"cbc8a597a67c46549755"'
    """
    return f'"{sha256(body).hexdigest()[:20]}"'


def is_known(if_none_match: str, etag: str) -> bool:
    """True when the phone names these bytes among those it has; a weak mark counts too (RFC 9110, 13.1.2).

    >>> is_known('W/"a", "b"', '"b"'), is_known('W/"b"', '"b"'), is_known('', '"b"'), is_known('*', '"b"')
    (True, True, False, True)
    """
    named = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag in named or "*" in named
