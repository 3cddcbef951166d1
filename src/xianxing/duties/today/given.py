"""Work that was given out: what a unit has to answer, and what the office waits for."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_office_member
from xianxing.office.assignments.machine import IN_THE_UNITS_HANDS
from xianxing.office.assignments.models import Assignment, AssignmentState
from xianxing.office.assignments.permissions import units_of
from xianxing.office.assignments.queries import visible_assignments
from xianxing.office.duty import Act, Heading, Line, Section, Way

MOST = 12
TONES = {
    AssignmentState.SENT: "amber",
    AssignmentState.SIGNED: "blue",
    AssignmentState.RETURNED: "red",
    AssignmentState.REPORTED: "green",
    AssignmentState.DECLINED: "red",
}


def sections(account: Account, _now: datetime) -> tuple[Section, ...]:
    """Return a unit's tasks, or what the office gave out and has to answer; nothing for others."""
    if is_office_member(account):
        return _of_office(account)
    if units_of(account):
        return _of_unit(account)
    return ()


def _of_unit(account: Account) -> tuple[Section, ...]:
    mine = visible_assignments(account).filter(owner_id__in=units_of(account)).select_related("owner")
    fresh = mine.filter(state=AssignmentState.SENT).order_by("due_at", "id")[:MOST]
    hand = mine.filter(state__in=(AssignmentState.SIGNED, AssignmentState.RETURNED)).order_by("due_at", "id")
    answered = mine.filter(state__in=(AssignmentState.REPORTED, AssignmentState.DECLINED))
    more = reverse("assignments:tasks")
    return (
        Section(
            Heading.DECIDE,
            _("要您签收"),
            tuple(_to_sign(each) for each in fresh),
            more,
            _("没有新的交办要签收。"),
        ),
        Section(
            Heading.MINE,
            _("要您反馈"),
            tuple(_to_report(each) for each in hand[:MOST]),
            more,
            _("手头没有待反馈的交办。"),
        ),
        Section(
            Heading.GIVEN,
            _("已反馈，等办公室审核"),
            tuple(_line(each) for each in answered.order_by("-id")[:MOST]),
            more,
            _("没有在等审核的反馈。"),
        ),
    )


def _of_office(account: Account) -> tuple[Section, ...]:
    sent = visible_assignments(account).filter(closed_at__isnull=True).select_related("owner")
    if not is_head(account):
        sent = sent.filter(sent_by=account)
    contested = sent.filter(state=AssignmentState.DECLINED).order_by("id")[:MOST]
    reported = sent.filter(state=AssignmentState.REPORTED, sent_by=account).order_by("id")[:MOST]
    waiting = sent.filter(state__in=IN_THE_UNITS_HANDS).order_by("due_at", "id")[:MOST]
    decide = [_to_answer(each) for each in contested] + [_to_check(each) for each in reported]
    more = reverse("assignments:tasks")
    return (
        Section(Heading.DECIDE, _("等您定"), tuple(decide), more),
        Section(Heading.GIVEN, _("交出去的"), tuple(_to_remind(each) for each in waiting), _shelf("in_hand")),
    )


def _to_sign(each: Assignment) -> Line:
    object_ = Act(_("提出异议"), _step(each, "object"), Way.WRITE, asks=_("为什么不属于本单位"))
    return _line(each, Act(_("签收"), _step(each, "sign")), object_)


def _to_report(each: Assignment) -> Line:
    report = Act(_("反馈"), _step(each, "report"), Way.WRITE, asks=_("事实、处理意见和依据"), asked="text")
    return _line(each, report)


def _to_answer(each: Assignment) -> Line:
    grant = Act(_("同意异议"), _step(each, "grant"), Way.WRITE, asks=_("同意的理由"))
    refuse = Act(_("不同意"), _step(each, "refuse"), Way.WRITE, asks=_("不同意的理由"))
    return _line(each, grant, refuse)


def _to_check(each: Assignment) -> Line:
    return _line(
        each,
        Act(_("通过"), _step(each, "accept")),
        Act(_("退回"), _step(each, "return"), Way.WRITE, asks=_("哪里没有办完")),
    )


def _to_remind(each: Assignment) -> Line:
    return _line(each, Act(_("催办"), _step(each, "remind")))


def _line(each: Assignment, *acts: Act) -> Line:
    reminded = _(" · 已催 %(n)d 次") % {"n": each.reminders} if each.reminders else ""
    return Line(
        title=each.title,
        url=reverse("assignments:task", args=[each.pk]),
        detail=f"{each.owner}{reminded}",
        chip=str(each.get_state_display()),
        tone=TONES[AssignmentState(each.state)],
        due=each.due_at if each.state in IN_THE_UNITS_HANDS else None,
        acts=acts,
    )


def _step(each: Assignment, step: str) -> str:
    return reverse("assignments:take", args=[each.pk, step])


def _shelf(name: str) -> str:
    return f"{reverse('assignments:tasks')}?shelf={name}"
