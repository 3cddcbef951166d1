"""立项: an item is opened on a mandate, and on nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.states import clean_words, save_item
from xianxing.duties.followup.errors import MandateMissing, StepRefused
from xianxing.duties.followup.models import Item, ItemStage, MandateKind, Source
from xianxing.duties.followup.permissions import may_see_item
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.ledger.models import Entry
from xianxing.office.notices.actions import notify
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.people.models import Person

SERIES = "督"
MANDATE_CLAUSES = {
    MandateKind.DECISION: "政府督查工作条例#11.1",
    MandateKind.ORDER: "政府督查工作条例#11.1",
    MandateKind.APPROVAL: "政府督查工作条例#11.2",
}
INSTRUCTION_DAYS = 15
_NUMBER = re.compile(r"^\S{1,4}〔\d{4}〕\d+号\s*")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is decided, where it stands written, and on whose word it is supervised."""

    title: str
    source: Source
    mandate_kind: MandateKind
    mandate: str
    mandate_on: date
    due_on: date
    source_label: str = ""
    content: str = ""
    leader: Person | None = None
    source_type: str = ""
    source_id: int = 0
    files: Sequence[StoredFile] = ()


@writing()
def open_item(*, actor: Account, particulars: Particulars, now: datetime) -> Item:
    """Open an item on a decision or an order; on the office's own suggestion only propose it to the head.

    In order: a number is drawn, the item is saved and indexed, ``followup.item.opened`` (or ``.proposed``) is
    recorded with the clause of its mandate, and the head is told of a proposal.

    Raises:
        MandateMissing: nobody says who decided or ordered it (政府督查工作条例 11).
        StepRefused: no title, or a limit before the mandate.
        ClassifiedMaterial: the words bear a mark of classification.
    """
    if not particulars.mandate.strip():
        raise MandateMissing(
            _("立项须有依据：请写明哪次会议决定、哪位领导批示或者哪份文件；没有依据的，请按“督查建议”报批"),
            (MANDATE_CLAUSES[particulars.mandate_kind],),
        )
    if particulars.due_on < particulars.mandate_on:
        text = _("办结时限 %(due)s 早于依据日期 %(on)s；请改正")
        raise StepRefused(text % {"due": particulars.due_on, "on": particulars.mandate_on})
    is_proposal = particulars.mandate_kind == MandateKind.APPROVAL
    item = _create(actor, particulars, ItemStage.PROPOSED if is_proposal else ItemStage.OPENED, now)
    if is_proposal:
        _ask_heads(item, now)
    return item


@writing()
def approve_item(*, actor: Account, item: Item, words: str, now: datetime) -> None:
    """Approve a proposal: the item is opened (政府督查工作条例 11.2).

    Raises:
        StepRefused: it waits for no approval.
    """
    _require_proposed(item)
    item.stage, item.approved_at, item.approved_by = ItemStage.OPENED, now, actor
    save_item(item, now=now)
    clause = MANDATE_CLAUSES[MandateKind.APPROVAL]
    record("followup.item.approved", actor=actor, obj=item, now=now, reason=words.strip(), clauses=[clause])
    if item.handler is not None:
        _tell(item.handler, item, _("已批准立项：%(title)s"), now)


@writing()
def refuse_item(*, actor: Account, item: Item, reason: str, now: datetime) -> None:
    """Refuse a proposal, with the reason.

    Raises:
        StepRefused: it waits for no approval, or there is no reason.
    """
    _require_proposed(item)
    reason = clean_words(reason, _("理由"))
    item.stage, item.ended_at = ItemStage.DROPPED, now
    save_item(item, now=now)
    record("followup.item.dropped", actor=actor, obj=item, now=now, reason=reason)


@writing()
def hand_item(*, actor: Actor, item: Item, handler: Account, now: datetime) -> None:
    """Put an item into someone's hands."""
    item.refresh_from_db()
    before, item.handler = str(item.handler or ""), handler
    save_item(item, now=now)
    change = Change("handler", before, str(handler))
    record("followup.item.handed", actor=actor, obj=item, now=now, changes=[change])
    if handler != actor and may_see_item(handler, item):
        _tell(handler, item, _("%(title)s 交由您督办"), now)


def on_instruction(entry: Entry) -> None:
    """Propose an item for what a leader instructed on a matter; the head opens it or lets it be.

    The item knows what it is about, so whoever may not know of the matter does not learn of the item.
    """
    actor = Account.objects.select_related("person").filter(pk=entry.actor_id or 0).first()
    if actor is None or not entry.reason.strip():
        return
    today = timezone.localdate(entry.at)
    particulars = Particulars(
        title=_NUMBER.sub("", entry.object_label) or entry.object_label,
        source=Source.INSTRUCTION,
        mandate_kind=MandateKind.APPROVAL,
        mandate=_("%(name)s批示") % {"name": actor.actor_name},
        mandate_on=today,
        due_on=today + timedelta(days=INSTRUCTION_DAYS),
        source_label=entry.object_label,
        content=entry.reason,
        leader=actor.person,
        source_type=entry.object_type,
        source_id=entry.object_id,
    )
    _ask_heads(_create(actor, particulars, ItemStage.PROPOSED, entry.at, handler=None), entry.at)


def _create(
    actor: Account, given: Particulars, stage: ItemStage, now: datetime, *, handler: Account | None = None
) -> Item:
    year = timezone.localdate(now).year
    title, content = clean_words(given.title, _("事项")), given.content.strip()
    for text, name in ((content, _("原文")), (given.mandate, _("依据说明")), (given.source_label, _("来源"))):
        if text.strip():
            clean_words(text, name)
    item = Item(
        number=format_number(SERIES, year, next_number(SERIES, year)),
        title=title[:200],
        content=content,
        source=given.source,
        source_label=given.source_label.strip()[:200],
        source_type=given.source_type,
        source_id=given.source_id,
        leader=given.leader,
        mandate_kind=given.mandate_kind,
        mandate=given.mandate.strip()[:200],
        mandate_on=given.mandate_on,
        stage=stage,
        handler=handler or (actor if not given.source_type else None),
        due_on=given.due_on,
        created_at=now,
    )
    save_item(item, now=now)
    item.files.set(given.files)
    verb = "followup.item.proposed" if stage == ItemStage.PROPOSED else "followup.item.opened"
    changes = [Change("mandate", "", item.mandate), Change("due_on", "", item.due_on.isoformat())]
    clause = MANDATE_CLAUSES[MandateKind(item.mandate_kind)]
    record(verb, actor=actor, obj=item, now=now, changes=changes, clauses=[clause])
    return item


def _require_proposed(item: Item) -> None:
    item.refresh_from_db()
    if item.stage != ItemStage.PROPOSED:
        text = _("事项现为“%(stage)s”，无需批准；请刷新页面")
        raise StepRefused(text % {"stage": item.get_stage_display()})


def _ask_heads(item: Item, now: datetime) -> None:
    for head in accounts_with(Role.HEAD, on=timezone.localdate(now)):
        if may_see_item(head, item):
            _tell(head, item, _("请批准立项：%(title)s"), now)


def _tell(account: Account, item: Item, text: str, now: datetime) -> None:
    notify(
        account,
        text=text % {"title": item.title[:60]},
        url=f"/followup/{item.pk}/",
        obj=item,
        group_key=f"followup:{item.pk}",
        now=now,
    )
