"""The first words of the page: the time of day, the date, and whether the office works."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.engines.workclock import DayKind
from xianxing.office.access.models import Account
from xianxing.office.access.roles import (
    is_audit_officer,
    is_security_officer,
    is_system_officer,
)
from xianxing.office.calendars.queries import calendar


@dataclass(frozen=True, slots=True)
class Greeting:
    """What stands at the top."""

    words: str
    day: str
    kind: str
    is_working: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A page of an officer, with what it is for."""

    title: str
    detail: str
    url_name: str
    icon: str


def greet(account: Account, now: datetime) -> Greeting:
    """Return the greeting of a moment."""
    local = timezone.localtime(now)
    days = calendar()
    kind = days.kind(local.date())
    weekday = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))
    day = _("%(month)d月%(day)d日 %(weekday)s") % {
        "month": local.month,
        "day": local.day,
        "weekday": weekday[local.weekday()],
    }
    words = _("%(time)s，%(name)s") % {"time": _time_of_day(local.hour), "name": account.actor_name}
    return Greeting(words, day, _kind_words(kind), days.is_working(local.date()))


def doors(account: Account) -> tuple[Door, ...]:
    """Return the pages of an officer; empty for everyone else."""
    found: list[Door] = []
    if is_system_officer(account):
        found.append(Door(_("后台任务"), _("失败的任务和定时，可以再试一次"), "jobs:list", "settings"))
        found.append(Door(_("工作日历"), _("录入放假安排，时限随之重算"), "calendars:current", "calendar"))
    if is_security_officer(account):
        found.append(Door(_("账号与角色"), _("开立、停用账号，授予和收回角色"), "access:accounts", "shield"))
    if is_audit_officer(account):
        found.append(Door(_("审计台账"), _("谁在什么时候做了什么，链条是否完整"), "access:audit", "book"))
    if found:
        found.append(Door(_("通讯录"), _("单位、职务和人员"), "people:directory", "users"))
    return tuple(found)


def _time_of_day(hour: int) -> str:
    if hour < 6:
        return _("夜深了")
    if hour < 11:
        return _("早上好")
    if hour < 13:
        return _("中午好")
    return _("下午好") if hour < 18 else _("晚上好")


def _kind_words(kind: DayKind) -> str:
    return {
        DayKind.WORKING: _("工作日"),
        DayKind.MAKE_UP: _("调休上班"),
        DayKind.WEEKEND: _("休息日"),
        DayKind.ADJUSTED_REST: _("调休"),
        DayKind.STATUTORY_HOLIDAY: _("法定节假日"),
    }[kind]
