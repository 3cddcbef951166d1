"""The steps that a paper's page offers: which form, who may, what each calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.actions import consulting, issuing, signing
from xianxing.duties.writing.engine.life import Move, State, moves_from
from xianxing.duties.writing.forms import steps as forms
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.permissions import (
    may_end_paper,
    may_review_paper,
    may_sign_paper,
    may_work_on_paper,
)
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate
from xianxing.office.duty import Text

Run = Callable[[Account, Paper, Any, datetime], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the page; it is offered where its move is possible."""

    name: str
    title: Text
    form: type[forms.StepForm]
    run: Run
    move: Move
    may: Predicate = may_work_on_paper
    done: Text = ""
    icon: str = "check"
    key: str = ""

    def fits(self, paper: Paper) -> bool:
        """Return whether the paper stands where this step applies."""
        return self.move in moves_from(State(paper.state))


def _consult(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    given = form.cleaned_data
    return consulting.consult(
        actor=actor, paper=paper, organs=list(given["organs"]), due_on=given["due_on"], now=now
    )


def _gather(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    reason = form.cleaned_data["reason"]
    return consulting.withdraw_consultation(actor=actor, paper=paper, reason=reason, now=now)


def _submit(actor: Account, paper: Paper, _form: Any, now: datetime) -> object:
    return signing.submit(actor=actor, paper=paper, now=now)


def _return(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return signing.return_paper(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


def _approve(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    given = form.cleaned_data
    return signing.approve_review(
        actor=actor,
        paper=paper,
        points=len(given["points"]),
        signers=form.chosen(),
        reason=given["reason"],
        now=now,
    )


def _sign(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return signing.sign(actor=actor, paper=paper, opinion=form.cleaned_data["opinion"], now=now)


def _decline(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return signing.decline(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


def _recheck(actor: Account, paper: Paper, _form: Any, now: datetime) -> object:
    return signing.pass_recheck(actor=actor, paper=paper, now=now)


def _refer(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return signing.refer_back(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


def _number(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return issuing.register_number(actor=actor, paper=paper, wanted=form.distribution(), now=now)


def _print(actor: Account, paper: Paper, _form: Any, now: datetime) -> object:
    return issuing.print_document(actor=actor, paper=paper, now=now)


def _issue(actor: Account, paper: Paper, _form: Any, now: datetime) -> object:
    return issuing.issue(actor=actor, paper=paper, now=now)


def _archive(actor: Account, paper: Paper, _form: Any, now: datetime) -> object:
    return issuing.archive(actor=actor, paper=paper, now=now)


def _void(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return issuing.void(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


def _repeal(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return issuing.repeal(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


def _drop(actor: Account, paper: Paper, form: Any, now: datetime) -> object:
    return issuing.drop(actor=actor, paper=paper, reason=form.cleaned_data["reason"], now=now)


# fmt: off
STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step("submit", _("送审核"), forms.PlainForm, _submit, Move.SUBMIT,
             done=_("已送审核"), icon="send", key="s"),
        Step("consult", _("送会签"), forms.ConsultForm, _consult, Move.CONSULT,
             done=_("已送会签"), icon="users", key="c"),
        Step("gather", _("撤回会签"), forms.ReasonForm, _gather, Move.GATHER, done=_("会签已结束"), icon="undo"),
        Step("approve", _("审核通过"), forms.ReviewForm, _approve, Move.APPROVE, may_review_paper,
             done=_("已审核通过，送签发"), key="a"),
        Step("return", _("退回修改"), forms.ReasonForm, _return, Move.RETURN, may_review_paper,
             done=_("已退回拟稿人"), icon="undo"),
        Step("sign", _("签发"), forms.SignForm, _sign, Move.SIGN, may_sign_paper, done=_("已签发"), key="q"),
        Step("decline", _("退回重拟"), forms.ReasonForm, _decline, Move.DECLINE, may_sign_paper,
             done=_("已退回"), icon="undo"),
        Step("recheck", _("复核通过"), forms.PlainForm, _recheck, Move.PASS_RECHECK,
             done=_("复核通过，可以登记编号"), key="f"),
        Step("refer", _("退原签批人复审"), forms.ReasonForm, _refer, Move.REFER_BACK,
             done=_("已退原签批人复审"), icon="undo"),
        Step("number", _("登记编号"), forms.NumberForm, _number, Move.REGISTER, done=_("已编号"), icon="list", key="n"),
        Step("print", _("印制"), forms.PlainForm, _print, Move.PRINT,
             done=_("已印制 PDF 和 Word 文件"), icon="print", key="p"),
        Step("issue", _("核发"), forms.PlainForm, _issue, Move.ISSUE, done=_("已核发"), icon="send"),
        Step("archive", _("归档"), forms.PlainForm, _archive, Move.ARCHIVE, done=_("已归档"), icon="inbox"),
        Step("void", _("撤销"), forms.ReasonForm, _void, Move.VOID, may_end_paper,
             done=_("已撤销，自始无效"), icon="x"),
        Step("repeal", _("废止"), forms.ReasonForm, _repeal, Move.REPEAL, may_end_paper,
             done=_("已废止，自即日起失效"), icon="x"),
        Step("drop", _("终止"), forms.ReasonForm, _drop, Move.DROP, done=_("已终止办理"), icon="trash"),
    )
}
# fmt: on
QUIET = frozenset({"drop", "void", "repeal", "decline", "return", "gather", "refer"})
"""Steps that stand in the menu, not as buttons."""


def offered(account: Account, paper: Paper) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps that an account may take now: as buttons, and in the menu."""
    fitting = [step for step in STEPS.values() if step.fits(paper) and step.may(account, paper)]
    buttons = tuple(step for step in fitting if step.name not in QUIET)
    return buttons, tuple(step for step in fitting if step.name in QUIET)
