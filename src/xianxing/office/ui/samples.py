"""Sample content of the page of parts: invented, and the same on every installation."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.office.calendars.widgets import DayInput
from xianxing.office.ui import charts, icons
from xianxing.office.ui.parts import Tone


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sample list, with the attributes that ``ui/_row.html`` reads."""

    id: int
    title: str
    number: str
    chip: str
    chip_tone: str
    note: str
    due: str
    tone: str = ""
    is_urgent: bool = False
    is_unread: bool = False
    is_selected: bool = False
    url: str = "#"


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the sample timeline, with the attributes that ``ui/_timeline.html`` reads."""

    at: datetime
    wording: str
    actor_name: str
    tone: str
    text: str = ""
    reason: str = ""
    changes: tuple[dict[str, str], ...] = ()
    clauses: tuple[str, ...] = field(default=())


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("标题"), max_length=60, help_text=_("一句话说清什么事，不超过 60 字。"))
    due_on = forms.DateField(label=_("办理期限"), widget=DayInput)
    unit = forms.ChoiceField(
        label=_("承办单位"), choices=[("", _("请选择")), ("water", _("水利局")), ("finance", _("财政局"))]
    )
    phone = forms.CharField(label=_("联系电话"), required=False)
    channel = forms.ChoiceField(
        label=_("来件渠道"), choices=[("letter", _("来信")), ("visit", _("来访"))], widget=forms.RadioSelect
    )
    attachment = forms.FileField(label=_("附件"), required=False, help_text=_("PDF、图片或 Office 文件。"))
    text = forms.CharField(label=_("内容"), widget=forms.Textarea)
    is_joint = forms.BooleanField(label=_("需要会签"), required=False)


ROWS = (
    Row(
        id=1,
        title="全区防汛物资储备情况核查",
        number="督〔2026〕118号",
        chip="办理中",
        chip_tone="red",
        note="余 3 时",
        due="今天 17:00",
        tone="red",
        is_urgent=True,
        is_unread=True,
        is_selected=True,
    ),
    Row(
        id=2,
        title="关于报送三季度重点项目推进情况的通知（省里来电催问，口径须与财政一致）",
        number="办文 2026-2231",
        chip="拟办",
        chip_tone="amber",
        note="余 40 分",
        due="今天 12:00",
        tone="amber",
        is_urgent=True,
        is_unread=True,
    ),
    Row(3, "外地考察组一行调研", "接待 2026-057", "待审定", "amber", "方案第 3 稿", "明天 09:00", "amber"),
    Row(4, "东片区供暖不热集中反映 27 件", "信访 2026-403", "已分办", "blue", "首响 6 分", "11-24"),
    Row(5, "晚间值班信息：南环路管网抢修", "值班 11-22", "已报", "red", "首报 8 分", "11-22 23:41", "red"),
    Row(6, "关于做好冬季安全生产的通知", "办文 2026-2229", "已签发", "green", "已送达 43/43", "11-22"),
)
BARS = (
    charts.Bar(_("城乡建设"), 42),
    charts.Bar(_("劳动保障"), 27),
    charts.Bar(_("交通运输"), 19, Tone.AMBER),
    charts.Bar(_("供暖"), 31, Tone.RED),
    charts.Bar(_("教育"), 8, Tone.GREEN),
)
STATS = (
    {"title": _("距时限"), "value": "3 时 02 分", "tone": "red"},
    {"title": _("单位反馈"), "value": "2 / 3"},
    {"title": _("口径分歧"), "value": "1 项"},
    {"title": _("先行量"), "value": "提前 1.2 天"},
)
TABS = (
    {"title": _("全部"), "url": "#", "count": 14, "is_current": True},
    {"title": _("特急"), "url": "#", "count": 4},
    {"title": _("今日到期"), "url": "#", "count": 2},
    {"title": _("等我"), "url": "#", "count": None},
)
STEPS = (
    {"title": _("上传"), "is_done": True},
    {"title": _("对应列"), "is_current": True},
    {"title": _("预览"), "is_done": False},
    {"title": _("完成"), "is_done": False},
)
UNITS = (
    ("应急局", _("牵头"), _("15:00 前统一口径"), "—", _("已预催"), "amber"),
    ("水利局", _("配合"), _("库存与缺口"), _("缺 12 万条；附件 1"), _("已反馈"), "green"),
    ("财政局", _("配合"), _("资金来源"), _("可动支 180 万元"), _("已反馈"), "green"),
)


def events(now: datetime) -> tuple[Event, ...]:
    """Return a timeline of four entries."""
    return (
        Event(now - timedelta(hours=5), "领导批示", "区长", "red", "务必本周内摸清底数，缺多少、何时补齐。"),
        Event(now - timedelta(hours=4), "登记立项", "督查室", "blue", clauses=("《督查条例》第十一条",)),
        Event(
            now - timedelta(hours=3),
            "改了期限",
            "督查室",
            "amber",
            reason="水利局盘点需要半天。",
            changes=({"label": "期限", "before": "11-23 12:00", "after": "11-23 17:00"},),
        ),
        Event(now - timedelta(hours=1), "收到反馈", "水利局", "green", "编织袋缺口 12 万条，附库存表。"),
    )


def refused_form() -> SampleForm:
    """Return the form as it comes back with errors."""
    sent = {"bad-title": "全区防汛物资储备情况核查", "bad-due_on": "2026-02-30", "bad-channel": "letter"}
    form = SampleForm(sent, prefix="bad")
    form.add_error(None, _("期限早于今天。请改为今天或以后的日期。"))
    return form


def bars() -> str:
    """Return the sample chart of bars."""
    caption = charts.Caption(_("本月各领域件数"), _("供暖比上月多 12 件"), _(" 件"))
    return charts.draw_bars(BARS, caption=caption)


def lines() -> str:
    """Return the sample chart of lines, one of them with a gap."""
    caption = charts.Caption(_("近六个月收办情况"), _("收到与办结的件数，10 月办结数缺"), _(" 件"))
    received = charts.Series(_("收到"), (120, 132, 101, 134, 190, 230))
    closed = charts.Series(_("办结"), (110, 128, 109, 120, None, 214))
    months = ("6 月", "7 月", "8 月", "9 月", "10 月", "11 月")
    return charts.draw_lines(months, (received, closed), caption=caption)


def kit(now: datetime) -> dict[str, Any]:
    """Return the context of the page of parts."""
    return {
        "now": now,
        "rows": ROWS,
        "stats": STATS,
        "tabs": TABS,
        "steps": STEPS,
        "units": UNITS,
        "events": events(now),
        "form": SampleForm(),
        "bad_form": refused_form(),
        "icons": sorted(icons.SHAPES),
        "tones": tuple(Tone),
        "moments": (now, now + timedelta(hours=3), now + timedelta(days=1), now - timedelta(days=2)),
        "bars": bars(),
        "lines": lines(),
    }
