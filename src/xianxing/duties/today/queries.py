"""The first page of an account: what every duty has for it, with lamps lit and figures set beside their trends."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from xianxing.duties.today.engine import Lamp, light, spark_path
from xianxing.duties.today.models import FigurePoint, LampScale
from xianxing.engines.workclock import Calendar, working_days_between
from xianxing.office.access.models import Account
from xianxing.office.calendars.queries import calendar
from xianxing.office.duty import Figure, Heading, Line, Section, Virtue, manifests, resolve
from xianxing.office.notices.models import Notice

TREND_DAYS = 70
NOTICES = 6


@dataclass(frozen=True, slots=True)
class LitLine:
    """A line with its lamp: red, amber, or none."""

    line: Line
    lamp: str


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of the page, of all duties."""

    heading: Heading
    title: str
    lines: tuple[LitLine, ...]
    more_url: str
    none: str

    @property
    def is_main(self) -> bool:
        """Whether its buttons stand out: only what this very account is waited for."""
        return self.heading in {Heading.DECIDE, Heading.MINE}


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure with the line of its last weeks and the value at the beginning of that line."""

    figure: Figure
    path: str
    first: float | None


@dataclass(frozen=True, slots=True)
class VirtueCard:
    """One of the four pairs of characters with its figures."""

    virtue: Virtue
    trends: tuple[Trend, ...]


def page_parts(account: Account, now: datetime) -> tuple[Part, ...]:
    """Return what stands on an account's page, heading by heading; headings without a section are left out."""
    scale = LampScale.objects.first() or LampScale()
    lamps = Lamps(calendar(), timezone.localdate(now), scale)
    sections: dict[Heading, list[Section]] = defaultdict(list)
    for manifest in manifests():
        if manifest.today:
            for section in resolve(manifest.today)(account, now):
                sections[section.heading].append(section)
    return tuple(_part(heading, sections[heading], lamps) for heading in Heading if sections[heading])


@dataclass(frozen=True, slots=True)
class Lamps:
    """Lights lamps on a day by the office's scale."""

    days: Calendar
    today: date
    scale: LampScale

    def of(self, line: Line) -> str:
        """Return the lamp of a line, empty where there is no limit or time enough."""
        if line.due is None:
            return ""
        due = timezone.localdate(line.due) if isinstance(line.due, datetime) else line.due
        left = min(working_days_between(self.today, due, calendar=self.days), (due - self.today).days)
        lamp = light(left, amber_days=self.scale.amber_days, red_days=self.scale.red_days)
        return "" if lamp == Lamp.GREEN else lamp.value


def _part(heading: Heading, sections: list[Section], lamps: Lamps) -> Part:
    lines = [LitLine(line, lamps.of(line)) for section in sections for line in section.lines]
    if heading == Heading.RISK:
        lines = sorted((each for each in lines if each.lamp), key=lambda each: _due_day(each.line))
    first = sections[0]
    return Part(heading, str(first.title), tuple(lines), first.more_url, str(first.none))


def _due_day(line: Line) -> date:
    if isinstance(line.due, datetime):
        return timezone.localdate(line.due)
    return line.due or date.max


def all_figures(account: Account, today: date) -> tuple[Figure, ...]:
    """Return the figures of every duty that stand under one of the eight characters."""
    found: list[Figure] = []
    for manifest in manifests():
        if manifest.figures:
            found += [figure for figure in resolve(manifest.figures)(account, today) if figure.virtue]
    return tuple(found)


def virtue_cards(account: Account, today: date) -> tuple[VirtueCard, ...]:
    """Return the four cards with what the figures are today and how they went in the last weeks."""
    figures = all_figures(account, today)
    points = _points([figure.name for figure in figures], today)
    return tuple(
        VirtueCard(
            virtue,
            tuple(_trend(figure, points[figure.name]) for figure in figures if figure.virtue == virtue),
        )
        for virtue in Virtue
    )


def _points(names: Iterable[str], today: date) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    kept = FigurePoint.objects.filter(
        name__in=list(names), on__gt=today - timedelta(days=TREND_DAYS), on__lt=today
    )
    for name, value in kept.order_by("on").values_list("name", "value"):
        found[name].append(value)
    return found


def _trend(figure: Figure, points: list[float]) -> Trend:
    values = points if figure.value is None else [*points, figure.value]
    return Trend(figure, spark_path(values), values[0] if len(values) > 1 else None)


def waiting_notices(account: Account) -> list[Notice]:
    """Return the latest unread notices of an account."""
    unread = Notice.objects.filter(account=account, read_at__isnull=True)
    return list(unread.order_by("-updated_at", "-pk")[:NOTICES])
