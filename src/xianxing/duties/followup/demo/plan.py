"""Which stories are told, and what happens in them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from xianxing.duties.followup.actions import (
    answering,
    checking,
    concluding,
    counting,
    extending,
    linking,
    minuting,
    opening,
    sending,
)
from xianxing.duties.followup.demo.scene import Scene, set_scene
from xianxing.duties.followup.demo.texts import EVERYDAY, MINUTES, Plot
from xianxing.duties.followup.models import Item, ItemStage, MandateKind, Source
from xianxing.office.duty import DemoOffice, Story


def tell_stories(office: DemoOffice) -> Iterator[Story]:
    """Return the stories of follow-up; the same office gives the same stories."""
    scene = set_scene(office)
    for place, plot in enumerate(EVERYDAY):
        yield _everyday(scene, plot, place)
    yield _sandbags(scene)
    yield _minutes(scene)
    yield _same_question(scene)
    yield _more_time(scene)
    yield _conclusion(scene)
    yield _own_suggestion(scene)
    yield _instructions(scene)


def _everyday(scene: Scene, plot: Plot, place: int) -> Story:
    """A decision goes its usual way; some answers come back, and some units are late."""
    now = yield scene.days_ago(plot.days_ago, 9, 10 + place)
    item = scene.open(plot, now)
    task = scene.add(item, plot, now)
    now = yield now + timedelta(minutes=20)
    sending.send_task(actor=scene.clerk, task=task, overlap_reason=plot.reason, now=now)
    contact = scene.contact(plot.unit)
    if contact is None or plot.silent:
        return
    now = yield scene.after(now, days=1, hour=10)
    answering.sign_task(actor=contact, task=task, now=now)
    now = yield scene.after(now, days=plot.works // 2 + 1, hour=15)
    answering.write_progress(actor=contact, task=task, text=plot.progress, now=now)
    now = yield scene.after(now, days=plot.works // 2 + 1, hour=16)
    answering.answer_task(actor=contact, task=task, text=plot.answer, now=now)
    if plot.returned:
        now = yield scene.after(now, days=1, hour=9)
        due = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=6), time(18)))
        checking.return_task(actor=scene.clerk, task=task, reason=plot.returned, due_at=due, now=now)
        now = yield scene.after(now, days=3, hour=11)
        answering.answer_task(actor=contact, task=task, text=plot.second, now=now)
    now = yield scene.after(now, days=1, hour=10)
    checking.check_task(actor=scene.clerk, task=task, finding=plot.finding, now=now)
    now = yield scene.after(now, days=0, hour=16)
    checking.close_task(actor=scene.clerk, task=task, now=now)


def _sandbags(scene: Scene) -> Story:
    """Two units report different numbers for one shortage, and the head has to choose."""
    now = yield scene.days_ago(2, 9, 12)
    particulars = opening.Particulars(
        title="全市防汛物资储备情况核查",
        source=Source.INSTRUCTION,
        mandate_kind=MandateKind.ORDER,
        mandate="市长批示：务必摸清底数，缺多少、何时补齐",
        mandate_on=timezone.localdate(now),
        due_on=timezone.localdate(scene.now) + timedelta(days=1),
        source_label="市长批示件",
        content="务必本周内摸清底数，缺多少、何时补齐，报我。",
        leader=scene.person("shizhang"),
    )
    item = opening.open_item(actor=scene.clerk, particulars=particulars, now=now)
    due = timezone.make_aware(datetime.combine(particulars.due_on, time(17)))
    tasks = [
        sending.add_task(
            actor=scene.clerk,
            item=item,
            part=sending.Part(
                f"{unit}：{what}", f"{what}，附台账。", "有台账、有签字", scene.organ(unit), due
            ),
            now=now,
        )
        for unit, what in (("水务公司", "核清编织袋库存与缺口"), ("住建局", "核清排水设备和缺口口径"))
    ]
    quantity = counting.ask_quantity(actor=scene.clerk, item=item, name="编织袋缺口", unit="条", now=now)
    now = yield now + timedelta(minutes=14)
    for task in tasks:
        sending.send_task(actor=scene.clerk, task=task, now=now)
    said = (("水务公司", "120000", "库存表", 1), ("住建局", "96000", "物资台账", 23))
    for task, (unit, value, source, days) in zip(tasks, said, strict=True):
        now = yield scene.after(now, days=0, hour=0, minutes=75)
        contact = scene.contact(unit)
        if contact is None:
            continue
        answering.sign_task(actor=contact, task=task, now=now)
        counting.give_reading(
            actor=contact, quantity=quantity, value=Decimal(value), source=source,
            as_of=timezone.localdate(now) - timedelta(days=days), now=now,
        )  # fmt: skip
    first = scene.contact("水务公司")
    now = yield scene.after(now, days=0, hour=0, minutes=40)
    if first is not None:
        text = "编织袋缺 12 万条，附盘点签字表；已联系两家厂，一周内可到货 6 万条。"
        answering.answer_task(actor=first, task=tasks[0], text=text, now=now)


def _minutes(scene: Scene) -> Story:
    """The minutes of a meeting become tasks; one was not sent yet."""
    now = yield scene.days_ago(6, 15, 30)
    held_on = timezone.localdate(now)
    parts = [
        sending.Part(title, request, measure, scene.organ(unit), _close(held_on + timedelta(days=days)))
        for unit, title, request, measure, days in MINUTES.parts
    ]
    meeting = minuting.Meeting(MINUTES.name, held_on, scene.person("changwu"), MINUTES.text)
    item = minuting.open_from_minutes(actor=scene.clerk, meeting=meeting, parts=parts, now=now)
    tasks = list(item.tasks.order_by("id"))
    now = yield now + timedelta(minutes=25)
    for task in tasks[:-1]:
        sending.send_task(actor=scene.clerk, task=task, overlap_reason="会议专题部署", now=now)
    contact = scene.contact(MINUTES.parts[0][0])
    now = yield scene.after(now, days=1, hour=9)
    if contact is not None:
        answering.sign_task(actor=contact, task=tasks[0], now=now)
        now = yield scene.after(now, days=3, hour=15)
        text = "南苑小区管网抢修完成，三十二户当日恢复供暖，附现场照片和用户签字。"
        answering.answer_task(actor=contact, task=tasks[0], text=text, now=now)


def _same_question(scene: Scene) -> Story:
    """A unit is asked nearly the same twice and offers one answer for both."""
    contact = scene.contact("城管局")
    now = yield scene.days_ago(5, 10, 0)
    first = scene.single(scene.plots["占道"], now)
    now = yield scene.days_ago(4, 11, 0)
    second = scene.single(scene.plots["占道2"], now)
    now = yield scene.days_ago(3, 9, 30)
    if contact is not None:
        linking.link_tasks(actor=contact, task=second, answered_by=first, now=now)


def _more_time(scene: Scene) -> Story:
    """A unit asks for more time and waits for the head."""
    contact = scene.contact("交通局")
    now = yield scene.days_ago(8, 9, 40)
    task = scene.single(scene.plots["公交"], now)
    now = yield scene.days_ago(1, 14, 20)
    if contact is not None:
        answering.sign_task(actor=contact, task=task, now=now)
        extending.ask_extension(
            actor=contact,
            task=task,
            due_at=task.due_at + timedelta(days=10),
            reason="新车上牌排期在下旬，备用车已先行加密班次。",
            now=now,
        )


def _conclusion(scene: Scene) -> Story:
    """A conclusion is fed back, the unit objects, and something is to be put right."""
    contact = scene.contact("生态环境局")
    now = yield scene.days_ago(24, 9, 0)
    task = scene.single(scene.plots["扬尘"], now)
    now = yield scene.days_ago(15, 10, 0)
    if contact is None:
        return
    answering.answer_task(actor=contact, task=task, text="四处工地已整改，附台账。", now=now)
    now = yield scene.days_ago(13, 9, 0)
    findings = concluding.Findings(
        "现场抽查四处工地，一处围挡喷淋未启用，与反馈不符。",
        timezone.localdate(now),
        rectify="启用围挡喷淋并建立每日巡查记录",
        rectify_until=timezone.localdate(scene.now) + timedelta(days=4),
    )
    concluding.issue_conclusion(actor=scene.clerk, task=task, findings=findings, now=now)
    now = yield scene.days_ago(6, 15, 0)
    conclusion = task.conclusions.get()
    reason = "该处工地因停水当日未启用，并非未整改。"
    concluding.file_objection(actor=contact, conclusion=conclusion, reason=reason, now=now)


def _own_suggestion(scene: Scene) -> Story:
    """The office suggests to look into something, and waits for approval."""
    now = yield scene.days_ago(1, 16, 0)
    particulars = opening.Particulars(
        title="老旧小区改造“回头看”",
        source=Source.OTHER,
        mandate_kind=MandateKind.APPROVAL,
        mandate="近一个月来信来电集中反映返工问题",
        mandate_on=timezone.localdate(now),
        due_on=timezone.localdate(now) + timedelta(days=20),
        content="建议对上半年完工的六个小区逐一核查质量和后续管理。",
    )
    opening.open_item(actor=scene.clerk, particulars=particulars, now=now)


def _instructions(scene: Scene) -> Story:
    """What leaders instructed on matters is decided by the head: one is opened, the others stay with their matter."""
    now = yield scene.days_ago(22, 9, 5)
    proposed = Item.objects.filter(stage=ItemStage.PROPOSED).exclude(source_type="").order_by("-id")
    for place, item in enumerate(proposed):
        if place:
            reason = "来件已有主办单位和时限，由事项跟踪，不重复立项。"
            opening.refuse_item(actor=scene.head, item=item, reason=reason, now=now)
            continue
        opening.approve_item(actor=scene.head, item=item, words="同意，限期报结果。", now=now)
        due = _close(timezone.localdate(now) + timedelta(days=30))
        part = sending.Part(
            "核清欠薪底数并督促发放", item.content or item.title, "逐人发放凭证", scene.organ("人社局"), due
        )
        task = sending.add_task(actor=scene.clerk, item=item, part=part, now=now)
        sending.send_task(actor=scene.clerk, task=task, overlap_reason="领导批示件单独报结果", now=now)
        contact = scene.contact("人社局")
        if contact is not None:
            answering.sign_task(actor=contact, task=task, now=now + timedelta(hours=2))


def _close(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(18)))
