"""The content labels as a tree, and how often each first level is in use."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from xianxing.duties.matters.models import Matter, Topic


@dataclass(frozen=True, slots=True)
class FirstLevel:
    """A label of the first level: its second levels with their third ones, and the open matters under it."""

    name: str
    below: tuple[tuple[str, tuple[str, ...]], ...]
    open_matters: int


def topic_tree() -> tuple[FirstLevel, ...]:
    """Return the labels in their order, in two queries."""
    tree: dict[str, dict[str, list[str]]] = {}
    for first, second, third in Topic.objects.values_list("first", "second", "third"):
        seconds = tree.setdefault(first, defaultdict(list))
        if second:
            seconds[second] += [third] if third else []
    used = Matter.objects.filter(ended_at__isnull=True, is_restricted=False, topic__in=tree).values("topic")
    counts = dict(used.annotate(n=Count("id")).values_list("topic", "n"))
    return tuple(
        FirstLevel(
            name,
            tuple((second, tuple(thirds)) for second, thirds in seconds.items()),
            counts.get(name, 0),
        )
        for name, seconds in tree.items()
    )
