"""Build the demo office in an empty database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from xianxing.office.access.actions import close_account, one_time_password
from xianxing.office.authority.actions import seed_rules
from xianxing.office.calendars.actions import seed as seed_calendars
from xianxing.office.duty import DemoOffice, Story, manifests, resolve
from xianxing.office.jobs.timers import fire_due
from xianxing.office.ledger.actions import SYSTEM, writing
from xianxing.office.notices.models import Notice
from xianxing.office.people.leaving import leave
from xianxing.site.demo.directory import Directory, build_directory
from xianxing.site.demo.telling import Telling

DAYS = 60
SWEEPS = (time(9, 1), time(18, 1), time(23, 59, 30))
READING = time(18, 5)
RETIRED_DAYS_AGO = 33
LEFT_DAYS_AGO = 18
NOTICE_DAYS = 4

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """The accounts of the demo office with what they are, and the one password they all have."""

    accounts: list[tuple[str, str]]
    password: str


def build_demo(now: datetime, seed: int, report: Report) -> Demo:
    """Build the invented city and its last sixty days in an empty database; call it in no transaction.

    The same seed and moment give the same office; only the password is drawn anew.
    """
    password = one_time_password()
    rng = Random(seed)  # noqa: S311 - stories, not secrets
    founded = timezone.make_aware(datetime.combine(timezone.localdate(now) - timedelta(days=DAYS), time(8)))
    with writing():
        seed_calendars(actor=SYSTEM, now=founded)
        seed_rules(actor=SYSTEM, now=founded)
    report("建立单位、人员和账号")
    built = build_directory(now=founded, rng=rng, password=password)
    office = DemoOffice(now=now, random=rng, accounts=built.accounts, organs=built.organs)
    report(f"补写最近 {DAYS} 天的办理经过")
    stories = [*_told_by_duties(office), *_house_stories(built, founded, now)]
    steps = Telling(stories).tell_until(now)
    report(f"共 {steps} 步；演示数据纯属虚构，演示账号共用一个口令，请勿用于正式办公")
    return Demo(_listed(built), password)


def _listed(built: Directory) -> list[tuple[str, str]]:
    """Return the live accounts, the head first: that is the one to try."""
    live = [(name, title) for name, title in built.titles.items() if built.accounts[name].is_active]
    return sorted(live, key=lambda account: account[0] != "zhuren")


def _told_by_duties(office: DemoOffice) -> Iterator[Story]:
    for manifest in manifests():
        if manifest.demo:
            told: Iterable[Story] = resolve(manifest.demo)(office)
            yield from told


def _house_stories(built: Directory, founded: datetime, now: datetime) -> Iterator[Story]:
    days = [timezone.localdate(founded) + timedelta(days=day) for day in range(DAYS + 1)]
    yield _sweep(days)
    yield _read_notices(days[:-NOTICE_DAYS])
    yield _retire(built, now)
    yield _hand_over(built, now)


def _sweep(days: list[date]) -> Story:
    """Let the timers of the past fire when they were due."""
    for day in days:
        for clock in SWEEPS:
            at = yield timezone.make_aware(datetime.combine(day, clock))
            fire_due(now=at)


def _read_notices(days: list[date]) -> Story:
    """Everyone has read the notices of past days; those of the last few wait."""
    for day in days:
        at = yield timezone.make_aware(datetime.combine(day, READING))
        Notice.objects.filter(read_at__isnull=True).update(read_at=at)


def _retire(built: Directory, now: datetime) -> Story:
    at = yield now - timedelta(days=RETIRED_DAYS_AGO)
    person = built.people["审计局副局长"]
    leave(actor=built.accounts["zhuren"], person=person, on=timezone.localdate(at), now=at)


def _hand_over(built: Directory, now: datetime) -> Story:
    """A clerk goes to another post; what was in hand goes to a colleague, and the account is closed."""
    at = yield now - timedelta(days=LEFT_DAYS_AGO)
    leaver, successor = built.accounts["keyuan5"], built.accounts["keyuan2"]
    leave(
        actor=built.accounts["zhuren"],
        person=built.people["信访科科员"],
        on=timezone.localdate(at),
        successor=successor.person,
        now=at,
    )
    close_account(actor=built.accounts["secadmin"], account=leaver, reason="调离", now=at)
