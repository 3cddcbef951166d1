"""The verbs that the pages of items and tasks offer: which form, who may, when, what it calls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.engine.stages import ENDED, IN_THE_UNITS_HANDS, Stage
from xianxing.duties.followup.forms import verbs as forms
from xianxing.duties.followup.models import Item, Task
from xianxing.duties.followup.permissions import (
    may_answer_task,
    may_approve_item,
    may_approve_task,
    may_link_task,
    may_work_on_item,
    may_work_on_task,
)
from xianxing.duties.followup.queries.waiting import open_conclusion, open_objection, open_rectification
from xianxing.duties.followup.views import runners
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate
from xianxing.office.duty import Text

Run = Callable[[Account, Any, Any, datetime], None]
Fits = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of a page. It is offered in its stages, where nothing else speaks against it."""

    name: str
    title: Text
    form: type[forms.VerbForm]
    run: Run
    may: Predicate
    stages: frozenset[Stage]
    done: Text
    icon: str = "edit"
    key: str = ""
    fits: Fits = lambda _target: True

    def is_fit(self, target: Any) -> bool:
        """Return whether the target stands where this verb applies."""
        return Stage(target.stage) in self.stages and self.fits(target)


@dataclass(frozen=True, slots=True)
class Offer:
    """The verbs offered now: the first few as buttons, the rest in a menu."""

    buttons: tuple[Verb, ...]
    menu: tuple[Verb, ...]


OPEN = frozenset(Stage) - ENDED
LIVE = OPEN - {Stage.PROPOSED}
WAITING = frozenset(IN_THE_UNITS_HANDS)
GIVEN = frozenset(Stage) - {Stage.PROPOSED, Stage.OPENED}
UNDER_WAY = frozenset({Stage.SIGNED, Stage.WORKING})


def _has_unsent(item: Item) -> bool:
    return item.tasks.filter(stage=Stage.OPENED).exists()


def _has_pending(task: Task) -> bool:
    return task.extensions.filter(decided_at__isnull=True).exists()


def _has_milestone(task: Task) -> bool:
    return task.milestones.filter(reached_at__isnull=True).exists()


def _has_quantity(task: Task) -> bool:
    return task.item.quantities.exists()


def _waits_for_consent(task: Task) -> bool:
    link = getattr(task, "served_by", None)
    return link is not None and link.agreed_at is None


def _is_alone(task: Task) -> bool:
    return getattr(task, "served_by", None) is None


def _table(verbs: Sequence[Verb]) -> Mapping[str, Verb]:
    return {verb.name: verb for verb in verbs}


