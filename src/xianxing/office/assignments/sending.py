"""Give work to a unit."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.assignments.errors import WrongUnit
from xianxing.office.assignments.ladder import arm, both_sides, tell
from xianxing.office.assignments.models import Assignment
from xianxing.office.assignments.wording import refuse_past, required_words, written_moment
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.people.models import Organ


@writing()
def assign(
    *,
    actor: Account,
    obj: Model,
    title: str,
    instruction: str,
    owner: Organ,
    helpers: Sequence[Organ] = (),
    due_at: datetime,
    now: datetime,
    excluded_organs: Collection[Organ] = (),
    files: Sequence[StoredFile] = (),
    fields_asked: int = 1,
) -> Assignment:
    """Give work about an object to a unit, with helping units, and return the assignment.

    ``excluded_organs`` are units that must not learn of it (the accused, whoever has an interest): neither
    they nor anything below them may own or help. ``fields_asked`` is how many things the unit is asked to
    fill in; ``files`` are what it gets to see. Effects in order: the assignment is saved;
    ``assignments.assignment.sent`` is recorded; the reminder ladder is armed; the contacts of owner and
    helpers get a notice.

    Raises:
        WordsMissing: no title or instruction.
        WrongUnit: an excluded, abolished or own unit, or an owner that also helps.
        BadDueTime: the time limit has passed.
        ClassifiedMaterial: the words bear a mark of classification.

    Source: 信访工作条例 第二十二条第一款第三项、第三十条第三款.
    """
    title, instruction = required_words(title, _("事项")), required_words(instruction, _("办理要求"))
    for organ in (owner, *helpers):
        _refuse_unit(organ, excluded_organs)
    if owner in helpers or len(set(helpers)) < len(helpers):
        raise WrongUnit(_("同一单位只能出现一次；请把主办单位从协办单位中去掉，或去掉重复的单位"))
    refuse_past(due_at, now)
    assignment = Assignment.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        title=title[:200],
        instruction=instruction,
        owner=owner,
        due_at=due_at,
        sent_at=now,
        sent_by=actor,
        fields_asked=fields_asked,
    )
    assignment.helpers.set(helpers)
    assignment.files.set(files)
    changes = [Change("owner", "", str(owner)), Change("due_at", "", written_moment(due_at))]
    if helpers:
        changes.append(Change("helpers", "", "、".join(str(organ) for organ in helpers)))
    record("assignments.assignment.sent", actor=actor, obj=assignment, changes=changes, now=now)
    arm(assignment, now=now)
    tell(both_sides(assignment, now), assignment, _("收到交办：%(title)s"), now=now)
    return assignment


def _refuse_unit(organ: Organ, excluded: Collection[Organ]) -> None:
    if organ.is_office:
        raise WrongUnit(_("%(organ)s就是本办公室；请直接办理，或改选其他单位") % {"organ": organ})
    if organ.abolished_on is not None:
        raise WrongUnit(_("%(organ)s已撤销；请改选现有单位") % {"organ": organ})
    above: Organ | None = organ
    while above is not None:
        if above in excluded:
            text = _("%(organ)s是被反映的单位或须回避，不能交其办理，也不能告知；请改选其他单位")
            raise WrongUnit(text % {"organ": organ})
        above = above.parent
