"""What people decide about the members of an issue: which belong in, which do not, which become one matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.linking import join_matter, split_matter
from xianxing.duties.matters.actions.members import recount_issue
from xianxing.duties.matters.engine import Move, State, moves_from
from xianxing.duties.matters.errors import MoveRefused
from xianxing.duties.matters.models import Issue, IssueExclusion, IssueMember, Matter
from xianxing.duties.matters.wording import move_wording
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import touch


@dataclass(frozen=True, slots=True)
class Joining:
    """What would become of joining some matters to a main one: those that can, and the rest with the reason."""

    main: Matter
    joins: tuple[Matter, ...]
    refused: tuple[tuple[Matter, str], ...]


@writing()
def part_from_issue(*, actor: Account, issue: Issue, matters: Sequence[Matter], now: datetime) -> None:
    """Say that some matters do not belong to an issue; no later rebuilding brings them together again.

    In order: each is parted from every member that stays, they leave the issue, its figures are counted anew,
    and one ledger entry is written.

    Raises:
        MoveRefused: nothing would stay.
    """
    out = {matter.pk for matter in matters}
    staying = list(issue.members.exclude(matter_id__in=out).values_list("matter_id", flat=True))
    if not staying:
        raise MoveRefused(_("不能移出全部来件；请至少留下一件，以说明此问题是什么"))
    IssueExclusion.objects.bulk_create(
        [
            IssueExclusion(
                first_id=pk, second_id=other, decided_by_name=actor.actor_name[:64], decided_at=now
            )
            for pk in sorted(out)
            for other in staying
        ],
        batch_size=400,
        ignore_conflicts=True,
    )
    issue.members.filter(matter_id__in=out).delete()
    _note(actor, issue, "matters.issue.parted", matters, now)


@writing()
def restore_to_issue(*, actor: Account, issue: Issue, matters: Sequence[Matter], now: datetime) -> None:
    """Take back that some matters do not belong to an issue."""
    back = [matter.pk for matter in matters]
    staying = list(issue.members.values_list("matter_id", flat=True))
    IssueExclusion.objects.filter(first_id__in=back, second_id__in=staying).delete()
    IssueMember.objects.bulk_create(
        [IssueMember(issue=issue, matter_id=pk) for pk in back], ignore_conflicts=True
    )
    _note(actor, issue, "matters.issue.restored", matters, now)


def plan_joining(main: Matter, matters: Sequence[Matter]) -> Joining:
    """Return which of the matters can be joined to the main one; nothing is written."""
    others = [matter for matter in matters if matter.pk != main.pk]
    problems = [(matter, _problem(main, matter)) for matter in others]
    return Joining(
        main,
        tuple(matter for matter, problem in problems if not problem),
        tuple((matter, problem) for matter, problem in problems if problem),
    )


@writing()
def join_members(
    *, actor: Account, main: Matter, matters: Sequence[Matter], reason: str, now: datetime
) -> tuple[Matter, ...]:
    """Join those of the matters that can be to the main one, all or none, and return them.

    Raises:
        MoveRefused: none of them can be joined.
        GuardRefused: one of them may not, by law.
    """
    planned = plan_joining(main, matters)
    if not planned.joins:
        raise MoveRefused(_("选中的来件都不能并入 %(number)s；请另选主件") % {"number": main.number})
    for matter in planned.joins:
        join_matter(actor=actor, matter=matter, into=main, reason=reason, now=now)
    touch("issues", now)
    return planned.joins


@writing()
def split_members(*, actor: Account, matters: Sequence[Matter], reason: str, now: datetime) -> None:
    """Take joined matters out again, all or none.

    Raises:
        MoveRefused: one of them is not joined to another.
    """
    for matter in matters:
        split_matter(actor=actor, matter=matter, reason=reason, now=now)
    touch("issues", now)


def _problem(main: Matter, matter: Matter) -> str:
    if Move.MERGE not in moves_from(State(matter.state)):
        return _("现为“%(state)s”，不能%(move)s") % {
            "state": matter.get_state_display(),
            "move": move_wording(Move.MERGE),
        }
    if not main.is_open:
        return _("主件 %(number)s 已不在办") % {"number": main.number}
    if matter.is_restricted or main.is_restricted:
        return _("限定知悉范围的事项不与其他事项并案")
    return ""


def _note(actor: Actor, issue: Issue, verb: str, matters: Sequence[Matter], now: datetime) -> None:
    changes = [Change(field="matter", before="", after=matter.number) for matter in matters]
    record(verb, actor=actor, obj=issue, now=now, changes=changes)
    recount_issue(issue, now=now)
