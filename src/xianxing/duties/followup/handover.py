"""Items in someone's hands go to another when they leave or hand over."""

from django.urls import reverse

from xianxing.duties.followup.actions.opening import hand_item
from xianxing.duties.followup.models import Item
from xianxing.duties.followup.permissions import ITEM_TYPE
from xianxing.office.access.models import Account
from xianxing.office.duty import OpenWork
from xianxing.office.ledger.actions import NamedActor
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Handover


def open_work(account: Account) -> list[OpenWork]:
    """Return the open items that an account has in hand, the nearest limit first."""
    mine = Item.objects.filter(handler=account, ended_at__isnull=True).order_by("due_on", "id")
    return [
        OpenWork(ITEM_TYPE, item.pk, str(item), reverse("followup:detail", args=[item.pk])) for item in mine
    ]


def take_over(entry: Entry) -> None:
    """Move the items that the handovers of this moment name to their successors."""
    handed = Handover.objects.filter(person_id=entry.object_id, object_type=ITEM_TYPE, at=entry.at)
    takers = {each.object_id: each.successor for each in handed.select_related("successor__account__person")}
    actor = NamedActor(entry.actor_name, entry.actor_id)
    for item in Item.objects.filter(pk__in=takers, ended_at__isnull=True).select_related("handler__person"):
        hand_item(actor=actor, item=item, handler=takers[item.pk].account, now=entry.at)
