"""What official documents put on the first page: to sign, to review, to consult, to take up."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.models import Circulation, Consultation, Copy, Incoming, Paper, Signature
from xianxing.duties.writing.permissions import visible_papers
from xianxing.duties.writing.queries.listing import STANDS, Shelf
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_unit_contact, organs_of
from xianxing.office.duty import Act, Heading, Line, Section, Way

MOST = 20


def sections(account: Account, _now: datetime) -> tuple[Section, ...]:
    """Return the sections of an account; every line is something that it may see."""
    found: list[Section] = []
    if is_office_member(account) or is_leader(account):
        found.append(_to_sign(account))
    if is_head(account):
        found.append(_to_review(account))
    if is_unit_contact(account):
        found += [_to_consult(account), _to_receive(account)]
    if is_office_member(account):
        found += [_mine(account), _arrived(account)]
    if is_leader(account):
        found.append(_to_read(account))
    return tuple(found)


def _to_sign(account: Account) -> Section:
    waiting = Signature.objects.filter(
        signer=account, signed_at__isnull=True, declined_at__isnull=True, paper__state=State.SIGNING
    )
    lines = [
        _line(each.paper, _("待签发"), "red", each.asked_at, Act(_("签发"), _sign(each.paper), Way.OPEN))
        for each in waiting.select_related("paper__organ", "paper__drafter__person").order_by("asked_at")[
            :MOST
        ]
    ]
    return Section(Heading.DECIDE, _("待我签发"), tuple(lines), reverse("writing:list"))


def _to_review(account: Account) -> Section:
    papers = visible_papers(account).filter(state=State.REVIEWING).select_related("organ", "drafter__person")
    lines = [
        _line(paper, _("待审核"), "amber", paper.updated_at, Act(_("审核"), _address(paper), Way.OPEN))
        for paper in papers.order_by("updated_at", "id")[:MOST]
    ]
    return Section(
        Heading.DECIDE, _("待我审核的文稿"), tuple(lines), reverse("writing:list") + "?tab=approval"
    )


def _to_consult(account: Account) -> Section:
    asked = Consultation.objects.filter(
        organ_id__in=organs_of(account), answered_at__isnull=True, paper__in=visible_papers(account)
    )
    lines = [
        Line(
            title=each.paper.title,
            url=_address(each.paper),
            detail=_("%(organ)s送会签") % {"organ": each.paper.organ},
            chip=_("待会签"),
            tone="amber",
            due=each.due_on,
            since=each.asked_at,
            acts=(Act(_("反馈意见"), reverse("writing:consultation", args=[each.pk]), Way.OPEN),),
        )
        for each in asked.select_related("paper__organ").order_by("due_on", "id")[:MOST]
    ]
    return Section(Heading.DECIDE, _("待我会签"), tuple(lines), reverse("writing:list"))


def _to_receive(account: Account) -> Section:
    unread = Copy.objects.filter(
        organ_id__in=organs_of(account),
        sent_at__isnull=False,
        read_at__isnull=True,
        paper__in=visible_papers(account),
    )
    lines = [
        Line(
            title=str(each.paper),
            url=_address(each.paper),
            chip=_("待签收"),
            tone="blue",
            since=each.sent_at,
            acts=(Act(_("签收"), reverse("writing:sign_for", args=[each.pk])),),
        )
        for each in unread.select_related("paper").order_by("sent_at", "id")[:MOST]
    ]
    return Section(Heading.ARRIVED, _("待签收的文件"), tuple(lines), reverse("writing:list"))


def _mine(account: Account) -> Section:
    papers = visible_papers(account).filter(drafter=account, ended_at__isnull=True).select_related("organ")
    lines = [
        _line(paper, str(paper.get_state_display()), "grey", None)
        for paper in papers.order_by("-updated_at", "-id")[:MOST]
    ]
    return Section(Heading.MINE, _("我拟的文稿"), tuple(lines), reverse("writing:list"))


def _arrived(account: Account) -> Section:
    todo = Incoming.objects.filter(state__in=STANDS[Shelf.TODO])
    mine = Incoming.objects.filter(handler=account, closed_at__isnull=True)
    found = (todo | mine).order_by("due_on", "id")[:MOST]
    lines = [
        Line(
            title=each.title,
            url=reverse("writing:incoming_detail", args=[each.pk]),
            detail=f"{each.sender} {each.number}".strip(),
            chip=str(each.get_state_display()),
            tone="red" if each.urgency else "blue",
            due=each.due_on,
            since=each.received_at,
        )
        for each in found
    ]
    return Section(Heading.ARRIVED, _("待办收文"), tuple(lines), reverse("writing:incoming"))


def _to_read(account: Account) -> Section:
    unread = Circulation.objects.filter(reader=account, read_at__isnull=True).select_related("incoming")
    lines = [
        Line(
            title=each.incoming.title,
            url=reverse("writing:incoming_detail", args=[each.incoming_id]),
            detail=each.incoming.sender,
            chip=_("待阅"),
            tone="blue",
            since=each.sent_at,
        )
        for each in unread.order_by("sent_at", "id")[:MOST]
    ]
    return Section(Heading.ARRIVED, _("送我阅的来文"), tuple(lines), reverse("writing:incoming"))


def _line(paper: Paper, chip: str, tone: str, since: datetime | None, *acts: Act) -> Line:
    detail = f"{paper.organ} · {paper.type}" if paper.type else str(paper.organ)
    return Line(
        title=paper.title, url=_address(paper), detail=detail, chip=chip, tone=tone, since=since, acts=acts
    )


def _address(paper: Paper) -> str:
    return reverse("writing:detail", args=[paper.pk])


def _sign(paper: Paper) -> str:
    return reverse("writing:sign", args=[paper.pk])
