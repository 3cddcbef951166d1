"""Who may see and do what with items and tasks.

An item about something that an account may not know of (an accusation, above all) is as if it were not there, for the
accused unit as for everyone else: the duty that holds the source says who may know (信访工作条例 30).
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from xianxing.duties.followup.models import Conclusion, Item, Task
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate, predicate
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_unit_contact
from xianxing.office.assignments.permissions import units_of
from xianxing.office.duty import knowledge

ITEM_TYPE = "followup.item"
TASK_TYPE = "followup.task"


def about_the_unknown(account: Account, prefix: str = "") -> Q:
    """Return the condition of items whose source the account may not know of; ``prefix`` leads to the item."""
    hidden = Q(pk__in=[])
    for kind, ids in knowledge().items():
        if not kind.startswith("followup."):
            # Asked for one source at a time: an IN would list every object that the account knows of.
            known = Exists(ids(account).filter(pk=OuterRef(f"{prefix}source_id")))
            hidden |= Q(**{f"{prefix}source_type": kind}) & ~Q(known)
    return hidden


def visible_items(account: Account) -> QuerySet[Item]:
    """Return the items that an account may see: the office and the leaders all but what they may not know of."""
    if is_office_member(account) or is_leader(account):
        return Item.objects.exclude(about_the_unknown(account))
    return Item.objects.none()


def visible_tasks(account: Account) -> QuerySet[Task]:
    """Return the tasks that an account may see: a unit only those that were sent to it or that it helps with."""
    known = Task.objects.exclude(about_the_unknown(account, "item__"))
    if is_office_member(account) or is_leader(account):
        return known
    units = units_of(account)
    if not units:
        return Task.objects.none()
    helped = Task.helpers.through.objects.filter(organ_id__in=units).values("task_id")
    return known.filter(Q(owner_id__in=units) | Q(pk__in=helped), assignment__isnull=False)


def own_tasks(account: Account) -> QuerySet[Task]:
    """Return the tasks that the units of an account have to answer."""
    return visible_tasks(account).filter(owner_id__in=units_of(account), assignment__isnull=False)


def known_task_ids(account: Account) -> QuerySet[Task, Any]:
    """Return the ids of tasks whose work an account may know of, for the pages of assignments."""
    return Task.objects.exclude(about_the_unknown(account, "item__")).values("pk")


@predicate
def may_list_items(account: Account, _obj: Any) -> bool:
    """Office members and leaders have the list of items."""
    return is_office_member(account) or is_leader(account)


@predicate
def may_list_own_tasks(account: Account, _obj: Any) -> bool:
    """Contacts of units have the page of what they were asked."""
    return is_unit_contact(account)


@predicate
def may_see_item(account: Account, item: Item) -> bool:
    """Whether the account may open this item."""
    return may_list_items(account) and visible_items(account).filter(pk=item.pk).exists()


@predicate
def may_see_task(account: Account, task: Task) -> bool:
    """Whether the account may open this task."""
    return visible_tasks(account).filter(pk=task.pk).exists()


@predicate
def may_open_items(account: Account, _obj: Any) -> bool:
    """Office members write down what was decided."""
    return is_office_member(account)


@predicate
def may_work_on_item(account: Account, item: Item) -> bool:
    """Office members who may see it work on it."""
    return is_office_member(account) and may_see_item(account, item)


@predicate
def may_approve_item(account: Account, item: Item) -> bool:
    """The head of the office approves proposals, extensions and closings, and chooses between figures."""
    return is_head(account) and may_see_item(account, item)


@predicate
def may_work_on_task(account: Account, task: Task) -> bool:
    """Office members send, check, return and link tasks that they may see."""
    return is_office_member(account) and may_see_task(account, task)


@predicate
def may_approve_task(account: Account, task: Task) -> bool:
    """The head of the office decides on extensions and objections of tasks."""
    return is_head(account) and may_see_task(account, task)


@predicate
def may_answer_task(account: Account, task: Task) -> bool:
    """Contacts of the unit that owns a task sign for it, write on it and answer it."""
    return own_tasks(account).filter(pk=task.pk).exists()


@predicate
def may_link_task(account: Account, task: Task) -> bool:
    """The office and the unit itself say that two requests ask the same."""
    return may_work_on_task(account, task) or may_answer_task(account, task)


@predicate
def may_decide_objection(account: Account, conclusion: Conclusion) -> bool:
    """The head decides, unless he took part in the conclusion (政府督查工作条例 17)."""
    took_part = conclusion.authors.filter(pk=account.pk).exists()
    return is_office_member(account) and may_see_task(account, conclusion.task) and not took_part


may_change_scale = Predicate("may_change_scale", is_head.test)
"""The head of the office sets lamps, ladder and frequency."""

may_read_reports = Predicate("may_read_reports", (is_office_member | is_leader).test)
"""Office members and leaders read the reports, which name units and no persons."""


def audience(item: Item) -> tuple[str, ...]:
    """Return the search tokens of those who may find an item; one about a hidden source is for its knowers alone."""
    return ("head", "office") if item.source_type else ("office", "leader")
