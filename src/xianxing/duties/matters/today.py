"""What matters put on the first page: for the head, a clerk, a leader. Units get theirs from assignments."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters import today_lines as lines
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.queries import waiting
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_leader, is_office_member
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import Heading, Section


def sections(account: Account, now: datetime) -> tuple[Section, ...]:
    """Return the sections of an account; every line is a matter that it may see."""
    if is_head(account):
        return _of_head(account, now)
    if is_office_member(account):
        return _of_clerk(account, now)
    if is_leader(account):
        return _of_leader(account)
    return ()


def _of_head(account: Account, now: datetime) -> tuple[Section, ...]:
    today, since = timezone.localdate(now), waiting.last_close(now, calendar())
    decide = [
        *map(lines.to_sign, waiting.for_signature(account)),
        *map(lines.to_forward, waiting.restricted_waiting(account)),
        *map(lines.to_escalate, waiting.going_up(account)),
        *map(lines.to_extend, waiting.to_extend(account, today)),
        *map(lines.to_reopen, waiting.not_settled(account, now)),
    ]
    return (
        Section(Heading.DECIDE, _("等您定"), tuple(decide), _list("tab=all&state=replying")),
        _risk(waiting.at_risk(account, today)),
        _arrived(account, since),
        _hot(now),
        _longest(waiting.longest_waiting(account), now),
    )


def _of_clerk(account: Account, now: datetime) -> tuple[Section, ...]:
    today, since = timezone.localdate(now), waiting.last_close(now, calendar())
    mine = [*map(lines.next_step, waiting.next_of(account))]
    old = map(lines.to_accept, waiting.not_taken_up(account, since))
    return (
        _risk(waiting.my_risks(account, today)),
        Section(Heading.MINE, _("我要办的"), tuple(mine), _list("tab=mine")),
        Section(
            Heading.ARRIVED,
            _("待受理"),
            (*map(lines.to_accept, waiting.arrived_since(account, since)), *old),
            _list("tab=all&state=registered"),
        ),
        _hot(now),
    )


def _of_leader(account: Account) -> tuple[Section, ...]:
    up = [lines.to_instruct(matter) for matter in waiting.gone_up(account)]
    written = [lines.plain(matter) for matter in waiting.instructed(account)]
    return (
        Section(
            Heading.DECIDE,
            _("报到您这里的"),
            tuple(up),
            _list("tab=open"),
            _("没有报到您这里的事项；按权限表该报的，办公室会报上来。"),
        ),
        Section(
            Heading.GIVEN, _("您批示过的"), tuple(written), _list("tab=all"), _("您批示过的事项会列在这里。")
        ),
    )


def _risk(matters: list[Matter]) -> Section:
    with_units = waiting.unreported(matters)
    risky = tuple(lines.at_risk(matter, with_units.get(matter.pk)) for matter in matters)
    return Section(Heading.RISK, _("到期和有风险的"), risky, _list("tab=today"))


def _arrived(account: Account, since: datetime) -> Section:
    fresh = waiting.arrived_since(account, since)
    shown = tuple(lines.to_accept(matter) for matter in fresh)
    return Section(Heading.ARRIVED, _("下班以后进来的"), shown, _list("tab=all&state=registered"))


def _hot(now: datetime) -> Section:
    hot = tuple(lines.hot(issue) for issue in waiting.hot_issues(now))
    return Section(Heading.HOT, _("热点问题"), hot, lines.address("matters:heat"))


def _longest(matters: Iterable[Matter], now: datetime) -> Section:
    shown = tuple(lines.waited(matter, now) for matter in matters)
    return Section(Heading.WAITING, _("等得最久的"), shown, _list("tab=open&order=waiting"))


def _list(query: str) -> str:
    return f"{reverse('matters:list')}?{query}"
