"""Accept, decline, forward, assign, escalate: what happens to a matter before it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.clocks import start_clock, stop_clocks
from xianxing.duties.matters.actions.deciding import Approval, decide_authority, require_escalation
from xianxing.duties.matters.actions.states import move_matter, save_matter
from xianxing.duties.matters.engine import Kind, Move, Track
from xianxing.duties.matters.errors import GuardRefused, MoveRefused
from xianxing.duties.matters.models import ClockKind, Level, Matter, MatterKind, MatterTrack
from xianxing.duties.matters.permissions import may_see_matter
from xianxing.office.access.models import Account
from xianxing.office.assignments.actions import assign
from xianxing.office.assignments.models import Assignment
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.people.models import Organ

ACCUSED_CLAUSE = "信访工作条例#30"
LITIGATION_CLAUSE = "信访工作条例#31"
RECUSAL_CLAUSE = "信访工作条例#28"


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a unit, by when, with whom."""

    owner: Organ
    instruction: str
    due_at: datetime
    helpers: Sequence[Organ] = ()


@writing()
def accept_matter(*, actor: Account, matter: Matter, kind: Kind, track: Track | None, now: datetime) -> None:
    """Take a matter on: kind and track are settled, notice is given, the handling clock starts, authority is asked.

    Raises:
        GuardRefused: an accusation or a matter of litigation, which must go to its own organs.
    """
    _refuse_foreign(kind, track)
    matter.kind, matter.kind_confirmed = MatterKind(kind), True
    matter.track = MatterTrack(track) if track else ""
    matter.accepted_at = now
    matter.handler = matter.handler or actor
    move_matter(actor=actor, matter=matter, move=Move.ACCEPT, now=now, clauses=["信访工作条例#23"])
    stop_clocks(matter=matter, kinds=(ClockKind.NOTICE,), now=now)
    start_clock(
        actor=actor, matter=matter, kind=ClockKind.HANDLING, started_on=timezone.localdate(now), now=now
    )
    decide_authority(actor=actor, matter=matter, now=now)


@writing()
def decline_matter(
    *, actor: Account, matter: Matter, reason: str, clause: str, advice: str, now: datetime
) -> None:
    """Decline a matter with the clause that says so and what the person is told to do instead."""
    text = _("%(reason)s。告知：%(advice)s") % {"reason": reason.rstrip("。"), "advice": advice}
    move_matter(actor=actor, matter=matter, move=Move.DECLINE, now=now, reason=text, clauses=[clause])
    stop_clocks(matter=matter, kinds=tuple(ClockKind), now=now)


@writing()
def forward_matter(*, actor: Account, matter: Matter, organ: Organ, reason: str, now: datetime) -> None:
    """Forward a matter to the organ that has it in its remit.

    Raises:
        GuardRefused: the organ is the accused (信访工作条例 30).
    """
    refuse_accused(matter, [organ])
    matter.lead = organ
    change = Change(field="lead", before="", after=organ.name)
    clause = "信访工作条例#22"
    move_matter(
        actor=actor,
        matter=matter,
        move=Move.FORWARD,
        now=now,
        reason=reason,
        clauses=[clause],
        changes=[change],
    )
    stop_clocks(matter=matter, kinds=tuple(ClockKind), now=now)


@writing()
def assign_matter(*, actor: Account, matter: Matter, task: Task, now: datetime) -> Assignment:
    """Give the work to a unit that signs for it; the first unit asked stays responsible (首接负责).

    Raises:
        GuardRefused: the unit or a helper is the accused (信访工作条例 30).
    """
    refuse_accused(matter, [task.owner, *task.helpers])
    assignment = assign(
        actor=actor,
        obj=matter,
        title=matter.title,
        instruction=task.instruction,
        owner=task.owner,
        helpers=task.helpers,
        due_at=task.due_at,
        now=now,
    )
    before = matter.lead.name if matter.lead else ""
    matter.lead = matter.lead or task.owner
    if matter.level == Level.OFFICE:
        matter.level = Level.LEAD_UNIT
    change = Change(field="lead", before=before, after=task.owner.name)
    move_matter(
        actor=actor, matter=matter, move=Move.ASSIGN, now=now, reason=task.instruction, changes=[change]
    )
    return assignment


