"""How items and tasks become lines of the first page, with what can be done about them from there."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.actions.counting import plain
from xianxing.duties.followup.models import Conclusion, Extension, Item, Objection, SameQuestion, Task
from xianxing.duties.followup.queries.detail import Compared
from xianxing.office.duty import Act, Line, Way


def to_choose(compared: Compared) -> Line:
    """Figures of two units that differ."""
    quantity = compared.quantity
    said = "；".join(
        _("%(organ)s %(value)s（%(source)s，%(day)s）")
        % {
            "organ": reading.organ,
            "value": plain(reading.value),
            "source": reading.source,
            "day": f"{reading.as_of:%m-%d}",
        }
        for reading in compared.readings
    )
    acts = [
        Act(
            _("采用 %(value)s %(unit)s") % {"value": plain(reading.value), "unit": quantity.unit},
            reverse("followup:choose", args=[reading.pk]),
        )
        for reading in compared.readings[:2]
    ]
    acts.append(
        Act(
            _("退回统一口径"),
            reverse("followup:return_quantity", args=[quantity.pk]),
            Way.WRITE,
            asks=_("退回理由"),
        )
    )
    title = _("%(name)s口径不一：%(title)s") % {"name": quantity.name, "title": quantity.item.title}
    if compared.is_returned:
        acts, said = [], _("已退回，等各单位统一：%(said)s") % {"said": said}
    return Line(
        title,
        reverse("followup:detail", args=[quantity.item_id]),
        said,
        _("口径分歧"),
        "red",
        acts=tuple(acts),
    )


def to_approve(item: Item) -> Line:
    """A proposal that waits for the head."""
    approve = Act(_("批准立项"), _verb(item, "approve"))
    refuse = Act(_("不予立项"), _verb(item, "refuse"), Way.WRITE, asks=_("理由"))
    detail = item.content[:60] or item.mandate
    return Line(
        item.title, _address(item), detail, _("待批准立项"), "amber", item.due_on, acts=(approve, refuse)
    )


def to_extend(extension: Extension) -> Line:
    """A unit that asks for more time."""
    task = extension.task
    detail = _("%(unit)s申请延至 %(day)s：%(reason)s") % {
        "unit": task.owner,
        "day": f"{timezone.localtime(extension.due_at):%m-%d}",
        "reason": extension.reason[:50],
    }
    grant = Act(_("同意延期"), _task_verb(task, "grant"))
    deny = Act(_("不同意"), _task_verb(task, "deny"), Way.WRITE, asks=_("理由"))
    due = timezone.localdate(task.due_at)
    return Line(task.title, _task(task), detail, _("申请延期"), "amber", due, acts=(grant, deny))


def to_decide(objection: Objection) -> Line:
    """An objection to a conclusion."""
    task = objection.conclusion.task
    detail = _("%(unit)s：%(reason)s") % {"unit": task.owner, "reason": objection.reason[:60]}
    act = Act(_("作出复核决定"), _task_verb(task, "decide"), Way.OPEN)
    return Line(task.title, _task(task), detail, _("结论异议"), "amber", objection.decide_until, acts=(act,))


def at_risk(item: Item) -> Line:
    """An item near or past its limit."""
    detail = _("在%(unit)s") % {"unit": item.lead} if item.lead else _("尚未分解")
    chip = _("退回重办") if item.is_returned else str(item.get_stage_display())
    return Line(item.title, _address(item), detail, chip, "red" if item.is_returned else "blue", item.due_on)


def to_recheck(conclusion: Conclusion) -> Line:
    """A rectification whose day comes."""
    task = conclusion.task
    act = Act(_("核查整改"), _task_verb(task, "recheck"), Way.OPEN)
    detail = _("%(unit)s：%(text)s") % {"unit": task.owner, "text": conclusion.rectify[:60]}
    return Line(task.title, _task(task), detail, _("整改"), "amber", conclusion.rectify_until, acts=(act,))


def to_check(task: Task) -> Line:
    """An answer that nobody has checked."""
    act = Act(_("核查"), _task_verb(task, "check"), Way.WRITE, asks=_("核查情况"), asked="finding")
    back = Act(_("退回"), _task_verb(task, "return"), Way.WRITE, asks=_("退回理由"))
    detail = _("%(unit)s已反馈") % {"unit": task.owner}
    return Line(task.title, _task(task), detail, _("待核查"), "red", since=task.reported_at, acts=(act, back))


def to_send(task: Task) -> Line:
    """A task that was divided off and not sent."""
    act = Act(_("交办"), _task_verb(task, "send"))
    detail = _("拟交%(unit)s") % {"unit": task.owner}
    due = timezone.localdate(task.due_at)
    return Line(task.title, _task(task), detail, _("未交办"), "amber", due, acts=(act,))


def to_agree(link: SameQuestion) -> Line:
    """A unit that would answer two requests at once."""
    act = Act(_("同意一并答复"), _task_verb(link.task, "agree"))
    detail = _("拟以 %(number)s 的答复为准") % {"number": link.answered_by.item.number}
    return Line(link.task.title, _task(link.task), detail, _("一并答复"), "blue", acts=(act,))


def _address(item: Item) -> str:
    return reverse("followup:detail", args=[item.pk])


def _verb(item: Item, name: str) -> str:
    return reverse("followup:verb", args=[item.pk, name])


def _task(task: Task) -> str:
    return reverse("followup:task", args=[task.pk])


def _task_verb(task: Task, name: str) -> str:
    return reverse("followup:task_verb", args=[task.pk, name])
