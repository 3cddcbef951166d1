"""Who may look at the machinery: the system officer, who has no business in the matters themselves."""

from typing import Any

from xianxing.office.duty import resolve


def may_see_jobs(account: Any, obj: object = None) -> bool:
    """Whether this account may see background work and let failed work try again."""
    return bool(resolve("xianxing.office.access.roles:is_system_officer")(account, obj))
