"""What the duty puts on the first page: what waits for the head, for a member of the office, for one who is asked."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.regulations.models import Acknowledgement, Opinion, RuleDraft, Stewardship
from xianxing.duties.regulations.queries import gaps, working
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_unit_contact
from xianxing.office.authority.models import TableVersion
from xianxing.office.duty import RISK_DAYS, Heading, Line, Section


def sections(account: Account, now: datetime) -> tuple[Section, ...]:
    """Return the sections of an account; every line is something that it may see."""
    found: list[Section] = []
    if is_head(account):
        decide = [
            *map(_to_publish, working.ready_drafts()),
            *map(_table_to_publish, working.tables_to_publish()),
        ]
        found.append(Section(Heading.DECIDE, _("等您定"), tuple(decide), reverse("regulations:drafts")))
    if is_office_member(account):
        found += [_risks(now), Section(Heading.MINE, _("我要办的"), _mine(account))]
    elif is_leader(account) or is_unit_contact(account):
        asked = map(_to_answer, working.waiting_opinions(account))
        read = map(_to_read, working.waiting_acknowledgements(account))
        found.append(Section(Heading.MINE, _("我要办的"), (*asked, *read)))
    return tuple(found)


def _mine(account: Account) -> tuple[Line, ...]:
    return (
        *map(_to_answer, working.waiting_opinions(account)),
        *map(_to_check, working.drafts_to_check(account)),
        *map(_to_read, working.waiting_acknowledgements(account)),
    )


def _risks(now: datetime) -> Section:
    today = timezone.localdate(now)
    late = [
        _unanswered(each)
        for each in working.open_opinions()
        if each.due_on <= today + timedelta(days=RISK_DAYS)
    ]
    past = [_past_review(each) for each in gaps.past_review(today)]
    return Section(Heading.RISK, _("到期和有风险"), (*late, *past), reverse("regulations:gaps"))


def _to_publish(draft: RuleDraft) -> Line:
    return Line(
        _("发布《%(title)s》") % {"title": draft.title},
        reverse("regulations:draft", args=[draft.pk]),
        _("会签已收齐，意见都已答复"),
        _("制度"),
        "blue",
        since=draft.updated_at,
    )


def _table_to_publish(version: TableVersion) -> Line:
    url = reverse("authority:publish", args=[version.pk])
    return Line(_("发布%(version)s") % {"version": version}, url, _("已由另一人复核"), _("规则表"), "blue")


def _to_check(version: TableVersion) -> Line:
    url = reverse("authority:check", args=[version.pk])
    by = _("%(name)s起草") % {"name": version.drafted_by} if version.drafted_by else ""
    return Line(_("复核%(version)s") % {"version": version}, url, by, _("规则表"), "blue")


def _to_answer(opinion: Opinion) -> Line:
    return Line(
        _("会签《%(title)s》") % {"title": opinion.draft.title},
        reverse("regulations:draft", args=[opinion.draft_id]),
        chip=_("会签"),
        tone="amber",
        due=opinion.due_on,
    )


def _unanswered(opinion: Opinion) -> Line:
    return Line(
        _("%(name)s还没有会签《%(title)s》") % {"name": opinion.asked, "title": opinion.draft.title},
        reverse("regulations:draft", args=[opinion.draft_id]),
        chip=_("会签"),
        tone="amber",
        due=opinion.due_on,
    )


def _to_read(told: Acknowledgement) -> Line:
    return Line(
        _("阅知《%(title)s》") % {"title": told.instrument.title},
        reverse("regulations:instrument", args=[told.instrument.code]),
        chip=_("制度"),
        since=told.told_at,
    )


def _past_review(held: Stewardship) -> Line:
    return Line(
        _("《%(title)s》过了复审日期") % {"title": held.instrument.title},
        reverse("regulations:review", args=[held.instrument.code]),
        chip=_("制度"),
        tone="red",
        due=held.review_on,
    )
