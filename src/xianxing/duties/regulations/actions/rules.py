"""A house rule on its way: written, sent round, answered, published, told, read, looked at again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.regulations.actions.adopting import enter_law
from xianxing.duties.regulations.errors import RuleRefused
from xianxing.duties.regulations.models import Area, DraftState, Opinion, RuleDraft, Stance, Stewardship
from xianxing.office.access.models import Account
from xianxing.office.authority.engine import parse_law, text_hash
from xianxing.office.authority.entering import Described
from xianxing.office.authority.models import Instrument, Level
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify

OPEN = (DraftState.WRITING, DraftState.CONSULTING)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of a rule."""

    code: str
    title: str
    area: Area
    scope: str
    text: str
    effective_from: date
    review_months: int = 12
    replaces: Instrument | None = None


@writing()
def write_draft(*, actor: Account, written: Written, now: datetime) -> RuleDraft:
    """Keep a new draft and return it.

    Raises:
        RuleRefused: no article was found in the text.
        ClassifiedMaterial: it bears a mark of a state secret.
    """
    _refuse_unfit(written)
    draft = RuleDraft(drafted_by=actor, drafted_at=now)
    _fill(draft, written, now)
    record("regulations.draft.written", actor=actor, obj=draft, now=now)
    return draft


@writing()
def change_draft(*, actor: Account, draft: RuleDraft, written: Written, now: datetime) -> None:
    """Change a draft. Answers that were given to another text stay, marked as given to it.

    Raises:
        RuleRefused: it is published or withdrawn, or no article was found.
    """
    _require_open(draft)
    _refuse_unfit(written)
    before = draft.text_sha256
    _fill(draft, written, now)
    changes = [Change("text_sha256", before, draft.text_sha256)]
    record("regulations.draft.changed", actor=actor, obj=draft, changes=changes, now=now)


@writing()
def consult(
    *, actor: Account, draft: RuleDraft, accounts: Collection[Account], due_on: date, now: datetime
) -> list[Opinion]:
    """Send a draft round and return the questions; who has not answered an earlier one is asked once only.

    Raises:
        RuleRefused: nobody is named, the day is past, or the draft is published or withdrawn.
    """
    _require_open(draft)
    if not accounts:
        raise RuleRefused(_("请至少选一位会签人"))
    if due_on < timezone.localtime(now).date():
        raise RuleRefused(_("会签期限 %(day)s 已过；请改为今天或以后") % {"day": due_on})
    waiting = set(draft.opinions.filter(answered_at__isnull=True).values_list("asked_id", flat=True))
    asked = [
        Opinion(draft=draft, asked=account, asked_at=now, due_on=due_on, text_sha256=draft.text_sha256)
        for account in accounts
        if account.pk not in waiting
    ]
    Opinion.objects.bulk_create(asked)
    draft.state, draft.updated_at = DraftState.CONSULTING, now
    draft.save(update_fields=["state", "updated_at"])
    names = "、".join(str(each.asked) for each in asked)
    changes = [Change("asked", "", names), Change("due_on", "", str(due_on))]
    record("regulations.draft.consulted", actor=actor, obj=draft, changes=changes, now=now)
    for each in asked:
        _tell(each.asked, draft, _("请会签《%(title)s》") % {"title": draft.title}, now)
    return asked


@writing()
def answer(*, actor: Account, opinion: Opinion, stance: str, words: str, now: datetime) -> None:
    """Keep what the person asked says; the drafter is told.

    Raises:
        RuleRefused: another person was asked, it was answered already, or a change is asked without words.
    """
    if opinion.asked_id != actor.pk:
        raise RuleRefused(_("这份会签请的是%(name)s，不能代签") % {"name": opinion.asked})
    if opinion.answered_at is not None:
        raise RuleRefused(_("您已经答复过；如需补充，请与起草人联系再次送签"))
    _require_open(opinion.draft)
    if stance != Stance.AGREE and not words.strip():
        raise RuleRefused(_("要求修改或不同意的，请写明具体意见"))
    refuse_classified(words, where=_("具体意见"))
    opinion.stance, opinion.words, opinion.answered_at = stance, words, now
    opinion.save(update_fields=["stance", "words", "answered_at"])
    changes = [Change("stance", "", str(Stance(stance).label))]
    record(
        "regulations.draft.answered", actor=actor, obj=opinion.draft, changes=changes, reason=words, now=now
    )
    text = _("%(name)s已会签《%(title)s》：%(stance)s")
    stance_words = Stance(stance).label
    text = text % {"name": actor, "title": opinion.draft.title, "stance": stance_words}
    _tell(opinion.draft.drafted_by, opinion.draft, text, now)


