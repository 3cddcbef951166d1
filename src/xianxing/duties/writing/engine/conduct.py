"""Rules of writing across organs that need to know which way a paper goes. Source: 条例 第四章 (第十三至十七条).

What the text alone shows (a request inside a report, several matters in one request) the document engine finds;
here stands what follows from the direction, the recipients and the consultations.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import RULES, Bearing
from xianxing.engines.docform import DocumentType, Strength


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the office knows about a paper: organs above the issuer and below it, and open differences."""

    bearing: Bearing
    type: DocumentType | None = None
    superiors: tuple[str, ...] = ()
    direct_superior: str = ""
    subordinates: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say about a field of the paper."""

    rule: str
    clause: str
    strength: Strength
    field: str
    message: str


UPWARD_TYPES = frozenset({DocumentType.REPORT, DocumentType.REQUEST, DocumentType.BILL})
PARALLEL_TYPES = frozenset({DocumentType.LETTER})
FREE_TYPES = frozenset({DocumentType.OPINION, DocumentType.MINUTES})


def bearing_of(kind: DocumentType | None) -> Bearing:
    """The way that documents of a type go as a rule. Source: 条例 第八条."""
    if kind in UPWARD_TYPES:
        return Bearing.UP
    return Bearing.LEVEL if kind in PARALLEL_TYPES else Bearing.DOWN


def names_in(text: str) -> tuple[str, ...]:
    """The organs that a line of recipients names, without its label and stop."""
    plain = re.sub(r"^(?:主送|抄送|抄报)[：:]", "", text.strip()).rstrip("：:。")
    return tuple(name.strip() for name in re.split(r"[、，,；;\n]", plain) if name.strip())


def remarks(content: Content, around: Surroundings) -> tuple[Remark, ...]:
    """Every rule of conduct that the paper departs from, in the order of the articles."""
    main, copies = names_in(content.main_recipient), names_in(content.copy_to)
    return (*_type(around), *_upward(main, copies, around), *_downward(copies, around), *_agreement(around))


def _type(around: Surroundings) -> Iterator[Remark]:
    usual = bearing_of(around.type)
    if around.type is None or around.type in FREE_TYPES or usual is around.bearing:
        return
    words = {Bearing.UP: "上行", Bearing.DOWN: "下行", Bearing.LEVEL: "平行"}
    yield Remark(
        "conduct.type_direction",
        f"{RULES} 第八条",
        Strength.MUST,
        "title",
        f"“{around.type}”一般为{words[usual]}文，行文方向选的是{words[around.bearing]}；请核对文种或者行文方向",
    )


def _upward(main: Sequence[str], copies: Sequence[str], around: Surroundings) -> Iterator[Remark]:
    if around.bearing is not Bearing.UP:
        return
    if len(main) > 1:
        yield Remark(
            "conduct.one_superior",
            f"{RULES} 第十五条第一项",
            Strength.NORMALLY,
            "main_recipient",
            f"主送了 {len(main)} 个机关；向上级机关行文原则上主送一个上级机关，其余改为抄送",
        )
    below = [name for name in copies if name in around.subordinates]
    if below:
        yield Remark(
            "conduct.copies_down",
            f"{RULES} 第十五条第一项",
            Strength.MUST,
            "copy_to",
            f"抄送了下级机关“{'、'.join(below)}”；向上级机关行文不抄送下级机关，请删去",
        )
    named = [name for name in main if name in around.leaders]
    if named:
        yield Remark(
            "conduct.leader_personally",
            f"{RULES} 第十五条第五项",
            Strength.MUST,
            "main_recipient",
            f"主送了“{'、'.join(named)}”；除上级机关负责人直接交办事项外，不得以本机关名义向负责人报送公文",
        )
    yield from _skipped(main, copies, around)


def _skipped(main: Sequence[str], copies: Sequence[str], around: Surroundings) -> Iterator[Remark]:
    direct = around.direct_superior
    above = [name for name in main if name in around.superiors and name != direct]
    if direct and above and direct not in (*main, *copies):
        yield Remark(
            "conduct.skipped_level",
            f"{RULES} 第十四条",
            Strength.NORMALLY,
            "main_recipient",
            f"越过“{direct}”主送“{above[0]}”；一般不得越级行文，特殊情况需要越级的，应当同时抄送被越过的机关",
        )


def _downward(copies: Sequence[str], around: Surroundings) -> Iterator[Remark]:
    important = around.bearing is Bearing.DOWN and around.type is DocumentType.DECISION
    if important and around.direct_superior and around.direct_superior not in copies:
        yield Remark(
            "conduct.copy_superior",
            f"{RULES} 第十六条第一项",
            Strength.MAY,
            "copy_to",
            f"重要行文应当同时抄送发文机关的直接上级机关“{around.direct_superior}”；如属重要行文请补抄送",
        )


def _agreement(around: Surroundings) -> Iterator[Remark]:
    if around.bearing is Bearing.DOWN and around.unsettled:
        yield Remark(
            "conduct.not_agreed",
            f"{RULES} 第十六条第四项",
            Strength.MUST,
            "body",
            f"“{'、'.join(around.unsettled)}”的不同意见尚未协商一致；涉及多个部门职权的事务未协商一致的，不得向下行文",
        )
