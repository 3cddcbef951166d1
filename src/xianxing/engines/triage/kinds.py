"""Which kind of matter a message is, by cue words. A suggestion: an accusation is always confirmed by a person."""

import re
from dataclasses import dataclass
from enum import StrEnum

from xianxing.engines.triage.types import Message, Reason
from xianxing.text import normalise


class Kind(StrEnum):
    """The kinds of the petition rules (the first three) and of the hotline."""

    SUGGESTION = "建议意见"
    ACCUSATION = "检举控告"
    APPEAL = "申诉求决"
    INQUIRY = "咨询"
    HELP = "求助"
    COMPLAINT = "投诉"


SOURCES = {
    Kind.SUGGESTION: "信访工作条例 第二十九条",
    Kind.ACCUSATION: "信访工作条例 第三十条",
    Kind.APPEAL: "信访工作条例 第三十一条",
    Kind.INQUIRY: "政务热线受理分类",
    Kind.HELP: "政务热线受理分类",
    Kind.COMPLAINT: "政务热线受理分类",
}

TITLE_WEIGHT = 3
"""A writer names in the title what is wanted."""


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """The suggested kind (None when no cue was found), whether a person must confirm it, and why."""

    kind: Kind | None
    confirm: bool
    reasons: tuple[Reason, ...]


_CORRUPTION = re.compile(
    "贪污|贪腐|受贿|行贿|索贿|贿赂|索要(?:好处|红包|钱财)|收受(?:好处|红包|礼金)|挪用(?:公款|资金)|侵吞|私分|中饱私囊"
    "|以权谋私|徇私舞弊|徇私枉法|滥用职权|玩忽职守|渎职|保护伞|买官|卖官|吃拿卡要|吃空饷|优亲厚友|官商勾结|打击报复"
)
_REPORTING = re.compile("(?:实名|匿名)?(?:举报(?!电话|热线)|检举|控告)")
_OFFICIAL = re.compile(
    "(?:局|厅|处|科|所|院|校|镇|乡|县|区|市|村|组|队|站)长|书记|主任|村支书|村干部|干部|公务员|领导班子|民警|法官|检察官"
)

_CUES = {
    Kind.APPEAL: re.compile(
        "不服|申诉|(?:请求|要求|恳请|恳求|希望|望)(?:[^，。！？\n]{0,6})(?:解决|落实|处理|补发|返还|退还|赔偿|补偿|安置|认定|查处)"
        "|讨薪|讨要|拖欠|强拆|补偿款|安置费|赔偿款|讨(?:个|一个)?(?:说法|公道)|还我公道|合法权益"
    ),
    Kind.HELP: re.compile(
        "求助|求救|救救|帮帮|请(?:您)?帮(?:助|忙)|求帮助|急需(?:救助|帮助)|生活(?:十分|非常|特别)?困难|走投无路|寻人"
    ),
    Kind.COMPLAINT: re.compile(
        "投诉|扰民|噪音|噪声|乱收费|违规收费|宰客|欺诈|欺骗|态度(?:恶劣|差|极差|很差)|不作为|乱作为|没人管|无人管|推诿|踢皮球"
        "|违建|违章|违规|违法|脏乱差|污染|偷工减料|假冒|伪劣|霸王条款|强制消费|太差|乱象|严重影响"
    ),
    Kind.SUGGESTION: re.compile(
        "建议|提议|倡议|呼吁|建言|献策|意见和建议|(?:能否|可否|希望|盼望?)(?:[^，。！？\n]{0,8})(?:增设|增加|增开|开通|设立|优化|完善|加强|改进|推广)"
    ),
    Kind.INQUIRY: re.compile(
        "咨询|请问|想问|问一下|想了解|了解一下|如何(?:办理|申请|计算|领取|补办)|怎么(?:办理|申请|计算|领取|补办|办)|需要(?:什么|哪些)(?:材料|条件|手续|资料)"
        "|是否可以|能不能|可不可以|什么时候|何时|有没有规定|有何政策|政策是什么|标准是多少"
    ),
}
_ORDER = tuple(_CUES)
"""On equal cues the kind with the longer duties towards the writer comes first."""


def suggest_kind(message: Message) -> KindVerdict:
    """The kind with the most cues, each counted once and three times in the title.

    Words of corruption, or reporting an office-holder, suggest an accusation whatever else is said, because
    its material must not reach the accused; reporting anything at all is left for a person to confirm.
    Source: 信访工作条例 第二十九条、第三十条、第三十一条.
    """
    title, text = normalise(message.title), normalise(message.text)
    whole = f"{title}\n{text}"
    accusing = _accusation(whole)
    if accusing:
        return KindVerdict(
            Kind.ACCUSATION, confirm=True, reasons=(_reason(Kind.ACCUSATION, accusing), _CONFIRM)
        )
    found = {kind: tuple(dict.fromkeys(cue[0] for cue in _CUES[kind].finditer(whole))) for kind in _ORDER}
    weights = {kind: sum(TITLE_WEIGHT if cue in title else 1 for cue in found[kind]) for kind in _ORDER}
    reporting = _REPORTING.search(whole)
    if reporting:
        weights[Kind.COMPLAINT] += TITLE_WEIGHT
        found[Kind.COMPLAINT] = (reporting[0], *found[Kind.COMPLAINT])
    best = max(_ORDER, key=lambda kind: weights[kind])
    if not weights[best]:
        return KindVerdict(None, confirm=True, reasons=(_UNKNOWN,))
    caution = (_CONFIRM,) if reporting else ()
    return KindVerdict(best, confirm=bool(reporting), reasons=(_reason(best, found[best]), *caution))


_UNKNOWN = Reason("没有找到能说明诉求种类的词语，请人工判断", "政务热线受理分类")
_CONFIRM = Reason(
    "含有举报或检举控告的说法，请人工确认；在确认之前不得转给被反映的人或单位", SOURCES[Kind.ACCUSATION]
)


def _accusation(whole: str) -> tuple[str, ...]:
    corrupt = tuple(dict.fromkeys(cue[0] for cue in _CORRUPTION.finditer(whole)))
    reporting, official = _REPORTING.search(whole), _OFFICIAL.search(whole)
    if corrupt or (reporting and official):
        return (*corrupt, *(cue[0] for cue in (reporting, official) if cue))
    return ()


def _reason(kind: Kind, cues: tuple[str, ...]) -> Reason:
    return Reason(f"像是{kind}：{'、'.join(cues)}", SOURCES[kind])
