"""Short wordings of days and moments. No localisation machinery: a list of fifty rows stays cheap."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def local(value: datetime) -> datetime:
    """Return the moment in the office's time zone."""
    return value.astimezone(timezone.get_current_timezone())


def local_date(value: date) -> date:
    """Return the day of a day or of a moment in the office's time zone."""
    return local(value).date() if isinstance(value, datetime) else value


def numbers_of_day(day: date, today: date) -> str:
    """Return ``11-24``, or ``2025-11-24`` when the year is another one."""
    month_and_day = f"{day.month:02}-{day.day:02}"
    return month_and_day if day.year == today.year else f"{day.year}-{month_and_day}"


def day_words(value: date, now: datetime) -> str:
    """Return 今天, 明天, 昨天, ``11-24`` or ``2025-11-24``."""
    day, today = local_date(value), local(now).date()
    difference = (day - today).days
    if difference == 0:
        return _("今天")
    if difference == 1:
        return _("明天")
    if difference == -1:
        return _("昨天")
    return numbers_of_day(day, today)


def clock_words(value: datetime) -> str:
    """Return ``09:05``."""
    moment = local(value)
    return f"{moment.hour:02}:{moment.minute:02}"


def moment_words(value: date, now: datetime) -> str:
    """Return ``11-22 23:41``, with the year when it is another one; a bare day has no clock."""
    numbers = numbers_of_day(local_date(value), local(now).date())
    return f"{numbers} {clock_words(value)}" if isinstance(value, datetime) else numbers


def due_words(value: date, now: datetime) -> str:
    """Return ``今天 17:00`` or ``11-25 14:30``; a bare day has no clock."""
    words = day_words(value, now)
    return f"{words} {clock_words(value)}" if isinstance(value, datetime) else words


def left_words(value: date, now: datetime) -> str:
    """Return what is left until the moment (余 3 时) or how far it is past (逾期 2 天)."""
    if not isinstance(value, datetime):
        return _days_left((value - local(now).date()).days)
    seconds = int((value - now).total_seconds())
    amount = _amount(abs(seconds))
    return (
        _("余 %(amount)s") % {"amount": amount} if seconds >= 0 else _("逾期 %(amount)s") % {"amount": amount}
    )


def _days_left(days: int) -> str:
    if days == 0:
        return _("今天到期")
    amount = _("%(n)s 天") % {"n": abs(days)}
    return _("余 %(amount)s") % {"amount": amount} if days > 0 else _("逾期 %(amount)s") % {"amount": amount}


def _amount(seconds: int) -> str:
    if seconds >= DAY:
        return _("%(n)s 天") % {"n": seconds // DAY}
    if seconds >= HOUR:
        return _("%(n)s 时") % {"n": seconds // HOUR}
    return _("%(n)s 分") % {"n": seconds // MINUTE}


def ago_words(value: datetime, now: datetime) -> str:
    """Return 刚刚, 5 分钟前, 3 小时前, 2 天前, and the day once a week has passed (or when it is ahead)."""
    passed = now - value
    if passed < timedelta(0) or passed >= timedelta(days=7):
        return moment_words(value, now)
    seconds = int(passed.total_seconds())
    if seconds < MINUTE:
        return _("刚刚")
    if seconds < HOUR:
        return _("%(n)s 分钟前") % {"n": seconds // MINUTE}
    if seconds < DAY:
        return _("%(n)s 小时前") % {"n": seconds // HOUR}
    return _("%(n)s 天前") % {"n": seconds // DAY}
