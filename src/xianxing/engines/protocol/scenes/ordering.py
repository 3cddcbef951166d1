"""Lists in order: by rank, by strokes, by pinyin."""

from collections.abc import Sequence

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.ranking.joint import JOINT, join_sides
from xianxing.engines.protocol.ranking.order import RANK_SETTINGS, Pin, rules_of
from xianxing.engines.protocol.ranking.reading import rank_labels
from xianxing.engines.protocol.scheme import ORDER_CAPTIONS, Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.strokes.order import METHOD_NAMES, Method, stroke_order
from xianxing.engines.protocol.strokes.table import load_table
from xianxing.engines.protocol.terms import Json, Reason, Side, Spot

METHOD = Setting(
    "method",
    "笔画排序",
    {method.value: text for method, text in METHOD_NAMES.items()},
    Method.SURNAME.value,
    "S30",
)


def arrange_ranks(cast: Cast, chosen: Chosen) -> Scheme:
    """The people in order of precedence, with what decided between neighbours. Source: S07, S21, S22, S25."""
    if cast.has("superior") or cast.has("host"):
        sides = [rank_labels(_listed(cast, key), rules_of(chosen)) for key in ("superior", "host")]
        superior, host = ([person.name for person in side.people] for side in sides)
        joined = join_sides(superior, host, chosen.text("joint"))
        reasons = (*(reason for side in sides for reason in side.reasons), Reason("两方合并排序", "S25"))
        return _in_order([str(name) for name in joined], reasons, "S25")
    ranking = rank_labels(_listed(cast, "people"), rules_of(chosen), _pins(cast.given.get("pins")))
    return _in_order([person.name for person in ranking.people], ranking.reasons, "S22")


def arrange_strokes(cast: Cast, chosen: Chosen) -> Scheme:
    """Names by strokes. The input `strokes` enters characters that the table lacks. Source: S30, S31."""
    table = load_table().with_characters(_strokes(cast.given.get("strokes")))
    ranking = stroke_order(_names(cast), table=table, method=Method(chosen.text("method")))
    return _in_order(ranking.names, ranking.reasons, "S30")


def arrange_pinyin(cast: Cast, _chosen: Chosen) -> Scheme:
    """Names by pinyin, surnames read as surnames. Source: 汉语拼音方案."""
    from xianxing.engines.protocol.ranking.pinyin import (  # late import: start-up time
        load_surnames,
        pinyin_order,
    )

    ordered = pinyin_order(_names(cast), surnames=load_surnames())
    return _in_order(ordered, (Reason("先比字母，再比声调；姓氏按姓的读音", "汉语拼音方案"),), "汉语拼音方案")


def _listed(cast: Cast, key: str) -> list[Json]:
    value = cast.given.get(key, [])
    if not isinstance(value, list):
        raise CastError(f"{key} 为 {value!r}；须是名单，请改正")
    return value


def _names(cast: Cast) -> list[str]:
    names = []
    for value in _listed(cast, "people"):
        name = value[0] if isinstance(value, list) and value else value
        if not isinstance(name, str) or not name:
            raise CastError(f"名单中的 {value!r} 不是姓名；请改正")
        names.append(name)
    return names


def _strokes(value: Json) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise CastError("strokes 须是各字的笔顺，如 {'熺': '4334...'}；请改正")
    return {character: str(strokes) for character, strokes in value.items()}


def _pins(value: Json) -> dict[str, Pin]:
    """`{"退休原书记": {"place": 2, "reason": "..."}}`."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise CastError('pins 须是 {"姓名": {"place": 2, "reason": "原因"}}；请改正')
    return {name: _pin(name, pin) for name, pin in value.items()}


def _pin(name: str, value: Json) -> Pin:
    if isinstance(value, dict):
        place, reason = value.get("place"), value.get("reason", "")
        if isinstance(place, int) and not isinstance(place, bool) and isinstance(reason, str) and reason:
            return Pin(place, reason)
    raise CastError(f'{name} 的固定位次须写 {{"place": 2, "reason": "原因"}}；原因不能空，请改正')


def _in_order(names: Sequence[str], reasons: Sequence[Reason], source: str) -> Scheme:
    spots = tuple(Spot(f"第{at + 1}位", at, 0) for at in range(len(names)))
    block = Block("名单", spots, tuple(names), Reason("依次排列", source))
    return Scheme((Line("", tuple(spot.place for spot in spots)),), (block,), reasons=tuple(reasons))


SCENES = (
    Scene(
        "rank_order",
        "名次排序",
        (*RANK_SETTINGS, JOINT),
        (
            Input("people", "", Side.ALL),
            Input("superior", "S", Side.SUPERIOR),
            Input("host", "H", Side.HOST),
            Input("pins"),
        ),
        arrange_ranks,
        fixed=True,
        captions=ORDER_CAPTIONS,
    ),
    Scene(
        "stroke_order",
        "姓氏笔画排序",
        (METHOD,),
        (Input("people", "", Side.ALL), Input("strokes")),
        arrange_strokes,
        fixed=True,
        captions=ORDER_CAPTIONS,
    ),
    Scene(
        "pinyin_order",
        "姓氏拼音排序",
        (),
        (Input("people", "", Side.ALL),),
        arrange_pinyin,
        fixed=True,
        captions=ORDER_CAPTIONS,
    ),
)
