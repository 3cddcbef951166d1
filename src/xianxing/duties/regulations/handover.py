"""Drafts, questions and rules in someone's hands go to another when they leave or hand over."""

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.duties.regulations.actions.rules import OPEN, hand_over
from xianxing.duties.regulations.models import Opinion, RuleDraft, Stewardship
from xianxing.duties.regulations.queries.working import waiting_opinions
from xianxing.office.access.models import Account
from xianxing.office.duty import OpenWork
from xianxing.office.ledger.actions import NamedActor
from xianxing.office.ledger.models import Entry
from xianxing.office.people.models import Handover

MODELS: tuple[type[Model], ...] = (RuleDraft, Opinion, Stewardship)


def open_work(account: Account) -> list[OpenWork]:
    """Return the open drafts, unanswered questions and kept rules of an account."""
    drafts = RuleDraft.objects.filter(drafted_by=account, state__in=OPEN)
    kept = Stewardship.objects.filter(keeper=account).select_related("instrument")
    return [
        *(_work(each, _("起草《%(title)s》"), each.title, _draft_url(each)) for each in drafts),
        *(
            _work(each, _("会签《%(title)s》"), each.draft.title, _draft_url(each.draft))
            for each in waiting_opinions(account)
        ),
        *(
            _work(
                each,
                _("管理《%(title)s》"),
                each.instrument.title,
                reverse("regulations:instrument", args=[each.instrument.code]),
            )
            for each in kept
        ),
    ]


def take_over(entry: Entry) -> None:
    """Give what the handovers of this moment name to their successors."""
    handed = Handover.objects.filter(person_id=entry.object_id, at=entry.at).select_related(
        "successor__account__person"
    )
    actor = NamedActor(entry.actor_name, entry.actor_id)
    by_label = {model._meta.label_lower: model for model in MODELS}
    for each in handed:
        model = by_label.get(each.object_type)
        if model is not None:
            found = model._default_manager.get(pk=each.object_id)
            hand_over(actor=actor, held=found, successor=each.successor.account, now=entry.at)


def _work(held: Model, words: str, title: str, url: str) -> OpenWork:
    return OpenWork(held._meta.label_lower, held.pk, words % {"title": title}, url)


def _draft_url(draft: RuleDraft) -> str:
    return reverse("regulations:draft", args=[draft.pk])
