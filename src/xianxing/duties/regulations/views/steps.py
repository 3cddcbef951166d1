"""The steps of a draft as its page draws them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xianxing.duties.regulations.models import DraftState, Opinion, RuleDraft


def steps_of(draft: RuleDraft, opinions: Sequence[Opinion]) -> list[dict[str, object]]:
    """Return the steps from writing to publication, with the one that is open now."""
    is_published = draft.state == DraftState.PUBLISHED
    is_asked = bool(opinions)
    is_answered = is_asked and all(each.answered_at for each in opinions)
    is_settled = is_answered and all(each.is_settled for each in opinions)
    done = [
        True,
        is_asked or is_published,
        is_answered or is_published,
        is_settled or is_published,
        is_published,
    ]
    titles = [_("起草"), _("送会签"), _("收齐意见"), _("答复意见"), _("发布")]
    current = next((place for place, each in enumerate(done) if not each), len(done))
    return [
        {"title": title, "is_done": is_done, "is_current": place == current}
        for place, (title, is_done) in enumerate(zip(titles, done, strict=True))
    ]
