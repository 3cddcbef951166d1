"""What follow-up puts on the first page: for the head, a clerk, a leader. Units get theirs from assignments."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup import today_lines as lines
from xianxing.duties.followup.queries import waiting
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_leader, is_office_member
from xianxing.office.duty import RISK_DAYS, Heading, Section

SHOWN = 20


def sections(account: Account, now: datetime) -> tuple[Section, ...]:
    """Return the sections of an account; every line is an item or a task that it may see."""
    if is_head(account):
        return (_decisions(account), _risk(account, now), *_mine(account))
    if is_office_member(account):
        return (_risk(account, now), *_mine(account))
    return (_given(account, now),) if is_leader(account) else ()


def _decisions(account: Account) -> Section:
    found = [
        *map(lines.to_choose, waiting.differing_quantities(account)),
        *map(lines.to_approve, waiting.proposals(account)),
        *map(lines.to_extend, waiting.pending_extensions(account)),
        *map(lines.to_decide, waiting.pending_objections(account)),
    ]
    return Section(Heading.DECIDE, _("督办等您定"), tuple(found[:SHOWN]), _list("proposed"))


def _risk(account: Account, now: datetime) -> Section:
    until = timezone.localdate(now) + timedelta(days=RISK_DAYS)
    found = [
        *map(lines.at_risk, waiting.items_at_risk(account, until)),
        *map(lines.to_recheck, waiting.to_rectify(account, until)),
    ]
    return Section(Heading.RISK, _("督办到期的"), tuple(found[:SHOWN]), _list("near"))


def _mine(account: Account) -> tuple[Section, ...]:
    found = [
        *map(lines.to_check, waiting.tasks_to_check(account)),
        *map(lines.to_send, waiting.tasks_to_send(account)),
        *map(lines.to_agree, waiting.links_to_agree(account)),
    ]
    if not found:
        return ()
    return (Section(Heading.MINE, _("我督办的"), tuple(found[:SHOWN]), _list("mine")),)


def _given(account: Account, now: datetime) -> Section:
    until = timezone.localdate(now) + timedelta(days=RISK_DAYS)
    found = waiting.given_at_risk(account, until)
    none = _("您交办的事项没有临期或者逾期的。")
    return Section(
        Heading.GIVEN, _("您交办的"), tuple(map(lines.at_risk, found)), reverse("followup:list"), none
    )


def _list(tab: str) -> str:
    return f"{reverse('followup:list')}?tab={tab}"
