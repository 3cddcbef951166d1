"""Papers and incoming documents in someone's hands go to another when they leave or hand over."""

from django.urls import reverse

from xianxing.duties.writing.actions.drafting import hand_paper_to
from xianxing.duties.writing.actions.handling import set_handler
from xianxing.duties.writing.models import Incoming, Paper
from xianxing.duties.writing.permissions import INCOMING_TYPE, OBJECT_TYPE
from xianxing.office.access.models import Account
from xianxing.office.duty import OpenWork
from xianxing.office.ledger.actions import NamedActor
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Handover


def open_work(account: Account) -> list[OpenWork]:
    """Return the papers that an account drafts and the incoming documents that it has in hand."""
    papers = Paper.objects.filter(drafter=account, ended_at__isnull=True).order_by("id")
    letters = Incoming.objects.filter(handler=account, closed_at__isnull=True).order_by("due_on", "id")
    return [
        *(
            OpenWork(OBJECT_TYPE, each.pk, str(each), reverse("writing:detail", args=[each.pk]))
            for each in papers
        ),
        *(
            OpenWork(INCOMING_TYPE, each.pk, str(each), reverse("writing:incoming_detail", args=[each.pk]))
            for each in letters
        ),
    ]


def take_over(entry: Entry) -> None:
    """Move what the handovers of this moment name to their successors."""
    handed = Handover.objects.filter(person_id=entry.object_id, at=entry.at)
    actor = NamedActor(entry.actor_name, entry.actor_id)
    for each in handed.filter(object_type__in=(OBJECT_TYPE, INCOMING_TYPE)).select_related(
        "successor__account__person"
    ):
        taker = each.successor.account
        if each.object_type == OBJECT_TYPE:
            paper = Paper.objects.get(pk=each.object_id)
            hand_paper_to(actor=actor, paper=paper, drafter=taker, now=entry.at)
        else:
            letter = Incoming.objects.get(pk=each.object_id)
            set_handler(actor=actor, incoming=letter, handler=taker, now=entry.at)
