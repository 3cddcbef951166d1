"""Which organs may be shown a paper, and telling their contacts."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.errors import GuardRefused
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.permissions import may_know_paper, may_see_paper
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.notices.actions import notify
from xianxing.office.people.models import Organ

CLAUSE = "信访工作条例#30"


def refuse_the_unknowing(paper: Paper, organs: Iterable[Organ], *, now: datetime) -> None:
    """Return when the contacts of all organs may know of what the paper is about.

    Raises:
        GuardRefused: one may not, such as the organ that an accusation names (信访工作条例 三十).
    """
    for organ in organs:
        if not all(may_know_paper(account, paper) for account in _contacts(organ.pk, now)):
            raise GuardRefused(
                _("%(organ)s不得知悉此文稿所涉的事项；请改选其他单位") % {"organ": organ}, (CLAUSE,)
            )


def tell_organ(organ_id: int, paper: Paper, text: str, *, now: datetime) -> None:
    """Tell the contacts of an organ about a paper, save those who may not see it."""
    address = reverse("writing:detail", args=[paper.pk])
    for account in _contacts(organ_id, now):
        if may_see_paper(account, paper):
            notify(account, text=text, url=address, obj=paper, group_key=f"writing:{paper.pk}", now=now)


def _contacts(organ_id: int, now: datetime) -> list[Account]:
    return list(accounts_with(Role.UNIT, organ_id=organ_id, on=timezone.localdate(now)))