_PROPOSED = frozenset({Stage.PROPOSED})
ITEM_VERBS = _table(
    (
        Verb("approve", _("批准立项"), forms.WordsForm, runners.approve, may_approve_item, _PROPOSED,
             _("已批准立项"), "check", "a"),
        Verb("refuse", _("不予立项"), forms.ReasonForm, runners.refuse, may_approve_item, _PROPOSED,
             _("已记为不予立项"), "x"),
        Verb("send", _("交办"), forms.SendForm, runners.send_all, may_work_on_item, LIVE,
             _("已交办"), "send", "t", _has_unsent),
        Verb("divide", _("分解任务"), forms.PartForm, runners.divide, may_work_on_item, OPEN,
             _("任务已列入，核对后交办"), "split", "d"),
        Verb("quantity", _("要求报数"), forms.QuantityForm, runners.ask_quantity, may_work_on_item, LIVE,
             _("已要求各承办单位报数"), "chart"),
        Verb("hand", _("改派经办人"), forms.HandForm, runners.hand, may_work_on_item, OPEN,
             _("已改派"), "person"),
        Verb("drop", _("撤销事项"), forms.ReasonForm, runners.drop_item, may_approve_item, LIVE,
             _("事项已撤销"), "trash"),
    )
)  # fmt: skip
TASK_VERBS = _table(
    (
        Verb("sign", _("签收"), forms.NothingForm, runners.sign, may_answer_task, frozenset({Stage.SENT}),
             _("已签收"), "check", "s"),
        Verb("answer", _("反馈结果"), forms.AnswerForm, runners.answer, may_answer_task, WAITING,
             _("已反馈，催办停止"), "send", "r"),
        Verb("progress", _("报告进展"), forms.ProgressForm, runners.progress, may_answer_task, UNDER_WAY,
             _("进展已记录"), "edit", "p"),
        Verb("milestone", _("完成节点"), forms.MilestoneForm, runners.milestone, may_answer_task, UNDER_WAY,
             _("节点已完成"), "flag", "", _has_milestone),
        Verb("reading", _("报数"), forms.ReadingForm, runners.give_reading, may_answer_task, GIVEN - ENDED,
             _("数字已报送"), "chart", "", _has_quantity),
        Verb("extend", _("申请延期"), forms.ExtensionForm, runners.ask_extension, may_answer_task, WAITING,
             _("延期申请已送办公室负责人"), "clock", "", lambda task: not _has_pending(task)),
        Verb("object", _("对结论提出异议"), forms.ReasonForm, runners.object_, may_answer_task, GIVEN,
             _("异议已提出，30 日内作出复核决定"), "scale", "", lambda task: open_conclusion(task) is not None),
        Verb("send", _("交办"), forms.SendForm, runners.send, may_work_on_task, frozenset({Stage.OPENED}),
             _("已交办"), "send", "t"),
        Verb("check", _("核查"), forms.FindingForm, runners.check, may_work_on_task,
             frozenset({Stage.REPORTED}), _("核查情况已记录"), "eye", "c"),
        Verb("close", _("办结"), forms.NothingForm, runners.close, may_work_on_task,
             frozenset({Stage.CHECKED}), _("任务已办结"), "check", "f"),
        Verb("return", _("退回重办"), forms.ReturnForm, runners.return_, may_work_on_task,
             frozenset({Stage.REPORTED, Stage.CHECKED}), _("已退回重办"), "return"),
        Verb("grant", _("同意延期"), forms.WordsForm, runners.grant, may_approve_task, WAITING,
             _("已同意延期"), "check", "", _has_pending),
        Verb("deny", _("不同意延期"), forms.ReasonForm, runners.refuse_extension, may_approve_task, WAITING,
             _("已答复不同意延期"), "x", "", _has_pending),
        Verb("remind", _("催办"), forms.RemindForm, runners.remind, may_work_on_task, WAITING,
             _("已催办"), "bell", "b"),
        Verb("link", _("并为一问"), forms.LinkForm, runners.link, may_link_task, WAITING,
             _("已并为一问，一次答复两件都算"), "merge", "", _is_alone),
        Verb("agree", _("同意一并答复"), forms.NothingForm, runners.agree, may_work_on_task, OPEN,
             _("已同意一并答复"), "check", "", _waits_for_consent),
        Verb("conclude", _("作出督查结论"), forms.ConclusionForm, runners.conclude, may_approve_task, GIVEN,
             _("结论已送达单位"), "file"),
        Verb("decide", _("作出复核决定"), forms.DecisionForm, runners.decide, may_work_on_task, GIVEN,
             _("复核决定已送达单位"), "scale", "", lambda task: open_objection(task) is not None),
        Verb("recheck", _("核查整改"), forms.RecheckForm, runners.recheck, may_work_on_task, GIVEN,
             _("整改核查已记录"), "eye", "", lambda task: open_rectification(task) is not None),
        Verb("drop", _("撤销任务"), forms.ReasonForm, runners.drop, may_work_on_task,
             frozenset({Stage.OPENED, *WAITING, Stage.REPORTED}), _("任务已撤销"), "trash"),
    )
)  # fmt: skip
FIRST = ("approve", "refuse", "sign", "answer", "progress", "send", "divide", "check", "close", "decide",
         "grant", "deny", "return", "agree", "recheck", "remind")  # fmt: skip
BUTTONS = 3


def offer_verbs(account: Account, target: Item | Task) -> Offer:
    """Return the verbs that this account may use on an item or a task as it stands."""
    verbs = (ITEM_VERBS if isinstance(target, Item) else TASK_VERBS).values()
    answers = {may: may(account, target) for may in {verb.may for verb in verbs}}
    fitting = [verb for verb in verbs if answers[verb.may] and verb.is_fit(target)]
    first = [verb for name in FIRST for verb in fitting if verb.name == name][:BUTTONS]
    return Offer(tuple(first), tuple(verb for verb in fitting if verb not in first))
