"""Permissions as small named predicates, joined by ``&``, ``|`` and ``~``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account

Test = Callable[[Account, Any], bool]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A named yes-or-no question about an account and, where it needs one, an object."""

    name: str
    test: Test

    def __call__(self, account: Account, obj: Any = None) -> bool:
        return self.test(account, obj)

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            f"({self.name} & {other.name})", lambda account, obj: self(account, obj) and other(account, obj)
        )

    def __or__(self, other: "Predicate") -> "Predicate":
        return Predicate(
            f"({self.name} | {other.name})", lambda account, obj: self(account, obj) or other(account, obj)
        )

    def __invert__(self) -> "Predicate":
        return Predicate(f"~{self.name}", lambda account, obj: not self(account, obj))


def predicate(test: Test) -> Predicate:
    """Turn a function of an account and an object into a predicate of the same name."""
    return Predicate(test.__name__, test)


def require(allowed: Predicate, account: Account, obj: Any = None) -> None:
    """Return when the account may.

    Raises:
        PermissionDenied: it may not; the message says what to do.
    """
    if not allowed(account, obj):
        raise PermissionDenied(_("您没有办理此事的权限；如确有需要，请与办公室负责人或安全保密管理员联系"))
