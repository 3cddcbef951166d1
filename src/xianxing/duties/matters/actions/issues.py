"""Find the hot issues in what came in; the engine groups, people's joinings and partings are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianxing.duties.matters.actions.minds import grouping_message
from xianxing.duties.matters.actions.placing import Grouped, place_groups
from xianxing.duties.matters.grouped import MEMORY_DAYS, Proposed
from xianxing.duties.matters.models import Matter
from xianxing.engines import grouping

MOST_MATTERS = 20_000


def regroup_matters(payload: Mapping[str, Any]) -> None:  # noqa: ARG001
    """Group the unrestricted matters of the last two years and those still open, and renew the hot issues."""
    now = timezone.now()
    place_groups(find_groups(now), now=now)


def find_groups(now: datetime) -> Grouped:
    """Return what the engine says of the matters of today, at both levels; nothing is written."""
    since = now - timedelta(days=MEMORY_DAYS)
    wanted = Matter.objects.filter(Q(created_at__gte=since) | Q(ended_at__isnull=True), is_restricted=False)
    latest = wanted.select_related("entry").order_by("-id")[:MOST_MATTERS]
    messages = [grouping_message(matter) for matter in latest]
    return Grouped(
        same_matter=_proposed(messages, grouping.Relation.SAME_MATTER),
        same_problem=_proposed(messages, grouping.Relation.SAME_PROBLEM),
    )


def _proposed(messages: Sequence[grouping.Message], level: grouping.Relation) -> tuple[Proposed, ...]:
    return tuple(
        Proposed(group.title, group.places, tuple(int(member) for member in group.members))
        for group in grouping.group(messages, level)
        if len(group.members) > 1
    )
