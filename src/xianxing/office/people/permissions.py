"""Who may look into the directory, see a phone number, and change anything.

Roles are known to ``access``, which stands above this folder; its predicates are named as manifests name them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xianxing.office.duty import resolve
from xianxing.office.people.models import Organ

ROLES = "xianxing.office.access.roles"


@dataclass(frozen=True, slots=True)
class PhoneScope:
    """The organs whose phone numbers an account sees; ``is_whole`` stands for all of them."""

    is_whole: bool
    organ_ids: frozenset[int]

    def covers(self, organ_id: int) -> bool:
        return self.is_whole or organ_id in self.organ_ids


def may_see_directory(account: Any, obj: object = None) -> bool:
    """Everyone who is signed in, the three officers too."""
    return _holds("is_signed_in", account, obj)


def may_edit_directory(account: Any, obj: object = None) -> bool:
    """The head and the staff of the office; the officers look and do not touch."""
    return _holds("is_office_member", account, obj)


def phone_scope(account: Any) -> PhoneScope:
    """Return whose phones an account sees: members of the office all, others those of their own organ.

    What stands below an organ belongs to it. Two queries, none for members of the office.
    """
    if may_edit_directory(account):
        return PhoneScope(is_whole=True, organ_ids=frozenset())
    own: frozenset[int] = (
        resolve(f"{ROLES}:organs_of")(account) if may_see_directory(account) else frozenset()
    )
    return PhoneScope(is_whole=False, organ_ids=_with_descendants(own))


def may_see_phone(account: Any, organ: Organ) -> bool:
    """Whether the account sees the phone numbers of people in this organ."""
    return phone_scope(account).covers(organ.pk)


def _with_descendants(own: frozenset[int]) -> frozenset[int]:
    if not own:
        return own
    parents = dict(Organ.objects.order_by().values_list("pk", "parent_id"))
    return frozenset(organ_id for organ_id in parents if own & set(_upward(organ_id, parents)))


def _upward(organ_id: int, parents: Mapping[int, int | None]) -> list[int]:
    path = [organ_id]
    while (parent := parents.get(path[-1])) is not None:
        path.append(parent)
    return path


def _holds(name: str, account: Any, obj: object) -> bool:
    return bool(resolve(f"{ROLES}:{name}")(account, obj))
