"""Matters in someone's hands go to another when they leave or hand over."""

from django.urls import reverse

from xianxing.duties.matters.actions.handling import set_handler
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.permissions import OBJECT_TYPE
from xianxing.office.access.models import Account
from xianxing.office.duty import OpenWork
from xianxing.office.ledger.actions import NamedActor
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Handover


def open_work(account: Account) -> list[OpenWork]:
    """Return the open matters that an account has in hand, the nearest limit first."""
    mine = Matter.objects.filter(handler=account, ended_at__isnull=True).order_by("due_on", "id")
    return [
        OpenWork(OBJECT_TYPE, matter.pk, str(matter), reverse("matters:detail", args=[matter.pk]))
        for matter in mine
    ]


def take_over(entry: Entry) -> None:
    """Move the matters that the handovers of this moment name to their successors.

    A successor who must stay away from a matter (信访工作条例 28) cannot take it; that rolls the handover back.
    """
    handed = Handover.objects.filter(person_id=entry.object_id, object_type=OBJECT_TYPE, at=entry.at)
    takers = {each.object_id: each.successor for each in handed.select_related("successor__account__person")}
    actor = NamedActor(entry.actor_name, entry.actor_id)
    matters = Matter.objects.filter(pk__in=takers, ended_at__isnull=True)
    for matter in matters.select_related("entry", "handler__person"):
        set_handler(actor=actor, matter=matter, handler=takers[matter.pk].account, now=entry.at)
