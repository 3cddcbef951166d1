"""Put the groups that were found in the place of the old issues. Light: no engine is loaded here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from xianxing.duties.matters.actions.members import fill_issue, piece_of
from xianxing.duties.matters.actions.renewing import arm
from xianxing.duties.matters.grouped import (
    MEMORY_DAYS,
    Piece,
    Proposed,
    bring_together,
    heat,
    is_wider,
    keep_names,
    take_apart,
    without,
)
from xianxing.duties.matters.models import (
    Issue,
    IssueExclusion,
    IssueMember,
    Link,
    LinkRelation,
    LinkState,
    Matter,
)
from xianxing.office.ledger.actions import writing
from xianxing.office.notices.actions import touch

LEAST_COMPLAINANTS = 2
LEAST_PLACES = 2
MOST_ISSUES = 500
AT_ONCE = 500
COMPUTED = (
    "title",
    "topic",
    "place",
    "places_count",
    "complainants",
    "messages_count",
    "first_at",
    "last_at",
    "computed_at",
)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of more than one matter that the engine found, at both levels."""

    same_matter: tuple[Proposed, ...]
    same_problem: tuple[Proposed, ...]


def place_groups(grouped: Grouped, *, now: datetime) -> None:
    """Renew the hot issues.

    The same matter (one place) and the same problem (many places) are two levels of issues; a matter may stand
    in one of each. An issue that goes on keeps its id, so links to it stay good. Matters that became restricted
    since they were grouped are left out in the very transaction that writes.
    """
    joined = _joined(now)
    both = (*grouped.same_matter, *grouped.same_problem)
    pieces = _pieces({*joined, *joined.values(), *(pk for found in both for pk in found.members)})
    same = _decided(grouped.same_matter, pieces, joined)
    home = {member: place for place, found in enumerate(same) for member in found.members}
    wider = [
        found
        for found in _decided(grouped.same_problem, pieces, joined)
        if len(found.places) >= LEAST_PLACES and is_wider(found.members, home)
    ]
    likeness = _likeness(same)
    with writing():
        hidden = _restricted({*home, *(member for found in wider for member in found.members)})
        _renew(LinkRelation.SAME_MATTER, _hottest(same, hidden, pieces), pieces, likeness, now)
        _renew(LinkRelation.SAME_PROBLEM, _hottest(wider, hidden, pieces), pieces, {}, now)
        arm(now=now)
        touch("issues", now)


def _joined(now: datetime) -> dict[int, int]:
    """Return which matters people joined to which."""
    since = now - timedelta(days=MEMORY_DAYS)
    found = Matter.objects.filter(merged_into__isnull=False, is_restricted=False, created_at__gte=since)
    return dict(found.values_list("pk", "merged_into_id"))


def _pieces(ids: AbstractSet[int]) -> dict[int, Piece]:
    found: dict[int, Piece] = {}
    for chunk in _chunks(ids):
        for matter in Matter.objects.filter(pk__in=chunk).select_related("entry"):
            found[matter.pk] = piece_of(matter)
    return found


def _decided(
    proposed: Sequence[Proposed], pieces: Mapping[int, Piece], joined: Mapping[int, int]
) -> list[Proposed]:
    """Return the groups as people decided: joined matters brought together, parted ones taken apart."""
    grouped = {member for found in proposed for member in found.members}
    single = [[pk] for pk in pieces if pk not in grouped]
    together = bring_together([*(list(found.members) for found in proposed), *single], joined)
    by_first = {found.members[0]: found for found in proposed}
    parted = _parted()
    decided = []
    for members in together:
        source = by_first.get(members[0])
        for part in take_apart(members, parted):
            own = source is not None and any(pieces[pk].title == source.title for pk in part)
            title = source.title if source is not None and own else pieces[part[0]].title
            decided.append(Proposed(title, source.places if source else (), tuple(part)))
    return decided


def _parted() -> dict[int, set[int]]:
    parted: dict[int, set[int]] = defaultdict(set)
    for first, second in IssueExclusion.objects.values_list("first_id", "second_id"):
        parted[first].add(second)
        parted[second].add(first)
    return parted


def _likeness(groups: Sequence[Proposed]) -> dict[int, float]:
    """Return for each member how like it is to the member of its group that is most like it."""
    home = {member: place for place, found in enumerate(groups) for member in found.members}
    most: dict[int, float] = {}
    for chunk in _chunks(home):
        links = Link.objects.filter(matter_id__in=chunk).exclude(state=LinkState.REFUSED)
        for one, other, similarity in links.values_list("matter_id", "other_id", "similarity"):
            if home[one] == home.get(other):
                most[one] = max(most.get(one, 0.0), similarity)
                most[other] = max(most.get(other, 0.0), similarity)
    return most


def _restricted(ids: AbstractSet[int]) -> set[int]:
    found: set[int] = set()
    for chunk in _chunks(ids):
        rows = Matter.objects.filter(pk__in=chunk, is_restricted=True)
        found.update(rows.values_list("pk", flat=True))
    return found


def _hottest(
    groups: Sequence[Proposed], hidden: AbstractSet[int], pieces: Mapping[int, Piece]
) -> list[Proposed]:
    shown = [without(found, hidden, pieces) for found in groups]
    ranked = [(heat(found.members, pieces), found) for found in shown if len(found.members) > 1]
    hot = [(count, found) for count, found in ranked if count >= LEAST_COMPLAINANTS]
    hot.sort(key=lambda each: (-each[0], -len(each[1].members), each[1].members))
    return [found for _count, found in hot[:MOST_ISSUES]]


def _chunks(ids: Iterable[int]) -> list[list[int]]:
    ordered = sorted(ids)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def _renew(
    relation: LinkRelation,
    groups: Sequence[Proposed],
    pieces: Mapping[int, Piece],
    likeness: Mapping[int, float],
    now: datetime,
) -> None:
    """Put the groups in the place of the issues of one level; call it inside ``writing()``."""
    old: dict[int, set[int]] = defaultdict(set)
    members = IssueMember.objects.filter(issue__relation=relation)
    for issue_id, matter_id in members.values_list("issue_id", "matter_id"):
        old[issue_id].add(matter_id)
    kept = Issue.objects.in_bulk(old.keys())
    names = keep_names([found.members for found in groups], old)
    issues = [
        _issue(kept[name] if name else Issue(relation=relation), found, pieces, now)
        for name, found in zip(names, groups, strict=True)
    ]
    members.delete()
    Issue.objects.filter(relation=relation).exclude(pk__in=[name for name in names if name]).delete()
    Issue.objects.bulk_update([issue for issue in issues if issue.pk], COMPUTED, batch_size=100)
    Issue.objects.bulk_create([issue for issue in issues if not issue.pk], batch_size=100)
    IssueMember.objects.bulk_create(
        [
            IssueMember(issue=issue, matter_id=pk, similarity=likeness.get(pk, 0.0))
            for issue, found in zip(issues, groups, strict=True)
            for pk in found.members
        ],
        batch_size=400,
    )


def _issue(issue: Issue, found: Proposed, pieces: Mapping[int, Piece], now: datetime) -> Issue:
    fill_issue(issue, [pieces[pk] for pk in found.members], now)
    issue.title = found.title[:200]
    issue.place = "、".join(found.places[:2])[:100]
    issue.places_count = max(1, len(found.places))
    return issue
