"""The code with which a sender asks what became of a letter. Only its keyed hash is kept."""

import re
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 1 I L O, which people confuse when they read a code aloud."""

CODE_LENGTH = 10
"""31 ** 10 is about 8e14 codes: guessing is hopeless even before the page's rate limit."""

_SALT = "xianxing.register.code"
_NOISE = re.compile(r"[\s\-—]+")


def new_code() -> str:
    """Return a fresh random code."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


def code_hash(receipt_number: str, code: str) -> str:
    """Return what is kept of a code; the receipt number is in it, so equal codes do not look equal."""
    plain = _NOISE.sub("", code).upper()
    return salted_hmac(_SALT, f"{receipt_number}:{plain}", algorithm="sha256").hexdigest()


def code_matches(receipt_number: str, code: str, kept_hash: str) -> bool:
    """Return whether the code belongs to the receipt, in constant time; never for an empty hash."""
    return constant_time_compare(code_hash(receipt_number, code), kept_hash) and bool(kept_hash)
