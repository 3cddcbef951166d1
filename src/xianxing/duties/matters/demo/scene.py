"""The office in which the stories play: its accounts, units, clauses and hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from xianxing.duties.matters.demo.hours import Hours
from xianxing.duties.matters.models import Matter
from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.authority.models import Clause
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import DemoOffice
from xianxing.office.people.models import Organ

CLERKS = ("keyuan1", "keyuan2", "keyuan3", "keyuan4")
BASIS = {
    "suggestion": ("信访工作条例#29", "信访工作条例#32"),
    "appeal": ("信访工作条例#31", "信访工作条例#32"),
}
USUAL_BASIS = ("信访工作条例#32",)


@dataclass(frozen=True, slots=True)
class Scene:
    """What every story needs."""

    now: datetime
    hours: Hours
    head: Account
    leader: Account
    accounts: Mapping[str, Any]
    organs: Mapping[str, Any]
    contacts: Mapping[int, Account]
    clauses: Mapping[str, Clause]

    def unit(self, short_name: str) -> Organ:
        """Return a unit by its short name."""
        unit: Organ = self.organs[short_name]
        return unit

    def contact(self, organ: Organ) -> Account:
        """Return who answers for a unit."""
        return self.contacts[organ.pk]

    def clerk(self, rng: Random) -> Account:
        """Return one of the clerks."""
        clerk: Account = self.accounts[rng.choice(CLERKS)]
        return clerk

    def handler(self, matter: Matter) -> Account:
        """Return who has a matter in hand now; it may have gone to another since the story began."""
        return matter.handler or self.head

    def basis(self, matter: Matter) -> tuple[Clause, ...]:
        """Return the clauses that a reply about this kind of matter rests on."""
        return tuple(self.clauses[key] for key in BASIS.get(matter.kind, USUAL_BASIS))


def set_scene(office: DemoOffice) -> Scene:
    """Return the scene of a demo office."""
    grants = Grant.objects.filter(role=Role.UNIT).select_related("account__person")
    keys = {key for group in (*BASIS.values(), USUAL_BASIS) for key in group}
    return Scene(
        now=office.now,
        hours=Hours(calendar()),
        head=office.accounts["zhuren"],
        leader=office.accounts["fushizhang"],
        accounts=office.accounts,
        organs=office.organs,
        contacts={grant.organ_id: grant.account for grant in grants},
        clauses={
            clause.key: clause for clause in Clause.objects.filter(key__in=keys).select_related("instrument")
        },
    )
