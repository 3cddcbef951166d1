"""The verbs that a matter's page offers: which form, who may, from which states, what it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.engine import OPEN, Move, State, moves_from
from xianxing.duties.matters.forms import verbs as forms
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.permissions import (
    may_approve_matter,
    may_instruct_matter,
    may_work_on_matter,
)
from xianxing.duties.matters.views import runners
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate
from xianxing.office.duty import Text

Run = Callable[[Account, Matter, Any, datetime], None]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the page. It is offered where its move is possible, or in ``states`` when it moves nothing."""

    name: str
    title: Text
    form: type[forms.VerbForm]
    run: Run
    may: Predicate = may_work_on_matter
    move: Move | None = None
    states: frozenset[State] = OPEN
    done: Text = ""
    icon: str = "edit"
    key: str = ""

    def fits(self, matter: Matter) -> bool:
        """Return whether the matter stands where this verb applies."""
        state = State(matter.state)
        return self.move in moves_from(state) if self.move else state in self.states


HANDLED = OPEN - {State.REGISTERED}
FINISHED = frozenset({State.ANSWERED, State.CLOSED, State.TERMINATED})
IN_REVIEW = frozenset({State.REVIEWING, State.RECHECKING})

VERBS: Mapping[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb(
            "accept",
            _("受理"),
            forms.AcceptForm,
            runners.accept,
            move=Move.ACCEPT,
            done=_("已受理，时限开始计算"),
            icon="check",
            key="a",
        ),
        Verb(
            "assign",
            _("交办"),
            forms.AssignForm,
            runners.assign,
            move=Move.ASSIGN,
            done=_("已交办"),
            icon="send",
            key="t",
        ),
        Verb(
            "reply",
            _("拟写答复"),
            forms.ReplyForm,
            runners.reply,
            move=Move.PROPOSE_REPLY,
            done=_("答复稿已送审"),
            icon="pen",
            key="r",
        ),
        Verb(
            "sign",
            _("审签答复"),
            forms.SignForm,
            runners.sign,
            may=may_approve_matter,
            move=Move.ANSWER,
            done=_("已答复"),
            icon="check",
            key="s",
        ),
        Verb(
            "return",
            _("退回答复"),
            forms.ReasonForm,
            runners.return_reply,
            may=may_approve_matter,
            move=Move.RETURN_REPLY,
            done=_("已退回修改"),
            icon="return",
        ),
        Verb(
            "close",
            _("办结"),
            forms.EmptyForm,
            runners.close,
            move=Move.CLOSE,
            done=_("已办结"),
            icon="check",
            key="c",
        ),
        Verb(
            "callback",
            _("回访"),
            forms.CallbackForm,
            runners.callback,
            states=FINISHED,
            done=_("回访已记录"),
            icon="phone",
        ),
        Verb(
            "reopen",
            _("重新办理"),
            forms.ReasonForm,
            runners.reopen,
            move=Move.REOPEN,
            done=_("已重新办理"),
            icon="undo",
        ),
        Verb(
            "forward",
            _("转送"),
            forms.ForwardForm,
            runners.forward,
            move=Move.FORWARD,
            done=_("已转送"),
            icon="send",
        ),
        Verb(
            "decline",
            _("不予受理"),
            forms.DeclineForm,
            runners.decline,
            move=Move.DECLINE,
            done=_("已不予受理并告知"),
            icon="x",
        ),
        Verb(
            "escalate",
            _("上报"),
            forms.EscalateForm,
            runners.escalate,
            states=HANDLED,
            done=_("已上报"),
            icon="upload",
        ),
        Verb(
            "facts",
            _("核定要素"),
            forms.FactsForm,
            runners.state_facts,
            done=_("要素已更新，已按权限表重新判定"),
            icon="edit",
        ),
        Verb(
            "handler",
            _("改派经办人"),
            forms.HandlerForm,
            runners.change_handler,
            done=_("已改派"),
            icon="person",
        ),
        Verb("kind", _("确认类别"), forms.KindForm, runners.set_kind, done=_("类别已确认"), icon="check"),
        Verb(
            "topic",
            _("确认分类"),
            forms.TopicForm,
            runners.set_topic,
            states=frozenset(State),
            done=_("分类已确认"),
            icon="check",
        ),
        Verb(
            "extend",
            _("延长时限"),
            forms.ExtendForm,
            runners.extend,
            may=may_approve_matter,
            states=HANDLED,
            done=_("已延期"),
            icon="clock",
        ),
        Verb(
            "pause",
            _("中止计时"),
            forms.PauseForm,
            runners.pause,
            may=may_approve_matter,
            states=HANDLED,
            done=_("已中止计时"),
            icon="clock",
        ),
        Verb(
            "join",
            _("并入其他事项"),
            forms.JoinForm,
            runners.join,
            move=Move.MERGE,
            done=_("已并案"),
            icon="merge",
        ),
        Verb(
            "split",
            _("拆分"),
            forms.ReasonForm,
            runners.split,
            move=Move.SPLIT,
            done=_("已拆分"),
            icon="split",
        ),
        Verb(
            "mediate",
            _("记录调解"),
            forms.MediationForm,
            runners.mediate,
            states=HANDLED,
            done=_("调解已记录"),
            icon="scale",
        ),
        Verb(
            "accuse",
            _("登记被反映对象"),
            forms.AccusedForm,
            runners.accuse,
            done=_("已登记，已限定知悉范围"),
            icon="lock",
        ),
        Verb("recuse", _("回避"), forms.RecusalForm, runners.recuse, done=_("已登记回避"), icon="shield"),
        Verb(
            "review",
            _("申请复查、复核"),
            forms.ReasonForm,
            runners.review,
            states=FINISHED,
            done=_("已收到申请"),
            icon="history",
        ),
        Verb(
            "conclude",
            _("作出复查、复核意见"),
            forms.ReasonForm,
            runners.conclude,
            may=may_approve_matter,
            states=IN_REVIEW,
            done=_("已作出意见"),
            icon="check",
        ),
        Verb(
            "instruct",
            _("批示"),
            forms.InstructionForm,
            runners.instruct,
            may=may_instruct_matter,
            done=_("批示已送达"),
            icon="pen",
        ),
    )
}
PRIMARY: Mapping[State, tuple[str, ...]] = {
    State.REGISTERED: ("accept", "forward", "decline"),
    State.ACCEPTED: ("assign", "reply"),
    State.WORKING: ("reply", "assign"),
    State.REPLYING: ("sign", "return"),
    State.ANSWERED: ("close", "callback"),
    State.CLOSED: ("callback", "reopen"),
    State.DECLINED: ("reopen",),
    State.FORWARDED: ("reopen",),
    State.MERGED: ("split",),
    State.REVIEWING: ("conclude",),
    State.RECHECKING: ("conclude",),
    State.TERMINATED: ("callback",),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The verbs offered now: the first few as buttons, the rest in a menu."""

    buttons: tuple[Verb, ...]
    menu: tuple[Verb, ...]


def offer_verbs(account: Account, matter: Matter) -> Offer:
    """Return the verbs that this account may use on a matter as it stands."""
    answers = {may: may(account, matter) for may in {verb.may for verb in VERBS.values()}}
    fitting = [verb for verb in VERBS.values() if answers[verb.may] and verb.fits(matter)]
    first = PRIMARY[State(matter.state)]
    buttons = [verb for name in first for verb in fitting if verb.name == name]
    if not buttons:
        buttons = [verb for verb in fitting if verb.name == "instruct"]
    return Offer(tuple(buttons), tuple(verb for verb in fitting if verb not in buttons))
