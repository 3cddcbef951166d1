"""Take up an incoming document: register, examine, circulate, give to someone, remind, answer, archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.actions.arriving import keep_in_step
from xianxing.duties.writing.engine.incoming import CLAUSES, CLOSED, Act, Stand, acts_from, next_stand
from xianxing.duties.writing.errors import GuardRefused, MoveRefused
from xianxing.duties.writing.models import Circulation, Handling, Incoming, Standing
from xianxing.duties.writing.wording import act_wording
from xianxing.office.access.models import Account
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.people.models import Organ

SERIES = "文收"
VERBS = {
    Act.REGISTER: "writing.incoming.registered",
    Act.PASS: "writing.incoming.examined",
    Act.SEND_BACK: "writing.incoming.sent_back",
    Act.CIRCULATE: "writing.incoming.circulated",
    Act.ASSIGN: "writing.incoming.assigned",
    Act.ANSWER: "writing.incoming.answered",
    Act.ARCHIVE: "writing.incoming.archived",
}


@writing()
def register_incoming(*, actor: Account, incoming: Incoming, now: datetime) -> None:
    """Give an incoming document its number in the register of the office (登记)."""
    _require(incoming, Act.REGISTER)
    year = timezone.localdate(now).year
    incoming.register_number = format_number(SERIES, year, next_number(f"writing:{SERIES}", year))
    changes = (Change(_("收文编号"), "", incoming.register_number),)
    _move(incoming, Act.REGISTER, actor=actor, now=now, changes=changes, fields=("register_number",))


@writing()
def pass_examination(*, actor: Account, incoming: Incoming, points: int, now: datetime) -> None:
    """Pass the first examination; every one of its five questions has to be answered yes (初审).

    Raises:
        GuardRefused: one of them is not.
    """
    _require(incoming, Act.PASS)
    if points < 5:
        raise GuardRefused(
            _("初审有 %(n)s 项没有确认；不符合规定的应当退回来文单位并说明理由") % {"n": 5 - points},
            (CLAUSES[Act.PASS],),
        )
    _move(incoming, Act.PASS, actor=actor, now=now)


@writing()
def send_back(*, actor: Account, incoming: Incoming, reason: str, now: datetime) -> None:
    """Return a document that does not fit the rules to its sender, with the reasons.

    Raises:
        GuardRefused: no reason was given.
    """
    _require(incoming, Act.SEND_BACK)
    if not reason.strip():
        raise GuardRefused(_("退文须说明理由；请补充"), (CLAUSES[Act.SEND_BACK],))
    incoming.closed_reason = reason[:300]
    _move(incoming, Act.SEND_BACK, actor=actor, now=now, reason=reason, fields=("closed_reason",))


@writing()
def circulate(
    *, actor: Account, incoming: Incoming, readers: Sequence[Account], proposal: str, now: datetime
) -> list[Circulation]:
    """Send a document to its readers; whoever has it already is left alone (阅知, 传阅).

    Raises:
        GuardRefused: nobody was named.
    """
    _require(incoming, Act.CIRCULATE)
    if not readers:
        raise GuardRefused(_("没有选阅件人；请至少选一人"), (CLAUSES[Act.CIRCULATE],))
    refuse_classified(proposal, where=_("拟办意见"))
    known = set(incoming.readers.values_list("reader_id", flat=True))
    sent = [
        Circulation.objects.create(incoming=incoming, reader=reader, sent_at=now)
        for reader in readers
        if reader.pk not in known
    ]
    if not incoming.handling:
        incoming.handling = Handling.READ
    incoming.proposal = proposal.strip() or incoming.proposal
    for each in sent:
        _tell(each, _("请阅：%(title)s") % {"title": incoming.title}, now)
    changes = (Change(_("阅件人"), "", "、".join(str(each.reader) for each in sent)),)
    fields = ("handling", "proposal")
    _move(incoming, Act.CIRCULATE, actor=actor, now=now, changes=changes, fields=fields)
    return sent


@dataclass(frozen=True, slots=True)
class Task:
    """Who takes up a document, what is proposed, and by when it has to be answered."""

    handler: Account
    proposal: str
    due_on: date | None = None
    lead: Organ | None = None


@writing()
def assign_incoming(*, actor: Account, incoming: Incoming, task: Task, now: datetime) -> None:
    """Give a document to a handler with a proposal; an urgent one needs a day (批办, 拟办意见).

    Raises:
        GuardRefused: no proposal, or an urgent document without a day.
    """
    _require(incoming, Act.ASSIGN)
    refuse_classified(task.proposal, where=_("拟办意见"))
    if not task.proposal.strip():
        raise GuardRefused(_("批办性公文须提出拟办意见；请补充"), (CLAUSES[Act.ASSIGN],))
    if incoming.urgency and task.due_on is None:
        raise GuardRefused(_("紧急公文须明确办理时限；请选定日期"), (CLAUSES[Act.ASSIGN],))
    incoming.handling, incoming.proposal = Handling.ACT, task.proposal.strip()
    incoming.handler, incoming.due_on, incoming.lead = task.handler, task.due_on, task.lead
    changes = (Change(_("经办人"), "", str(task.handler)),)
    fields = ("handling", "proposal", "handler", "due_on", "lead")
    _move(incoming, Act.ASSIGN, actor=actor, now=now, changes=changes, reason=task.proposal, fields=fields)
    address = reverse("writing:incoming_detail", args=[incoming.pk])
    text = _("请承办来文：%(title)s") % {"title": incoming.title}
    notify(task.handler, text=text, url=address, obj=incoming, group_key=f"incoming:{incoming.pk}", now=now)


@writing()
def mark_read(*, actor: Account, circulation: Circulation, remark: str, now: datetime) -> None:
    """A reader has read it, perhaps with an instruction written on it (批示); a later remark is added."""
    refuse_classified(remark, where=_("批示"))
    if circulation.read_at and not remark.strip():
        return
    circulation.read_at = circulation.read_at or now
    if remark.strip():
        circulation.remark = "\n".join(filter(None, (circulation.remark, remark.strip())))
    circulation.save(update_fields=["read_at", "remark"])
    keep_in_step(circulation.incoming, now=now)
    record("writing.incoming.read", actor=actor, obj=circulation.incoming, now=now, reason=remark)


@writing()
def remind_reader(*, actor: Actor, circulation: Circulation, now: datetime) -> None:
    """Remind a reader.

    Raises:
        MoveRefused: it has been read.
    """
    if circulation.read_at:
        raise MoveRefused(_("此人已经阅读，不必催办"))
    circulation.reminded += 1
    circulation.save(update_fields=["reminded"])
    _tell(circulation, _("催阅：%(title)s") % {"title": circulation.incoming.title}, now)
    changes = [Change(_("阅件人"), "", str(circulation.reader))]
    record("writing.incoming.reminded", actor=actor, obj=circulation.incoming, now=now, changes=changes)


@writing()
def remind_handler(*, actor: Actor, incoming: Incoming, now: datetime) -> None:
    """Remind whoever has a document in hand (催办).

    Raises:
        MoveRefused: nobody has it, or it is finished.
    """
    if incoming.handler is None or incoming.state in CLOSED:
        raise MoveRefused(_("此件没有在办的经办人，不必催办"))
    incoming.reminded += 1
    keep_in_step(incoming, now=now, fields=("reminded",))
    address = reverse("writing:incoming_detail", args=[incoming.pk])
    text = _("催办来文：%(title)s") % {"title": incoming.title}
    notify(
        incoming.handler, text=text, url=address, obj=incoming, group_key=f"incoming:{incoming.pk}", now=now
    )
    changes = [Change(_("经办人"), "", str(incoming.handler))]
    record("writing.incoming.reminded", actor=actor, obj=incoming, now=now, changes=changes)


@writing()
def answer_incoming(*, actor: Account, incoming: Incoming, answer: str, now: datetime) -> None:
    """Say how a document was answered; the reply that the office issued is linked to it (答复).

    Raises:
        GuardRefused: it says nothing.
    """
    _require(incoming, Act.ANSWER)
    refuse_classified(answer, where=_("答复情况"))
    if not answer.strip():
        raise GuardRefused(
            _("没有写明办理结果；办理结果应当及时答复来文单位，请补充"), (CLAUSES[Act.ANSWER],)
        )
    incoming.answer = answer.strip()
    _move(incoming, Act.ANSWER, actor=actor, now=now, reason=answer, fields=("answer",))


@writing()
def archive_incoming(*, actor: Account, incoming: Incoming, now: datetime) -> None:
    """Put a finished document into the archive; one for reading only after everyone has read it.

    Raises:
        GuardRefused: someone has not read it.
    """
    _require(incoming, Act.ARCHIVE)
    unread = incoming.readers.filter(read_at__isnull=True).count()
    if incoming.state == Stand.READING and unread:
        raise GuardRefused(_("还有 %(n)s 人没有阅读；请先催阅") % {"n": unread}, (CLAUSES[Act.ARCHIVE],))
    _move(incoming, Act.ARCHIVE, actor=actor, now=now)


@writing()
def set_handler(*, actor: Actor, incoming: Incoming, handler: Account, now: datetime) -> None:
    """Give a document to another handler."""
    before = str(incoming.handler or "")
    incoming.handler = handler
    keep_in_step(incoming, now=now, fields=("handler",))
    changes = [Change(_("经办人"), before, str(handler))]
    record("writing.incoming.handed_over", actor=actor, obj=incoming, now=now, changes=changes)


def _require(incoming: Incoming, act: Act) -> Stand:
    incoming.refresh_from_db(fields=("state", "closed_at"))
    target = next_stand(Stand(incoming.state), act)
    if target is None:
        possible = "、".join(sorted(act_wording(each) for each in acts_from(Stand(incoming.state))))
        raise MoveRefused(
            _("来文现为“%(state)s”，不能%(act)s；现在可以：%(possible)s")
            % {
                "state": Standing(incoming.state).label,
                "act": act_wording(act),
                "possible": possible or _("没有"),
            },
            (CLAUSES[act],),
        )
    return target


def _move(
    incoming: Incoming,
    act: Act,
    *,
    actor: Account,
    now: datetime,
    changes: tuple[Change, ...] = (),
    reason: str = "",
    fields: Sequence[str] = (),
) -> None:
    before, target = Standing(incoming.state), _require(incoming, act)
    incoming.state = target.value
    if target in CLOSED and incoming.closed_at is None:
        incoming.closed_at = now
    keep_in_step(incoming, now=now, fields=("state", "closed_at", *fields))
    moved = Change(_("状态"), str(before.label), str(Standing(incoming.state).label))
    record(
        VERBS[act],
        actor=actor,
        obj=incoming,
        now=now,
        label=str(incoming),
        changes=(moved, *changes),
        reason=reason,
        clauses=[CLAUSES[act]],
    )


def _tell(circulation: Circulation, text: str, now: datetime) -> None:
    incoming = circulation.incoming
    address = reverse("writing:incoming_detail", args=[incoming.pk])
    key = f"incoming:{incoming.pk}"
    notify(circulation.reader, text=text, url=address, obj=incoming, group_key=key, now=now)
