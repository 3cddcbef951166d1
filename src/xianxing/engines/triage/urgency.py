"""Signs in a message that somebody must look at once."""

import re
from dataclasses import dataclass
from enum import StrEnum

from xianxing.engines.triage.types import Message, Reason
from xianxing.text import normalise


class Danger(StrEnum):
    """What is at stake."""

    LIFE = "有人可能轻生或有生命危险"
    VIOLENCE = "有人扬言伤害他人"
    ACCIDENT = "正在发生的事故或险情"
    HEALTH = "多人患病或中毒"
    MINOR = "未成年人或走失人员"
    GATHERING = "可能聚集"
    SUPPLY = "水、电、气、暖较长时间中断"


@dataclass(frozen=True, slots=True)
class Urgency:
    """One danger and the words that show it."""

    danger: Danger
    reason: Reason


_SOURCE = "信访工作条例 第二十五条"

_CUES = {
    Danger.LIFE: "自杀|轻生|跳楼(?!价|机)|跳桥|跳江|跳河|割腕|自焚|喝农药|服毒|活不下去|不想活|以死"
    "|生命危险|生命垂危|命悬一线",
    Danger.VIOLENCE: "同归于尽|持刀|扬言|报复社会|杀人|砍人|拼命|威胁要?(?:打死|杀)|绑架|纵火",
    Danger.ACCIDENT: "爆炸|(?:燃气|煤气|天然气|毒气|化学品)泄漏|起火|着火|坍塌|倒塌|塌方|溃坝|决堤|管涌"
    "|触电|漏电|被困|坠落伤人",
    Danger.HEALTH: "食物中毒|集体中毒|集体(?:发烧|腹泻|呕吐)|多人(?:发烧|腹泻|呕吐|中毒|感染)|疫情扩散",
    Danger.MINOR: "性侵|猥亵|虐待(?:儿童|孩子|小孩|老人)|拐卖|走失|离家出走"
    "|(?:孩子|小孩|儿童|老人|女儿|儿子|学生|母亲|父亲)[^，。！？\n]{0,6}失踪",
    Danger.GATHERING: "集体上访|群体性事件|围堵|(?:上街|集体)堵路|堵路维权|拉横幅|静坐|罢工|罢课|罢市|罢运|游行|聚众"
    "|(?:几|数|上)(?:百|千)人(?:聚集|上访|围)",
    Danger.SUPPLY: "(?:停水|停电|停气|断水|断电|断气|停暖|没水|没电|没有水|没有电)[^，。！？\n]{0,8}"
    "(?<!月)(?:[2-9二两三四五六七八九十几多数]|[0-9]{2,})个?(?:天|日(?!期)|周|星期|个?月(?![0-9一二三四五六七八九十]))",
}
_PATTERNS = {danger: re.compile(cues) for danger, cues in _CUES.items()}
_DENIED = re.compile("(?:没有|没|并无|未|不会|不|防止|防范|预防|避免|严禁|杜绝|防)(?:发生|造成|再|出现|有)?$")
_LOOK_BACK = 8


def urgency_cues(message: Message) -> tuple[Urgency, ...]:
    """Every danger the words point to, the gravest first; nothing is a sign of nothing, not of safety.

    A cue right after a denial or a prevention (没有, 防止) does not count.
    Source: 信访工作条例 第二十五条 (grave and urgent matters are reported at once).
    """
    whole = normalise(f"{message.title}\n{message.text}")
    found = ((danger, _spoken(pattern, whole)) for danger, pattern in _PATTERNS.items())
    return tuple(
        Urgency(danger, Reason(f"{danger}：{'、'.join(cues)}", _SOURCE)) for danger, cues in found if cues
    )


def _spoken(pattern: re.Pattern[str], whole: str) -> tuple[str, ...]:
    cues = (
        cue[0]
        for cue in pattern.finditer(whole)
        if not _DENIED.search(whole[max(0, cue.start() - _LOOK_BACK) : cue.start()])
    )
    return tuple(dict.fromkeys(cues))
