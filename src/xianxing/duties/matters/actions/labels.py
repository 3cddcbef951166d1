"""The office's content labels: seeded once, replaced as a whole by an import."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.house import first_topics
from xianxing.duties.matters.models import Topic
from xianxing.office.ledger.actions import Actor, record, writing


@writing()
def seed_topics(*, actor: Actor, now: datetime) -> int:
    """Add the first labels where the office has none, and return how many were added."""
    if Topic.objects.exists():
        return 0
    return _replace(actor, first_topics(), now)


@writing()
def replace_topics(*, actor: Actor, rows: Sequence[tuple[str, str, str]], now: datetime) -> int:
    """Put other labels in place of the present ones; what was confirmed on matters stays as it is.

    Raises:
        IntakeRefused: there is no label, or one without a first level.
    """
    if not rows or not all(first for first, _second, _third in rows):
        raise IntakeRefused(_("分类表是空的，或有一行缺少一级分类；请补齐后再导入"))
    Topic.objects.all().delete()
    return _replace(actor, rows, now)


def _replace(actor: Actor, rows: Sequence[tuple[str, str, str]], now: datetime) -> int:
    unique = list(dict.fromkeys(rows))
    topics = [
        Topic(first=first, second=second, third=third, order_number=place)
        for place, (first, second, third) in enumerate(unique, 1)
    ]
    Topic.objects.bulk_create(topics, batch_size=500)
    first = Topic.objects.first()
    if first is not None:
        record("matters.topics.replaced", actor=actor, obj=first, now=now, label=str(len(unique)))
    return len(unique)
