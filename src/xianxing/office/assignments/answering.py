"""What a unit does with work it was given: sign, report, help, object."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.engines.workclock import working_days_between
from xianxing.office.access.models import Account
from xianxing.office.assignments.errors import ObjectionLate
from xianxing.office.assignments.ladder import disarm, office_side, tell, unit_contacts
from xianxing.office.assignments.machine import Step, take_step
from xianxing.office.assignments.models import Assignment, Report, ReportKind
from xianxing.office.assignments.wording import write_down
from xianxing.office.calendars.queries import calendar
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import Change, record, writing

OBJECTION_WORKING_DAYS = 5
OBJECTION_CLAUSE = "信访工作条例 第二十三条第三款"


@writing()
def sign(*, actor: Account, assignment: Assignment, now: datetime) -> None:
    """Sign for an assignment on behalf of its unit.

    Raises:
        WrongState: it was signed for already, or is settled.
    """
    take_step(assignment, Step.SIGN)
    assignment.signed_at, assignment.signed_by = now, actor
    assignment.save(update_fields=["state", "signed_at", "signed_by"])
    record("assignments.assignment.signed", actor=actor, obj=assignment, now=now)
    tell([assignment.sent_by], assignment, _("已签收：%(title)s"), now=now)


@writing()
def report(
    *, actor: Account, assignment: Assignment, text: str, files: Sequence[StoredFile] = (), now: datetime
) -> Report:
    """Report the result to the office and return the report; the reminders stop.

    Raises:
        WrongState: not signed for, or reported already.
        WordsMissing: no text.
        ClassifiedMaterial: the text bears a mark of classification.
    """
    before = assignment.state
    take_step(assignment, Step.REPORT)
    assignment.save(update_fields=["state"])
    written = write_down(assignment, ReportKind.REPORT, text, actor, now)
    written.files.set(files)
    changes = [Change("state", before, assignment.state), Change("files", "", str(len(files)))]
    record("assignments.assignment.reported", actor=actor, obj=assignment, changes=changes, now=now)
    disarm(assignment, now=now)
    tell([assignment.sent_by], assignment, _("已反馈：%(title)s"), now=now)
    return written


@writing()
def contribute(
    *, actor: Account, assignment: Assignment, text: str, files: Sequence[StoredFile] = (), now: datetime
) -> Report:
    """Give a helping unit's opinion to the owner and the office; the state stays.

    Raises:
        WrongState: the assignment is settled.
        WordsMissing, ClassifiedMaterial: see ``report``.
    """
    take_step(assignment, Step.HELP)
    written = write_down(assignment, ReportKind.HELP, text, actor, now)
    written.files.set(files)
    record("assignments.assignment.contributed", actor=actor, obj=assignment, now=now)
    told = [assignment.sent_by, *unit_contacts(assignment, timezone.localtime(now).date())]
    tell(told, assignment, _("收到协办意见：%(title)s"), now=now)
    return written


@writing()
def object_(*, actor: Account, assignment: Assignment, reason: str, now: datetime) -> Report:
    """Object that the work is not the unit's, with the reasons, within five working days of its sending.

    Raises:
        WrongState: the unit has reported already, or the work is settled.
        ObjectionLate: the five working days are over.
        WordsMissing: no reason.

    Source: 信访工作条例 第二十三条第三款.
    """
    take_step(assignment, Step.OBJECT)
    _refuse_late(assignment, now)
    assignment.save(update_fields=["state"])
    written = write_down(assignment, ReportKind.OBJECTION, reason, actor, now)
    record(
        "assignments.assignment.objected",
        actor=actor, obj=assignment, reason=written.text, clauses=[OBJECTION_CLAUSE], now=now,
    )  # fmt: skip
    disarm(assignment, now=now)
    tell(
        office_side(assignment, timezone.localtime(now).date()), assignment, _("提出异议：%(title)s"), now=now
    )
    return written


def _refuse_late(assignment: Assignment, now: datetime) -> None:
    sent, today = timezone.localtime(assignment.sent_at).date(), timezone.localtime(now).date()
    passed = working_days_between(sent, today, calendar=calendar())
    if passed > OBJECTION_WORKING_DAYS:
        text = _("交办已过 %(passed)s 个工作日，异议须在 %(limit)s 个工作日内提出；请与办公室商量")
        raise ObjectionLate(text % {"passed": passed, "limit": OBJECTION_WORKING_DAYS})
