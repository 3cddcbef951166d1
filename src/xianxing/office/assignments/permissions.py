"""Who sees an assignment: the office, and the units that have it. No other unit, ever."""

from django.db.models import Exists, OuterRef, Q

from xianxing.office.access.models import Account, Role
from xianxing.office.access.predicates import Predicate, predicate
from xianxing.office.access.roles import account_roles, is_office_member, is_unit_contact
from xianxing.office.assignments.models import Assignment
from xianxing.office.duty import knowledge


def units_of(account: Account) -> frozenset[int]:
    """Return the ids of the units whose contact the account is."""
    return frozenset(organ_id for role, organ_id in account_roles(account) if role == Role.UNIT)


def about_the_unknown(account: Account) -> Q:
    """Return the condition of work about an object that the account may not know of, as its duty says."""
    hidden = Q(pk__in=[])
    for object_type, ids in knowledge().items():
        # Asked for one object at a time: an IN would list every object the account knows of.
        known = Exists(ids(account).filter(pk=OuterRef("object_id")))
        hidden |= Q(object_type=object_type) & ~Q(known)
    return hidden


def _may_know(account: Account, obj: Assignment) -> bool:
    return not Assignment.objects.filter(about_the_unknown(account), pk=obj.pk).exists()


may_see_tasks = Predicate("may_see_tasks", (is_unit_contact | is_office_member).test)
"""The page of tasks: contacts of units see their own, the office what it sent."""

may_direct_assignment = Predicate("may_direct_assignment", is_office_member.test)
"""Members of the office remind, return, accept, withdraw and answer objections."""


@predicate
def may_see_assignment(account: Account, obj: Assignment) -> bool:
    """Members of the office, and contacts of the unit that owns it or helps with it."""
    part = (
        is_office_member(account) or may_answer_assignment(account, obj) or may_help_assignment(account, obj)
    )
    return part and _may_know(account, obj)


@predicate
def may_answer_assignment(account: Account, obj: Assignment) -> bool:
    """Contacts of the unit that owns it sign for it, report and object."""
    return obj.owner_id in units_of(account)


@predicate
def may_help_assignment(account: Account, obj: Assignment) -> bool:
    """Contacts of a helping unit give their opinion."""
    units = units_of(account)
    return bool(units) and any(organ.pk in units for organ in obj.helpers.all())


@predicate
def may_act_on_assignment(account: Account, obj: Assignment) -> bool:
    """Whoever may do anything with it at all."""
    return may_see_assignment(account, obj)
