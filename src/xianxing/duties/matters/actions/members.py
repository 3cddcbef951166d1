"""The figures of an issue, counted from its members. Light: the pages use it, so no engine is loaded here."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from xianxing.duties.matters.grouped import Piece, heat
from xianxing.duties.matters.models import Issue, Matter
from xianxing.office.notices.actions import touch
from xianxing.text import fold


def piece_of(matter: Matter) -> Piece:
    """Return a matter as the hot issues see it: the same text without a name counts as one sender."""
    entry = matter.entry
    sender = entry.sender_key or hashlib.sha256(fold(f"{matter.title}{entry.text}").encode()).hexdigest()
    return Piece(matter.pk, matter.received_at, matter.title, sender, matter.topic or _likeliest(matter))


def fill_issue(issue: Issue, members: Sequence[Piece], now: datetime) -> None:
    """Put the figures of the members on an issue that is not saved here."""
    topics = Counter(piece.topic for piece in members if piece.topic)
    times = [piece.at for piece in members]
    issue.topic = topics.most_common(1)[0][0] if topics else ""
    issue.complainants = heat([piece.id for piece in members], {piece.id: piece for piece in members})
    issue.messages_count = len(members)
    issue.first_at, issue.last_at = min(times), max(times)
    issue.computed_at = now


def _likeliest(matter: Matter) -> str:
    """Return the label that the machine thinks likeliest where nobody has confirmed one yet."""
    return str(matter.topic_scores[0][0]) if matter.topic_scores else ""


def drop_matter(*, matter_id: int, now: datetime) -> None:
    """Take a matter out of every issue; where an issue bore its title, another member gives it."""
    for issue in Issue.objects.filter(members__matter_id=matter_id):
        issue.members.filter(matter_id=matter_id).delete()
        recount_issue(issue, now=now)


def recount_issue(issue: Issue, *, now: datetime) -> None:
    """Count an issue anew from its members and save it; one without members goes."""
    rows = Matter.objects.filter(issue_members__issue=issue).select_related("entry")
    members = [piece_of(matter) for matter in rows.order_by("received_at", "id")]
    if not members:
        issue.delete()
        return
    if all(piece.title[:200] != issue.title for piece in members):
        issue.title = members[0].title[:200]
    fill_issue(issue, members, now)
    issue.save()
    touch("issues", now)
