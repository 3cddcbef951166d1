"""Each step on a page: who may take it, what it asks for, which action takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate
from xianxing.office.assignments import actions
from xianxing.office.assignments.forms import FORMS
from xianxing.office.assignments.machine import MOVES, Step, may_follow
from xianxing.office.assignments.models import Assignment
from xianxing.office.assignments.permissions import (
    may_answer_assignment,
    may_direct_assignment,
    may_help_assignment,
)

ALLOWED: Mapping[Step, Predicate] = {
    Step.SIGN: may_answer_assignment,
    Step.REPORT: may_answer_assignment,
    Step.OBJECT: may_answer_assignment,
    Step.HELP: may_help_assignment,
    Step.GRANT: may_direct_assignment,
    Step.REFUSE: may_direct_assignment,
    Step.RETURN: may_direct_assignment,
    Step.ACCEPT: may_direct_assignment,
    Step.WITHDRAW: may_direct_assignment,
    Step.REMIND: may_direct_assignment,
    Step.POSTPONE: may_direct_assignment,
}

ACTIONS: Mapping[Step, Callable[..., Any]] = {
    Step.SIGN: actions.sign,
    Step.REPORT: actions.report,
    Step.OBJECT: actions.object_,
    Step.HELP: actions.contribute,
    Step.GRANT: actions.grant_objection,
    Step.REFUSE: actions.refuse_objection,
    Step.RETURN: actions.return_,
    Step.ACCEPT: actions.accept,
    Step.WITHDRAW: actions.withdraw,
    Step.REMIND: actions.remind,
    Step.POSTPONE: actions.postpone,
}

MAIN = frozenset({Step.SIGN, Step.REPORT, Step.ACCEPT, Step.GRANT, Step.HELP})
"""The steps that are expected next; the others are drawn quieter."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that this account may take now, with its form."""

    step: Step
    title: str
    form: forms.Form
    is_main: bool


def offers(account: Account, assignment: Assignment) -> tuple[Offer, ...]:
    """Return the steps that the account may take from the assignment's state."""
    return tuple(
        Offer(step, str(MOVES[step].title), FORMS[step](auto_id=f"{step.value}_%s"), step in MAIN)
        for step in Step
        if may_follow(step, assignment.state) and ALLOWED[step](account, assignment)
    )