@writing()
def reply(*, actor: Account, opinion: Opinion, words: str, now: datetime) -> None:
    """Say what became of an opinion: taken up, or why not; who gave it is told.

    Raises:
        RuleRefused: it was not answered, or nothing is said.
    """
    _require_open(opinion.draft)
    if opinion.answered_at is None:
        raise RuleRefused(_("对方还没有答复，不能填采纳情况"))
    if not words.strip():
        raise RuleRefused(_("请写明已采纳，或不采纳的理由"))
    opinion.reply, opinion.replied_at = words, now
    opinion.save(update_fields=["reply", "replied_at"])
    record("regulations.draft.replied", actor=actor, obj=opinion.draft, reason=words, now=now)
    _tell(
        opinion.asked,
        opinion.draft,
        _("您对《%(title)s》的意见：%(words)s") % {"title": opinion.draft.title, "words": words},
        now,
    )


@writing()
def withdraw(*, actor: Account, draft: RuleDraft, reason: str, now: datetime) -> None:
    """Take a draft back; it stays to be read.

    Raises:
        RuleRefused: it is published or withdrawn already.
    """
    _require_open(draft)
    draft.state, draft.updated_at = DraftState.WITHDRAWN, now
    draft.save(update_fields=["state", "updated_at"])
    record("regulations.draft.withdrawn", actor=actor, obj=draft, reason=reason, now=now)


@writing()
def publish_rule(*, actor: Account, draft: RuleDraft, now: datetime) -> Instrument:
    """Publish a draft as an instrument in force from its day, and return it.

    Effects in order: the instrument with its clauses (an older one that it replaces ends the day before); its
    area, keeper and review date; the draft is closed; a ledger entry.

    Raises:
        RuleRefused: someone has not answered, or an opinion that asks for a change has no reply.
        BadInstrument: the code is taken.
    """
    _require_open(draft)
    _refuse_unsettled(draft)
    today = timezone.localtime(now).date()
    described = Described(
        code=draft.code,
        title=draft.title,
        issuer=_("本办公室"),
        issued_on=today,
        effective_from=draft.effective_from,
        level=Level.HOUSE,
        scope=draft.scope,
    )
    instrument = enter_law(
        actor=actor, described=described, text=draft.text, now=now, replaces=draft.replaces
    )
    steward = instrument.stewardship
    steward.area, steward.keeper = draft.area, draft.drafted_by
    steward.review_on = add_months(draft.effective_from, draft.review_months)
    steward.save()
    draft.state, draft.instrument, draft.updated_at = DraftState.PUBLISHED, instrument, now
    draft.save(update_fields=["state", "instrument", "updated_at"])
    record("regulations.draft.published", actor=actor, obj=draft, now=now)
    return instrument


@writing()
def hand_over(*, actor: Actor, held: Model, successor: Account, now: datetime) -> None:
    """Give a draft, an unanswered question or a kept rule to another person."""
    subject: Model
    match held:
        case RuleDraft():
            held.drafted_by, subject = successor, held
            held.save(update_fields=["drafted_by"])
        case Opinion():
            held.asked, subject = successor, held.draft
            held.save(update_fields=["asked"])
        case Stewardship():
            held.keeper, subject = successor, held.instrument
            held.save(update_fields=["keeper"])
        case _:
            raise TypeError(held)
    changes = [Change("holder", "", str(successor))]
    record("regulations.draft.handed", actor=actor, obj=subject, changes=changes, now=now)


def add_months(day: date, months: int) -> date:
    """Return the corresponding day so many months later, the last of the month where there is none （民法典 202）."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def _fill(draft: RuleDraft, written: Written, now: datetime) -> None:
    draft.code, draft.title, draft.area = written.code, written.title, written.area
    draft.scope, draft.text, draft.text_sha256 = written.scope, written.text, text_hash(written.text)
    draft.effective_from, draft.review_months = written.effective_from, written.review_months
    draft.replaces, draft.updated_at = written.replaces, now
    draft.save()


def _refuse_unfit(written: Written) -> None:
    refuse_classified(f"{written.title}\n{written.text}", where=written.title)
    if not parse_law(written.text).articles:
        raise RuleRefused(_("正文里没有找到“第一条”这样的条；每条请另起一行，以“第一条”开头"))


def _require_open(draft: RuleDraft) -> None:
    if draft.state not in OPEN:
        raise RuleRefused(
            _("《%(title)s》%(state)s，不能再改动")
            % {"title": draft.title, "state": draft.get_state_display()}
        )


def _refuse_unsettled(draft: RuleDraft) -> None:
    opinions = list(draft.opinions.select_related("asked__person"))
    silent = [str(each.asked) for each in opinions if each.answered_at is None]
    if silent:
        raise RuleRefused(
            _("%(names)s还没有会签；请等答复，或说明情况后撤回重送") % {"names": "、".join(silent)}
        )
    unsettled = [str(each.asked) for each in opinions if not each.is_settled]
    if unsettled:
        raise RuleRefused(
            _("%(names)s的意见还没有填采纳情况；请逐条答复后再发布") % {"names": "、".join(unsettled)}
        )


def _tell(account: Account, draft: RuleDraft, text: str, now: datetime) -> None:
    url = reverse("regulations:draft", args=[draft.pk])
    notify(account, text=text, url=url, obj=draft, group_key=f"regulations.draft:{draft.pk}", now=now)
