"""Who sent something in, and the key by which distinct senders are counted without naming them."""

import re
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from xianxing.text import fold, normalise

_PHONE = re.compile(r"(?:\+?86|0086)?(1\d{10}|0\d{9,11}|\d{7,8})")
_NOT_PHONE = re.compile(r"[\s()（）\-—－]+")
_SALT = "xianxing.register.sender"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent something in; every field may be empty."""

    name: str = ""
    contact: str = ""
    address: str = ""


ANONYMOUS = Sender()


def sender_key(sender: Sender) -> str:
    """Return the keyed hash that is equal for one sender and tells nobody who it is; empty when anonymous.

    The contact decides when there is one, else the name with the address. The key hangs on the installation's
    secret key: whoever has the table alone cannot try telephone numbers against it.
    """
    contact = normal_contact(sender.contact)
    if contact:
        return _digest(f"contact:{contact}")
    name = fold(sender.name)
    if not name or name in _NOT_A_NAME:
        return ""
    return _digest(f"name:{name}:{fold(sender.address)}")


_NOT_A_NAME = frozenset({"匿名", "无", "不详", "未知", "匿名网友", "网友", "市民", "群众", "某群众"})


def normal_contact(contact: str) -> str:
    """Return the contact in one form: telephone numbers as digits, addresses of mail in lower case."""
    text = normalise(contact).casefold()
    digits = _PHONE.fullmatch(_NOT_PHONE.sub("", text))
    return digits[1] if digits else fold(text) if "@" not in text else text


def _digest(value: str) -> str:
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()
