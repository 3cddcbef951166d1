"""The standing cast: one account for every kind of user, so that a permission test is one line."""

from dataclasses import dataclass, fields
from datetime import date

from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post

SINCE = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone who may knock at a page."""

    head: Account
    """主任: heads the office."""
    clerk: Account
    """科员: works in the office."""
    leader: Account
    """领导: reads and decides."""
    unit: Account
    """外单位: answers for the unit that has the work."""
    stranger: Account
    """Another unit, which must see nothing."""
    system: Account
    security: Account
    audit: Account
    office: Organ
    unit_organ: Organ
    stranger_organ: Organ

    def accounts(self) -> dict[str, Account]:
        """Return the accounts by their part."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, Account)}


def make_organ(name: str, *, is_office: bool = False, order_number: int = 100) -> Organ:
    """Return a new organ."""
    kind = OrganKind.GOVERNMENT if is_office else OrganKind.DEPARTMENT
    return Organ.objects.create(
        name=f"平安市{name}", short_name=name, kind=kind, is_office=is_office, order_number=order_number
    )


def make_account(username: str, name: str, organ: Organ, role: Role, *, is_head: bool = False) -> Account:
    """Return a new account with a person, a post and a role in the organ; password ``pass-word-1``."""
    person = Person.objects.create(name=name, staff_code=username)
    post = Post.objects.create(organ=organ, title=f"{name}的职务", is_head=is_head)
    Appointment.objects.create(person=person, post=post, starts_on=SINCE)
    account = Account(username=username, person=person, must_change_password=False)
    account.set_password("pass-word-1")
    account.save()
    Grant.objects.create(account=account, role=role, organ=organ, starts_on=SINCE)
    return account


def gather_cast() -> Cast:
    """Create the cast and return it."""
    office = make_organ("办公室", is_office=True, order_number=1)
    unit_organ = make_organ("住建局", order_number=20)
    stranger_organ = make_organ("水利局", order_number=30)
    return Cast(
        head=make_account("head", "周主任", office, Role.HEAD, is_head=True),
        clerk=make_account("clerk", "林科员", office, Role.STAFF),
        leader=make_account("leader", "郑市长", office, Role.LEADER),
        unit=make_account("unit", "吴联络", unit_organ, Role.UNIT, is_head=True),
        stranger=make_account("stranger", "何联络", stranger_organ, Role.UNIT),
        system=make_account("system", "系统员", office, Role.SYSTEM_OFFICER),
        security=make_account("security", "保密员", office, Role.SECURITY_OFFICER),
        audit=make_account("audit", "审计员", office, Role.AUDIT_OFFICER),
        office=office,
        unit_organ=unit_organ,
        stranger_organ=stranger_organ,
    )
