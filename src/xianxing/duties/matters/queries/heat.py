"""The hot issues: ranked by how many different people complain, by place, and one issue with its members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from xianxing.duties.matters.models import Issue, IssueMember, LinkRelation, Matter
from xianxing.duties.matters.permissions import visible_matters
from xianxing.office.access.models import Account

PAGE_SIZE = 50
MEMBER_LIMIT = 300
PLACE_LIMIT = 100
TREND_WEEKS = 12


@dataclass(frozen=True, slots=True)
class HeatFilter:
    """Which issues the list shows; ``since`` and ``until`` are days on which something still came in."""

    relation: LinkRelation = LinkRelation.SAME_MATTER
    topic: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RankedIssue:
    """One line of the list: its rank (from 1) and how many messages came in each of its last weeks."""

    rank: int
    issue: Issue
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeatPage:
    """One page of the list; ``hottest`` is the most complainants of any issue of the filter."""

    rows: tuple[RankedIssue, ...]
    hottest: int
    after: str


@dataclass(frozen=True, slots=True)
class PlaceHeat:
    """How many people complain of a place, and how often."""

    place: str
    complainants: int
    messages: int
    open_matters: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class IssueDetail:
    """An issue with those of its members that the account may see, oldest first."""

    issue: Issue
    members: tuple[Matter, ...]
    unseen: int
    weeks: tuple[int, ...]


def hot_issues(wanted: HeatFilter, *, after: str = "") -> HeatPage:
    """Return one page of the hot issues, the most different complainants first; they name no one.

    Raises:
        ValueError: ``after`` is not a mark that an earlier page gave.
    """
    found = filtered_issues(wanted)
    hottest = found.values_list("complainants", flat=True).first() or 0
    rank = 0
    if after:
        complainants, key, rank = _read_mark(after)
        found = found.filter(Q(complainants__lt=complainants) | Q(complainants=complainants, id__lt=key))
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    weeks = weekly_counts(shown)
    ranked = tuple(
        RankedIssue(rank + place, issue, weeks[issue.pk]) for place, issue in enumerate(shown, start=1)
    )
    mark = f"{shown[-1].complainants}|{shown[-1].pk}|{rank + len(shown)}" if len(rows) > PAGE_SIZE else ""
    return HeatPage(ranked, hottest, mark)


def filtered_issues(wanted: HeatFilter) -> QuerySet[Issue]:
    """Return the issues of a filter, the hottest first."""
    found = Issue.objects.filter(relation=wanted.relation)
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    if wanted.place:
        found = found.filter(Q(place__contains=wanted.place) | Q(title__contains=wanted.place))
    if wanted.since:
        found = found.filter(last_at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(first_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found.order_by("-complainants", "-id")


def issue_topics() -> list[str]:
    """Return the topics of the present issues, in order."""
    return sorted(set(Issue.objects.exclude(topic="").values_list("topic", flat=True)))


def computed_at() -> datetime | None:
    """Return when the issues were last rebuilt."""
    latest = Issue.objects.aggregate(at=Max("computed_at"))["at"]
    return latest if isinstance(latest, datetime) else None


def issue_detail(account: Account, issue: Issue) -> IssueDetail:
    """Return what the page of an issue shows to an account, in a fixed number of queries."""
    seen = visible_matters(account).filter(issue_members__issue=issue, is_restricted=False)
    members = tuple(seen.select_related("lead", "merged_into").order_by("received_at", "id")[:MEMBER_LIMIT])
    unseen = max(0, issue.messages_count - len(members))
    return IssueDetail(issue, members, unseen, weekly_counts([issue])[issue.pk])


def visible_members(account: Account, issue: Issue, ids: Sequence[int]) -> list[Matter]:
    """Return those of the ids that are members of the issue and that the account may see, oldest first."""
    seen = visible_matters(account).filter(issue_members__issue=issue, pk__in=ids)
    return list(seen.select_related("entry", "lead").order_by("received_at", "id"))


def weekly_counts(issues: Sequence[Issue]) -> Mapping[int, tuple[int, ...]]:
    """Return for each issue how many messages came in each of the twelve weeks up to its last, in one query."""
    counts = {issue.pk: [0] * TREND_WEEKS for issue in issues}
    last = {issue.pk: issue.last_at for issue in issues}
    rows = IssueMember.objects.filter(issue__in=counts.keys(), matter__is_restricted=False)
    for issue_id, at in rows.values_list("issue_id", "matter__received_at"):
        week = (last[issue_id] - at).days // 7
        if 0 <= week < TREND_WEEKS:
            counts[issue_id][TREND_WEEKS - 1 - week] += 1
    return {issue_id: tuple(found) for issue_id, found in counts.items()}


def heat_by_place(since: date, until: date, *, topic: str = "") -> tuple[PlaceHeat, ...]:
    """Return the places that most different people wrote about between two days, in one query.

    A message without a name counts as one more person. Restricted matters are left out.
    """
    named = Q(entry__sender_key__gt="")
    found = Matter.objects.filter(
        is_restricted=False,
        place__gt="",
        received_at__gte=_midnight(since),
        received_at__lt=_midnight(until + timedelta(days=1)),
    )
    if topic:
        found = found.filter(topic=topic)
    rows = found.values("place").annotate(
        people=Count("entry__sender_key", distinct=True, filter=named) + Count("id", filter=~named),
        messages=Count("id"),
        open_matters=Count("id", filter=Q(ended_at__isnull=True)),
        first_at=Min("received_at"),
        last_at=Max("received_at"),
    )
    return tuple(
        PlaceHeat(
            row["place"],
            row["people"],
            row["messages"],
            row["open_matters"],
            row["first_at"],
            row["last_at"],
        )
        for row in rows.order_by("-people", "-messages", "place")[:PLACE_LIMIT]
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware here


def _read_mark(after: str) -> tuple[int, int, int]:
    parts = after.split("|")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"{after!r}")
    complainants, key, rank = (int(part) for part in parts)
    return complainants, key, rank
