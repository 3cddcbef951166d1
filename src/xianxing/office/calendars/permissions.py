"""Who may look at the calendar and who may change it.

Roles are known to ``access``, which stands above this folder; its predicates are named as manifests name them.
"""

from typing import Any

from xianxing.office.duty import resolve

ROLES = "xianxing.office.access.roles"


def may_see_calendar(account: Any, obj: object = None) -> bool:
    """Everyone who is signed in: deadlines rest on it."""
    return bool(resolve(f"{ROLES}:is_signed_in")(account, obj))


def may_edit_calendar(account: Any, obj: object = None) -> bool:
    """The head of the office, and the system officer, who may not read matters but may keep the calendar."""
    return any(bool(resolve(f"{ROLES}:{name}")(account, obj)) for name in ("is_head", "is_system_officer"))