@writing()
def escalate_matter(
    *, actor: Account, matter: Matter, level: Level, reason: str, approval: Approval | None, now: datetime
) -> None:
    """Take a matter up one or more levels, where the authority table sends it there.

    Raises:
        AuthorityRefused: going up without need and nobody approved.
        MoveRefused: the matter is not open, or stands at that level already.
    """
    if not matter.is_open or matter.level == level:
        raise MoveRefused(_("事项已在该层级或已办结，无需上报；请刷新页面"))
    decision = require_escalation(actor=actor, matter=matter, level=level, approval=approval, now=now)
    before, matter.level = Level(matter.level).label, level
    save_matter(matter, now=now)
    change = Change(field="level", before=str(before), after=str(level.label))
    clauses = [clause["key"] for clause in decision.clauses]
    record(
        "matters.matter.escalated",
        actor=actor,
        obj=matter,
        now=now,
        reason=reason,
        changes=[change],
        clauses=clauses,
    )


@writing()
def set_handler(*, actor: Actor, matter: Matter, handler: Account, now: datetime) -> None:
    """Put a matter into someone's hands.

    Raises:
        GuardRefused: this person has a direct interest (信访工作条例 28) or may not see the matter.
    """
    if matter.recusals.filter(person__account=handler).exists():
        raise GuardRefused(_("%(name)s须回避此事项；请改派他人") % {"name": handler}, (RECUSAL_CLAUSE,))
    before = str(matter.handler or "")
    matter.handler = handler
    save_matter(matter, now=now)
    change = Change(field="handler", before=before, after=str(handler))
    record("matters.handler.changed", actor=actor, obj=matter, now=now, changes=[change])
    if handler != actor and may_see_matter(handler, matter):
        notify(
            handler,
            text=_("%(title)s 交由您经办") % {"title": matter.title},
            url=f"/matters/{matter.pk}/",
            obj=matter,
            group_key="matters.handler",
            now=now,
        )


@writing()
def release_matter(*, actor: Actor, matter: Matter, now: datetime) -> None:
    """Take a matter out of its handler's hands, so that it waits for one."""
    change = Change(field="handler", before=str(matter.handler or ""), after="")
    matter.handler = None
    save_matter(matter, now=now)
    record("matters.handler.changed", actor=actor, obj=matter, now=now, changes=[change])


@dataclass(frozen=True, slots=True)
class Facts:
    """What the authority table asks about a matter and only a person can say."""

    risk: str
    amount: int | None
    people_count: int
    cross_department: bool
    law_related: bool
    leader_involved: bool
    place: str


@writing()
def state_facts(*, actor: Account, matter: Matter, facts: Facts, now: datetime) -> None:
    """Write down the facts the authority depends on, and ask the table again."""
    changes = []
    for field in Facts.__slots__:
        before, after = getattr(matter, field), getattr(facts, field)
        if before != after:
            changes.append(Change(field=field, before=str(before), after=str(after)))
            setattr(matter, field, after)
    save_matter(matter, now=now)
    record("matters.facts.stated", actor=actor, obj=matter, now=now, changes=changes)
    decide_authority(actor=actor, matter=matter, now=now)


def refuse_accused(matter: Matter, organs: Sequence[Organ]) -> None:
    """Return when none of the organs is accused in the matter.

    Raises:
        GuardRefused: one is (信访工作条例 30).
    """
    accused = set(matter.accused.exclude(organ=None).values_list("organ_id", flat=True))
    for organ in organs:
        if organ.pk in accused or organ.parent_id in accused:
            raise GuardRefused(
                _("%(organ)s是此件的被反映单位，材料不得转给被反映的单位或者人员；请改选其他机关")
                % {"organ": organ},
                (ACCUSED_CLAUSE,),
            )


def default_due(matter: Matter, today: date) -> date:
    """Return the day by which a unit is asked to report: the internal limit, or today when that has passed."""
    return max(matter.internal_due_on or today, today)


def _refuse_foreign(kind: Kind, track: Track | None) -> None:
    if kind == Kind.ACCUSATION:
        raise GuardRefused(
            _("检举控告应按管理权限转送纪检监察机关，不在此受理；请用“转送”"), (ACCUSED_CLAUSE,)
        )
    if track == Track.LITIGATION:
        raise GuardRefused(_("涉法涉诉事项应转送政法部门，不在此受理；请用“转送”"), (LITIGATION_CLAUSE,))
    if kind == Kind.APPEAL and track is None:
        raise GuardRefused(_("申诉求决须选定第三十一条的办理途径；请选择途径"), (LITIGATION_CLAUSE,))
