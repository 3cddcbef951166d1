"""Whether a reply tells the writer anything: facts, an outcome, or the ground it rests on."""

import re
from dataclasses import dataclass

from xianxing.engines.triage.types import Reason
from xianxing.text import normalise

ENOUGH = 20
"""Letters of substance under which a reply is empty whatever it says."""

FORWARDED_ENOUGH = 40
"""Letters of substance under which a reply that only passes the writer on is empty."""

_SOURCE = "信访工作条例 第三十二条"

_COURTESY = re.compile(
    "尊敬的?|亲爱的|(?:各位|广大)?(?:网友|网民|市民|居民)(?:朋友|同志)?|您好|你好|(?:非常|再次|首先|衷心)?感谢[^。！？，,\n]*|谢谢[^。！？，,\n]*"
    "|(?:特此|专此|专项)(?:回复|答复)|祝您[^。！？，,\n]*|(?:欢迎|敬请|请)(?:您)?(?:继续)?(?:监督|理解|谅解)|您?的建议很好|如有[^。！？\n]*(?:回复|反馈|告知)"
)
_RECEIVED = re.compile(
    "(?:您|你)?(?:所|的)*(?:反映|咨询|提出|留言|来信|发帖|信件|帖子|诉求|问题|情况|事项|内容|事情|的)*(?:我[局办委们])?(?:均|都)?(?:已经?)?(?:收悉|收到|获悉|知悉|阅|进行过回复|回复过)"
    "|现(?:就|将|对)?[^。！？，,\n]{0,16}(?:回复|答复|转载)如下"
)
_FORWARDED = re.compile(
    "[^。！？，,\n]{0,16}(?:已|正|立即|及时|均)?(?:将[^。！？，,\n]{0,10})?(?:转交|转至|转给|转办|移交|交办|交由|交有关|交相关|交至|转)[^。！？，,\n]{0,16}(?:部门|单位|学校|机构|局|处置|办理|研究|核处|处理)[^。！？，,\n]{0,8}"
)
_REFERRED = re.compile(
    "(?:建议|请|欢迎)(?:您|你)?(?:直接)?(?:及时)?(?:拨打|致电|来电|登[录陆]|至|到|向|去|前往|咨询|联系)[^。！？\n]*|可以?就有关问题[^。！？\n]*"
)
_STAMP = re.compile(
    r"[0-9〇零一二三四五六七八九十○OＯ]{2,4}[年.\-/][0-9一二三四五六七八九十]{1,3}[月.\-/][0-9一二三四五六七八九十]{1,3}日?|\d[\d\-—]{5,}|“?[A-Z]\d{6,}”?"
)
_GROUND = re.compile(
    "《[^》\n]+》|第[0-9一二三四五六七八九十百]+条|根据|依据|依照|按照|由于|因为|原因|属于?[^。！？，,\n]{0,12}(?:管|范围|权限)|不属|经[^。！？，,\n]{0,14}(?:查|核实|了解|勘)|调查|核实|属实"
    "|已(?:经)?(?:安排|完成|责令|整改|拆除|修复|清理|处罚|立案|批评|要求)|不符|预计|将于|争取"
)
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class ReplyVerdict:
    """Whether a reply is empty, the letters of substance counted, and why."""

    empty: bool
    substance: int
    reasons: tuple[Reason, ...]


def is_empty_reply(text: str) -> ReplyVerdict:
    """Judge a reply by what is left without courtesy, receipts, forwarding, referrals, dates and numbers.

    Source: 信访工作条例 第三十二条 (a reply states the facts and reasons and the ground of the opinion);
    how often it agrees with a reader: docs/engines/triage.md, "Empty replies".
    """
    plain = normalise(text)
    passed_on = bool(_FORWARDED.search(plain) or _REFERRED.search(plain))
    left = plain
    for filler in (_STAMP, _COURTESY, _RECEIVED, _FORWARDED, _REFERRED):
        left = filler.sub("", left)
    substance = len(_LETTER.findall(left))
    grounded = bool(_GROUND.search(left))
    if substance < ENOUGH and not grounded:
        reason = f"除客套、收悉、转交等语外只有 {substance} 字，没有说明事实和处理意见"
        return _verdict(substance, reason, empty=True)
    if passed_on and substance < FORWARDED_ENOUGH and not grounded:
        reason = f"只是转交或请对方另找单位，其余 {substance} 字没有说明事实、结果或依据"
        return _verdict(substance, reason, empty=True)
    return _verdict(substance, f"有实质内容 {substance} 字", empty=False)


def _verdict(substance: int, reason: str, *, empty: bool) -> ReplyVerdict:
    return ReplyVerdict(empty=empty, substance=substance, reasons=(Reason(reason, _SOURCE),))
