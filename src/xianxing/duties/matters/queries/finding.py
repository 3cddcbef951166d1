"""What search and the palette show of a matter."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xianxing.duties.matters.permissions import visible_matters
from xianxing.office.access.models import Account


def search_results(account: Account, object_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return title, address and detail of those matters that the account may see, by id."""
    found = visible_matters(account).filter(pk__in=object_ids)
    return {
        matter.pk: (matter.title, f"/matters/{matter.pk}/", f"{matter.number} · {matter.get_state_display()}")
        for matter in found
    }


def told_facts(account: Account, object_id: int) -> tuple[str, ...]:
    """Return what a document about a matter may say of it; nothing of who wrote, and nothing unless it may be seen.

    Of an answered matter that is the request, the facts and the opinion of its approved reply.
    """
    matter = visible_matters(account).filter(pk=object_id).first()
    if matter is None:
        return ()
    source = _("（来源：%(number)s）") % {"number": matter.number}
    reply = matter.replies.filter(approved_at__isnull=False).order_by("approved_at", "id").last()
    if reply is None:
        words = {"place": matter.place, "title": matter.title, "n": matter.complainants}
        said = _("%(n)s 人反映%(place)s“%(title)s”。") % words
        return (said + source,)
    return tuple(
        part.strip() + source for part in (reply.request, reply.facts, reply.opinion) if part.strip()
    )
