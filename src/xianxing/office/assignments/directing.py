"""What the office does with work it gave: answer objections, return, accept, withdraw, remind, postpone."""

from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.assignments.answering import OBJECTION_CLAUSE
from xianxing.office.assignments.ladder import arm, both_sides, disarm, tell
from xianxing.office.assignments.machine import Step, take_step
from xianxing.office.assignments.models import Assignment, AssignmentState, ReportKind
from xianxing.office.assignments.wording import refuse_past, required_words, write_down, written_moment
from xianxing.office.ledger.actions import Change, record, writing


@writing()
def grant_objection(*, actor: Account, assignment: Assignment, reason: str, now: datetime) -> None:
    """Agree with an objection after checking it: the unit is free of the work.

    Raises:
        WrongState: there is no open objection.
        WordsMissing: no reason.

    Source: 信访工作条例 第二十三条第三款.
    """
    take_step(assignment, Step.GRANT)
    assignment.closed_at = now
    assignment.save(update_fields=["state", "closed_at"])
    answer = write_down(assignment, ReportKind.ANSWER, reason, actor, now)
    record(
        "assignments.assignment.objection_granted",
        actor=actor, obj=assignment, reason=answer.text, clauses=[OBJECTION_CLAUSE], now=now,
    )  # fmt: skip
    tell(both_sides(assignment, now), assignment, _("异议已获同意：%(title)s"), now=now)


@writing()
def refuse_objection(*, actor: Account, assignment: Assignment, reason: str, now: datetime) -> None:
    """Refuse an objection: the work stays with the unit, signed for if it was, and the reminders start again.

    Raises:
        WrongState: there is no open objection.
        WordsMissing: no reason.
    """
    take_step(assignment, Step.REFUSE)
    if assignment.signed_at is None:
        assignment.state = AssignmentState.SENT
    assignment.save(update_fields=["state"])
    answer = write_down(assignment, ReportKind.ANSWER, reason, actor, now)
    record(
        "assignments.assignment.objection_refused", actor=actor, obj=assignment, reason=answer.text, now=now
    )
    arm(assignment, now=now)
    tell(both_sides(assignment, now), assignment, _("异议未获同意，请继续办理：%(title)s"), now=now)


@writing()
def return_(
    *, actor: Account, assignment: Assignment, reason: str, due_at: datetime | None = None, now: datetime
) -> None:
    """Send a report back as not done, with the reason and, where given, a new time limit.

    Effects in order: the state and the counter of returns change; the reason is kept and recorded; the
    reminder ladder is armed again; the unit gets a notice.

    Raises:
        WrongState: there is no report to return.
        WordsMissing: no reason.
        BadDueTime: the new time limit has passed.
    """
    take_step(assignment, Step.RETURN)
    changes = [Change("returns", str(assignment.returns), str(assignment.returns + 1))]
    if due_at is not None:
        refuse_past(due_at, now)
        changes.append(Change("due_at", written_moment(assignment.due_at), written_moment(due_at)))
        assignment.due_at = due_at
    assignment.returns += 1
    assignment.save(update_fields=["state", "returns", "due_at"])
    written = write_down(assignment, ReportKind.RETURN, reason, actor, now)
    record(
        "assignments.assignment.returned",
        actor=actor, obj=assignment, changes=changes, reason=written.text, now=now,
    )  # fmt: skip
    arm(assignment, now=now)
    tell(both_sides(assignment, now), assignment, _("退回重办：%(title)s"), now=now)


@writing()
def accept(*, actor: Account, assignment: Assignment, now: datetime) -> None:
    """Accept the report: the assignment is done.

    Raises:
        WrongState: there is no report to accept.
    """
    take_step(assignment, Step.ACCEPT)
    _close(assignment, now)
    record("assignments.assignment.accepted", actor=actor, obj=assignment, now=now)
    tell(both_sides(assignment, now), assignment, _("已办结：%(title)s"), now=now)


@writing()
def withdraw(*, actor: Account, assignment: Assignment, reason: str, now: datetime) -> None:
    """Take the work back from the unit.

    Raises:
        WrongState: it is settled already.
        WordsMissing: no reason.
    """
    reason = required_words(reason, _("撤回理由"))
    take_step(assignment, Step.WITHDRAW)
    _close(assignment, now)
    record("assignments.assignment.withdrawn", actor=actor, obj=assignment, reason=reason, now=now)
    tell(both_sides(assignment, now), assignment, _("已撤回，无需再办：%(title)s"), now=now)


@writing()
def remind(*, actor: Account, assignment: Assignment, words: str = "", now: datetime) -> None:
    """Remind the unit by hand, and count it.

    Raises:
        WrongState: the unit has nothing to do at the moment.
    """
    take_step(assignment, Step.REMIND)
    assignment.reminders += 1
    assignment.save(update_fields=["reminders"])
    reason = required_words(words, _("催办内容")) if words.strip() else ""
    changes = [Change("reminders", str(assignment.reminders - 1), str(assignment.reminders))]
    record(
        "assignments.assignment.reminded",
        actor=actor, obj=assignment, changes=changes, reason=reason, now=now,
    )  # fmt: skip
    tell(both_sides(assignment, now), assignment, _("催办：%(title)s"), now=now)


@writing()
def postpone(*, actor: Account, assignment: Assignment, due_at: datetime, reason: str, now: datetime) -> None:
    """Change the time limit while the unit is at work; the reminders follow.

    Raises:
        WrongState: the unit has answered already, or the work is settled.
        BadDueTime: the new limit has passed.
        WordsMissing: no reason.
    """
    take_step(assignment, Step.POSTPONE)
    refuse_past(due_at, now)
    reason = required_words(reason, _("调整理由"))
    changes = [Change("due_at", written_moment(assignment.due_at), written_moment(due_at))]
    assignment.due_at = due_at
    assignment.save(update_fields=["due_at"])
    record(
        "assignments.assignment.postponed",
        actor=actor, obj=assignment, changes=changes, reason=reason, now=now,
    )  # fmt: skip
    arm(assignment, now=now)
    tell(both_sides(assignment, now), assignment, _("时限已调整：%(title)s"), now=now)


def _close(assignment: Assignment, now: datetime) -> None:
    assignment.closed_at = now
    assignment.save(update_fields=["state", "closed_at"])
    disarm(assignment, now=now)
