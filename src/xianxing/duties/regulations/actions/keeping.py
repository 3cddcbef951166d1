"""A rule in force: told, read, looked at again; areas of work."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from xianxing.duties.regulations.errors import RuleRefused
from xianxing.duties.regulations.models import Acknowledgement, Area, Conclusion, Review, Stewardship
from xianxing.office.access.models import Account
from xianxing.office.authority.models import Instrument
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.notices.actions import notify


@writing()
def tell(*, actor: Account, instrument: Instrument, accounts: Collection[Account], now: datetime) -> int:
    """Tell people of a rule and ask them to confirm that they read it; return how many were newly told."""
    told = set(instrument.acknowledgements.values_list("account_id", flat=True))
    fresh = [account for account in accounts if account.pk not in told]
    if not fresh:
        raise RuleRefused(_("选定的人都已经告知过；请另选"))
    Acknowledgement.objects.bulk_create(
        Acknowledgement(instrument=instrument, account=account, told_at=now) for account in fresh
    )
    names = "、".join(str(account) for account in fresh)
    record("regulations.rule.told", actor=actor, obj=instrument, changes=[Change("told", "", names)], now=now)
    url = reverse("regulations:instrument", args=[instrument.code])
    text = _("请阅知《%(title)s》并确认") % {"title": instrument.title}
    for account in fresh:
        key = f"regulations.rule:{instrument.pk}"
        notify(account, text=text, url=url, obj=instrument, group_key=key, now=now)
    return len(fresh)


@writing()
def acknowledge(*, actor: Account, instrument: Instrument, now: datetime) -> None:
    """Confirm that one has read a rule; the second time changes nothing.

    Raises:
        RuleRefused: this account was never told of it.
    """
    held = Acknowledgement.objects.filter(instrument=instrument, account=actor).first()
    if held is None:
        raise RuleRefused(_("这件制度没有请您确认，阅读即可"))
    if held.acknowledged_at is None:
        held.acknowledged_at = now
        held.save(update_fields=["acknowledged_at"])
        record("regulations.rule.acknowledged", actor=actor, obj=instrument, now=now)


@writing()
def review(
    *, actor: Account, instrument: Instrument, conclusion: str, words: str, next_on: date, now: datetime
) -> Review:
    """Keep what was found when a rule was looked at again, and the next date.

    Raises:
        RuleRefused: the next date is not after today, or nothing is said.
    """
    if next_on <= now.date():
        raise RuleRefused(_("下次复审日期须在今天以后"))
    if not words.strip():
        raise RuleRefused(_("请写明复审情况"))
    found = Review.objects.create(
        instrument=instrument,
        conclusion=conclusion,
        words=words[:300],
        reviewed_by=actor,
        reviewed_at=now,
        next_on=next_on,
    )
    Stewardship.objects.update_or_create(instrument=instrument, defaults={"review_on": next_on})
    changes = [
        Change("conclusion", "", str(Conclusion(conclusion).label)),
        Change("review_on", "", str(next_on)),
    ]
    record("regulations.rule.reviewed", actor=actor, obj=instrument, changes=changes, reason=words, now=now)
    return found


@writing()
def put_area(*, actor: Account, area: Area, now: datetime) -> Area:
    """Add an area of work, or change one; one that is no longer worked in gets a day on which it ended."""
    area.save()
    record("regulations.area.changed", actor=actor, obj=area, now=now)
    return area
