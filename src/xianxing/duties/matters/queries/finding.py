"""What search and the palette show of a matter."""

from collections.abc import Sequence

from xianxing.duties.matters.permissions import visible_matters
from xianxing.office.access.models import Account


def search_results(account: Account, object_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, address and detail of those matters that the account may see, by id."""
    found = visible_matters(account).filter(pk__in=object_ids)
    return {
        matter.pk: (matter.title, f"/matters/{matter.pk}/", f"{matter.number} · {matter.get_state_display()}")
        for matter in found
    }
