"""Ask other organs for their opinion, in parallel, and settle what differs (条例 第十九条第六项, 第十六条第四项)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.duties.writing.actions.states import move_paper, save_paper
from xianxing.duties.writing.actions.telling import refuse_the_unknowing, tell_organ
from xianxing.duties.writing.engine.life import RULES, Move, State
from xianxing.duties.writing.errors import ContentRefused, GuardRefused, MoveRefused
from xianxing.duties.writing.models import Consultation, Paper, Position
from xianxing.office.access.models import Account
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.people.models import Organ

CLAUSE = f"{RULES}#19"


@writing()
def consult(
    *, actor: Account, paper: Paper, organs: Sequence[Organ], due_on: date, now: datetime
) -> list[Consultation]:
    """Send a paper to several organs at once; those already asked about this version are not asked again.

    Raises:
        ContentRefused: no organ was named.
        MoveRefused: the paper is past drafting.
        GuardRefused: an organ may not know of what the paper is about.
    """
    if not organs:
        raise ContentRefused(_("没有选会签单位；请至少选一个单位"))
    refuse_the_unknowing(paper, organs, now=now)
    move_paper(actor=actor, paper=paper, move=Move.CONSULT, now=now, reason="、".join(map(str, organs)))
    open_now = set(paper.consultations.filter(answered_at__isnull=True).values_list("organ_id", flat=True))
    asked = [
        Consultation.objects.create(
            paper=paper,
            organ=organ,
            version_number=paper.version_number,
            asked_by=actor,
            asked_at=now,
            due_on=due_on,
        )
        for organ in organs
        if organ.pk not in open_now
    ]
    for each in asked:
        tell_organ(each.organ_id, each.paper, _("请会签：%(title)s") % {"title": paper.title}, now=now)
    save_paper(paper, now=now)
    return asked


@writing()
def answer_consultation(
    *, actor: Account, consultation: Consultation, position: Position, opinion: str, now: datetime
) -> None:
    """Give an organ's opinion. When the last one is in, the paper goes back to its drafter.

    Raises:
        MoveRefused: it was answered before.
        ContentRefused: an opinion that differs says nothing.
    """
    consultation.refresh_from_db()
    if consultation.answered_at:
        raise MoveRefused(_("此会签已经反馈；如有补充意见请联系拟稿人"))
    if position != Position.AGREED and not opinion.strip():
        raise ContentRefused(_("修改后同意或者不同意的，须写明具体意见；请补充"), (CLAUSE,))
    refuse_classified(opinion, where=_("会签意见"))
    consultation.position, consultation.opinion = position, opinion.strip()
    consultation.answered_by, consultation.answered_at = actor, now
    consultation.save()
    paper = consultation.paper
    changes = [Change(str(consultation.organ), "", str(consultation.get_position_display()))]
    record(
        "writing.consultation.answered",
        actor=actor,
        obj=paper,
        now=now,
        changes=changes,
        reason=opinion,
        clauses=[CLAUSE],
    )
    text = _("%(organ)s 已反馈会签意见：%(title)s") % {"organ": consultation.organ, "title": paper.title}
    address = reverse("writing:detail", args=[paper.pk])
    notify(paper.drafter, text=text, url=address, obj=paper, group_key=f"writing:{paper.pk}", now=now)
    if paper.state == State.CONSULTING and not _open(paper):
        move_paper(actor=actor, paper=paper, move=Move.GATHER, now=now)
    else:
        save_paper(paper, now=now)


@writing()
def withdraw_consultation(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Stop waiting for those who have not answered; their part is closed with the reason.

    Raises:
        ContentRefused: no reason was given.
    """
    if not reason.strip():
        raise ContentRefused(_("撤回会签须写明理由；请补充"))
    for each in paper.consultations.filter(answered_at__isnull=True):
        each.answered_at, each.opinion = now, _("（拟稿单位撤回：%(reason)s）") % {"reason": reason}
        each.save()
    move_paper(actor=actor, paper=paper, move=Move.GATHER, now=now, reason=reason)


@writing()
def settle_difference(*, actor: Account, consultation: Consultation, settlement: str, now: datetime) -> None:
    """Write down how an opinion was taken up, or why not after agreeing with the organ.

    Raises:
        ContentRefused: it says nothing.
        GuardRefused: the organ has not answered.
    """
    if not settlement.strip():
        raise ContentRefused(_("采纳情况是空的；请写明如何采纳，或者协商结果和理由"))
    if consultation.answered_at is None:
        raise GuardRefused(_("该单位还没有反馈；请先等待或者催办"), (CLAUSE,))
    consultation.settlement, consultation.settled_by = settlement.strip(), actor
    consultation.settled_at = now
    consultation.save()
    record(
        "writing.consultation.settled",
        actor=actor,
        obj=consultation.paper,
        now=now,
        changes=[Change(str(consultation.organ), "", _("已协商"))],
        reason=settlement,
        clauses=[f"{RULES}#16"],
    )
    save_paper(consultation.paper, now=now)


@writing()
def remind_consulted(*, actor: Actor, consultation: Consultation, now: datetime) -> None:
    """Remind an organ that its opinion is waited for."""
    if consultation.answered_at:
        raise MoveRefused(_("该单位已经反馈，不必催办"))
    consultation.reminded += 1
    consultation.save(update_fields=["reminded"])
    tell_organ(
        consultation.organ_id,
        consultation.paper,
        _("催办会签：%(title)s") % {"title": consultation.paper.title},
        now=now,
    )
    changes = [Change(_("会签单位"), "", str(consultation.organ))]
    record("writing.paper.reminded", actor=actor, obj=consultation.paper, now=now, changes=changes)


def _open(paper: Paper) -> bool:
    return paper.consultations.filter(answered_at__isnull=True).exists()
