"""Stories of the rulebook: a house rule written, sent round, answered, published and read; gaps that stay."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from xianxing.duties.regulations.actions import adopting, keeping, rules
from xianxing.duties.regulations.actions.beginning import begin
from xianxing.duties.regulations.house import templates
from xianxing.duties.regulations.models import Area, Opinion, RuleDraft
from xianxing.office.access.models import Account
from xianxing.office.authority.actions import set_limit
from xianxing.office.authority.models import Instrument, Limit
from xianxing.office.duty import DemoOffice, Story

FIRST_DAY = 60
RECEPTION = "reception"
SEAL = "seal"


def tell_stories(office: DemoOffice) -> Iterator[Story]:
    """Return the stories of the rulebook."""
    yield _first_day(office)
    yield _reception(office)
    yield _seal(office)
    yield _limits(office)
    yield _standing(office)


def _at(office: DemoOffice, days: int, hour: int) -> datetime:
    """A moment so many days before now."""
    day: date = timezone.localdate(office.now) - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))


def _written(name: str, code: str, text_day: date) -> rules.Written:
    found = next(each for each in templates() if each.name == name)
    words = f"{text_day.year}年{text_day.month}月{text_day.day}日"
    return rules.Written(
        code=code,
        title=found.title,
        area=Area.objects.get(name=found.area),
        scope="本办公室各科室",
        text=found.text.replace("（某年某月某日）", words),
        effective_from=text_day,
    )


def _first_day(office: DemoOffice) -> Story:
    """The rulebook is there before anything rests on it."""
    at = yield _at(office, FIRST_DAY, 8)
    begin(at)


def _reception(office: DemoOffice) -> Story:
    """A rule on receptions, from its first draft to those who have read it."""
    clerk, head = office.accounts["keyuan1"], office.accounts["zhuren"]
    leader, other = office.accounts["fushizhang"], office.accounts["keyuan2"]
    at = yield _at(office, 40, 9)
    begins = timezone.localdate(office.now) - timedelta(days=20)
    draft = rules.write_draft(actor=clerk, written=_written(RECEPTION, "公务接待细则", begins), now=at)
    at = yield _at(office, 38, 10)
    due = timezone.localdate(at) + timedelta(days=7)
    rules.consult(actor=clerk, draft=draft, accounts=[other, leader], due_on=due, now=at)
    at = yield _at(office, 36, 15)
    rules.answer(actor=other, opinion=_asked(draft, other), stance="agree", words="", now=at)
    at = yield _at(office, 34, 11)
    words = "第六条建议明确经办人填写清单的时限。"
    rules.answer(actor=leader, opinion=_asked(draft, leader), stance="change", words=words, now=at)
    at = yield _at(office, 33, 9)
    words = "已采纳，定为活动结束后五个工作日内。"
    rules.reply(actor=clerk, opinion=_asked(draft, leader), words=words, now=at)
    at = yield _at(office, 30, 16)
    instrument = rules.publish_rule(actor=head, draft=RuleDraft.objects.get(pk=draft.pk), now=at)
    at = yield _at(office, 29, 9)
    told = [office.accounts[name] for name in ("keyuan1", "keyuan2", "keyuan3", "keyuan4")]
    keeping.tell(actor=clerk, instrument=instrument, accounts=told, now=at)
    for days, account in zip((28, 27, 25), told, strict=False):
        at = yield _at(office, days, 14)
        keeping.acknowledge(actor=account, instrument=instrument, now=at)


def _seal(office: DemoOffice) -> Story:
    """A rule on seals that still waits for an answer."""
    clerk = office.accounts["keyuan3"]
    at = yield _at(office, 6, 10)
    begins = timezone.localdate(office.now) + timedelta(days=20)
    draft = rules.write_draft(actor=clerk, written=_written(SEAL, "印章办法", begins), now=at)
    at = yield _at(office, 5, 11)
    due = timezone.localdate(office.now) + timedelta(days=2)
    asked = [office.accounts["keyuan1"], office.accounts["zhuren"]]
    rules.consult(actor=clerk, draft=draft, accounts=asked, due_on=due, now=at)
    at = yield _at(office, 3, 15)
    rules.answer(actor=asked[0], opinion=_asked(draft, asked[0]), stance="agree", words="", now=at)


def _limits(office: DemoOffice) -> Story:
    """The head sets a limit that is stricter than the rule's."""
    at = yield _at(office, 26, 9)
    limit = Limit.objects.filter(pack="reception", name="small_companions").first()
    if limit is not None:
        reason = "机关带头过紧日子，十人以内陪餐不超过两人"
        set_limit(actor=office.accounts["zhuren"], limit=limit, value="2", reason=reason, now=at)


def _standing(office: DemoOffice) -> Story:
    """The rule on matters has a keeper, and its review is a week late."""
    at = yield _at(office, 50, 9)
    instrument = Instrument.objects.filter(code="办理规定").select_related("stewardship__area").first()
    if instrument is not None:
        review_on = timezone.localdate(office.now) - timedelta(days=7)
        adopting.set_steward(
            actor=office.accounts["zhuren"],
            instrument=instrument,
            area=instrument.stewardship.area,
            keeper=office.accounts["keyuan1"],
            review_on=review_on,
            now=at,
        )


def _asked(draft: RuleDraft, account: Account) -> Opinion:
    return Opinion.objects.select_related("draft__drafted_by", "asked").get(draft=draft, asked=account)
