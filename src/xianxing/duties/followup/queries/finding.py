"""What search and the palette show of an item, and the index built anew."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from xianxing.duties.followup.actions.states import index_item
from xianxing.duties.followup.models import Item
from xianxing.duties.followup.permissions import visible_items
from xianxing.office.access.models import Account


def search_results(account: Account, object_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, address and detail of those items that the account may see, by id."""
    found = visible_items(account).filter(pk__in=object_ids)
    return {
        item.pk: (item.title, f"/followup/{item.pk}/", f"{item.number} · {item.get_stage_display()}")
        for item in found
    }


def reindex(now: datetime) -> Iterator[int]:  # noqa: ARG001
    """Put every item into the search index anew."""
    for item in Item.objects.iterator(chunk_size=500):
        index_item(item)
        yield item.pk
