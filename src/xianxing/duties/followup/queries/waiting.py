"""What waits for someone: extensions, objections, rectifications, differing figures, links without consent."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from xianxing.duties.followup.models import (
    Conclusion,
    Extension,
    Item,
    ItemStage,
    Objection,
    Quantity,
    Reading,
    SameQuestion,
    Task,
)
from xianxing.duties.followup.permissions import about_the_unknown, visible_items, visible_tasks
from xianxing.duties.followup.queries.detail import Compared, compare
from xianxing.office.access.models import Account

MOST = 50


def open_conclusion(task: Task) -> Conclusion | None:
    """Return the latest conclusion about a task to which nobody has objected."""
    return task.conclusions.filter(objection__isnull=True, revoked_at=None).order_by("-id").first()


def open_objection(task: Task) -> Objection | None:
    """Return the objection about a task that waits for a decision."""
    found = Objection.objects.filter(conclusion__task=task, decided_at__isnull=True)
    return found.select_related("conclusion__task").first()


def open_rectification(task: Task) -> Conclusion | None:
    """Return the conclusion about a task whose rectification was not found done yet."""
    found = task.conclusions.exclude(rectify="").filter(revoked_at=None)
    return found.exclude(rechecks__is_done=True).order_by("id").first()


def differing_quantities(account: Account, *, item: Item | None = None) -> tuple[Compared, ...]:
    """Return the quantities on which units differ and nobody has decided since, the latest first."""
    found = Quantity.objects.filter(item__ended_at__isnull=True).exclude(about_the_unknown(account, "item__"))
    if item is not None:
        found = found.filter(item=item)
    current = Reading.objects.filter(is_current=True).select_related("organ")
    found = found.filter(readings__is_current=True).distinct().select_related("item")
    found = found.prefetch_related(Prefetch("readings", current), "settlements__reading")
    compared = (compare(quantity) for quantity in found.order_by("-id")[: 4 * MOST])
    return tuple(each for each in compared if each.differs or each.is_returned)[:MOST]


def proposals(account: Account) -> QuerySet[Item]:
    """Return the items that wait for approval, the first proposed first."""
    found = visible_items(account).filter(stage=ItemStage.PROPOSED, ended_at__isnull=True)
    return found.select_related("leader").order_by("id")[:MOST]


def pending_extensions(account: Account) -> QuerySet[Extension]:
    """Return the extensions that wait for the head."""
    found = Extension.objects.filter(decided_at__isnull=True, task__in=visible_tasks(account))
    return found.select_related("task__item", "task__owner").order_by("asked_at")[:MOST]


def pending_objections(account: Account) -> QuerySet[Objection]:
    """Return the objections that wait for a decision, the nearest limit first."""
    found = Objection.objects.filter(decided_at__isnull=True, conclusion__task__in=visible_tasks(account))
    return found.select_related("conclusion__task__owner").order_by("decide_until", "id")[:MOST]


def links_to_agree(account: Account) -> QuerySet[SameQuestion]:
    """Return the links that wait for the consent of this account, who asked."""
    found = SameQuestion.objects.filter(agreed_at__isnull=True, task__item__handler=account)
    found = found.filter(task__in=visible_tasks(account))
    return found.select_related("task__item", "answered_by__item").order_by("id")[:MOST]


def tasks_to_check(account: Account) -> QuerySet[Task]:
    """Return the answers that nobody has checked, of this account's items, the first answered first."""
    found = visible_tasks(account).filter(stage=ItemStage.REPORTED, item__handler=account)
    return found.select_related("item", "owner").order_by("reported_at", "id")[:MOST]


def tasks_to_send(account: Account) -> QuerySet[Task]:
    """Return the tasks of this account's items that were not sent yet."""
    found = visible_tasks(account).filter(stage=ItemStage.OPENED, item__handler=account)
    found = found.exclude(item__stage=ItemStage.PROPOSED)
    return found.select_related("item", "owner").order_by("id")[:MOST]


def items_at_risk(account: Account, until: date) -> QuerySet[Item]:
    """Return the open items that are due up to a day, the nearest first."""
    return _at_risk(account, until)[:MOST]


def given_at_risk(account: Account, until: date) -> QuerySet[Item]:
    """Return the open items that a leader gave and that are due up to a day, the nearest first."""
    return _at_risk(account, until).filter(leader_id=account.person_id or 0)[:MOST]


def to_rectify(account: Account, until: date) -> QuerySet[Conclusion]:
    """Return the rectifications due up to a day that nobody has found done."""
    found = Conclusion.objects.filter(rectify_until__lte=until, revoked_at=None).exclude(
        rechecks__is_done=True
    )
    found = found.filter(task__in=visible_tasks(account))
    return found.select_related("task__owner", "task__item").order_by("rectify_until", "id")[:MOST]


def _at_risk(account: Account, until: date) -> QuerySet[Item]:
    found = visible_items(account).filter(ended_at__isnull=True, due_on__lte=until)
    return found.exclude(stage=ItemStage.PROPOSED).select_related("lead").order_by("due_on", "id")
