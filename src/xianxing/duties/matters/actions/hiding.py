"""A matter that only few may know leaves at once what others see: the hot issues and the suggestions."""

from django.db.models import Q

from xianxing.duties.matters.actions.members import drop_matter
from xianxing.duties.matters.models import Link, Matter
from xianxing.office.ledger.models import Entry


def on_restricted(entry: Entry) -> None:
    """Take a matter that became restricted out of the issues and drop the links that name it."""
    if not Matter.objects.filter(pk=entry.object_id, is_restricted=True).exists():
        return
    drop_matter(matter_id=entry.object_id, now=entry.at)
    Link.objects.filter(Q(matter_id=entry.object_id) | Q(other_id=entry.object_id)).delete()
