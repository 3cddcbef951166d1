"""电梯, 楼梯, 行走, 介绍: who goes, stands or is named first."""

from collections.abc import Sequence
from dataclasses import replace

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import line_of, row_spots
from xianxing.engines.protocol.scheme import FRONT_CAPTIONS, ORDER_CAPTIONS, Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Label, Reason, Shape, Side, Spot

OPERATOR = Setting(
    "operator",
    "电梯工",
    {True: "有电梯工：客人先进先出", False: "无电梯工：陪同先进按住开门、后出"},
    default=False,
    source="S28",
)
STAIRS = Setting(
    "rule",
    "上下楼",
    {"guest_first_up_last_down": "上楼客人在前，下楼客人在后", "host_leads": "上下楼均由主人引领在前"},
    "guest_first_up_last_down",
    "S28、S29",
)
INTRODUCE = Setting(
    "rule",
    "介绍次序",
    {
        "host_to_guest_first": "先把主人介绍给来宾，再把来宾介绍给主人",
        "guest_to_host_first": "先把客人介绍给主人（涉外）",
    },
    "host_to_guest_first",
    "S26、S27",
)
GUIDE = Setting(
    "guide",
    "引导",
    {"left_front": "引导人员在客人左前方", "right_front": "引导人员在客人右前方"},
    None,
    "S28",
)
_ESCORT_WORDS = ("陪同", "引导", "工作人员", "随员", "主人", "主方")


def arrange_lift(cast: Cast, chosen: Chosen) -> Scheme:
    """Who enters and who leaves first; inside, the back is higher than the side of the panel.

    Source: S28 (operator or not).
    """
    roles = cast.people("roles") if cast.has("roles") else ("客", "陪同")
    escorts = tuple(role for role in roles if _is_escort(role))
    guests = tuple(role for role in roles if not _is_escort(role))
    with_operator = chosen.is_on("operator")
    enter = (*guests, *escorts) if with_operator else (*escorts, *guests)
    reason = Reason(OPERATOR.choices[with_operator], "S28")
    inside = Reason("梯内里侧为尊，控制面板旁为末位", "推定")
    steps = (("enter", "进", enter), ("leave", "出", (*guests, *escorts)))
    return replace(_in_order(steps, reason, Shape.STEPS), reasons=(inside,))


def arrange_stairs(cast: Cast, chosen: Chosen) -> Scheme:
    """From the front to the back on the stairs. Source: S28; S29 for the other rule."""
    direction = cast.given.get("dir", "up")
    if not isinstance(direction, str) or direction not in {"up", "down"}:
        raise CastError(f"dir 为 {direction!r}；可用 up、down，请改正")
    guest_leads = chosen.text("rule") == "guest_first_up_last_down" and direction == "up"
    order = ("客", "陪同") if guest_leads else ("陪同", "客")
    reason = Reason(
        STAIRS.choices[chosen.text("rule")], "S28" if "客人" in STAIRS.choices[chosen.text("rule")] else "S29"
    )
    return _in_order((("", "前后", order),), reason, Shape.ROWS)


def arrange_walk(cast: Cast, chosen: Chosen) -> Scheme:
    """Where the guide walks (when `guide` is set), else people abreast, seen from the front.

    Three and more: the highest in the middle, the second on his right hand. Two: the higher on the right.
    Source: S28; the hand of the second is derived, with the right as the place of honour in walking.
    """
    if "guide" in chosen.values:
        side = "左" if chosen.text("guide") == "left_front" else "右"
        words = f"客人{side}前方约一步半"
        spot = Spot("guide_offset", -1 if side == "右" else 1, -1)
        block = Block("引导", (spot,), (words,), Reason("引导人员走在客人侧前方约一步半", "S28"))
        return Scheme((line_of((spot,)),), (block,), Shape.PLACES)
    people = cast.people("people") if cast.has("people") else cast.people("n")
    spots = row_spots(len(people), Hand.LEFT if len(people) == 2 else Hand.RIGHT)
    reason = Reason("并行时居中者为尊，其次在其右手；二人并行以右为尊", "S28、推定")
    return Scheme((line_of(spots),), (Block("并行", spots, people, reason),))


def arrange_introduction(cast: Cast, chosen: Chosen) -> Scheme:
    """Who is introduced first, each side by rank. Source: S26; S27 for the other rule."""
    host, guest = cast.people("host"), cast.people("guest")
    host_first = chosen.text("rule") == "host_to_guest_first"
    order = (*host, *guest) if host_first else (*guest, *host)
    reason = Reason(INTRODUCE.choices[chosen.text("rule")], "S26" if host_first else "S27")
    return _in_order((("", "介绍", order),), reason, Shape.ROWS)


def _is_escort(role: Label) -> bool:
    return str(role).startswith(_ESCORT_WORDS)


def _in_order(steps: Sequence[tuple[str, str, Sequence[Label]]], reason: Reason, shape: Shape) -> Scheme:
    lines, blocks = [], []
    for depth, (title, name, order) in enumerate(steps):
        spots = tuple(Spot(f"{name}{at + 1}", at, -depth) for at in range(len(order)))
        lines.append(Line(title, tuple(spot.place for spot in spots)))
        blocks.append(Block(name, spots, tuple(order), reason))
    return Scheme(tuple(lines), tuple(blocks), shape)


_BOTH = (Input("host", "H", Side.HOST), Input("guest", "G", Side.GUEST))

SCENES = (
    Scene(
        "lift", "电梯", (OPERATOR,), (Input("roles", ""),), arrange_lift, fixed=True, captions=ORDER_CAPTIONS
    ),
    Scene("stairs", "楼梯", (STAIRS,), (Input("dir"),), arrange_stairs, fixed=True, captions=ORDER_CAPTIONS),
    Scene(
        "walk",
        "行走",
        (GUIDE,),
        (Input("n", "", Side.ALL), Input("people", "", Side.ALL)),
        arrange_walk,
        fixed=True,
        captions=FRONT_CAPTIONS,
    ),
    Scene(
        "introduce", "介绍", (INTRODUCE,), _BOTH, arrange_introduction, fixed=True, captions=ORDER_CAPTIONS
    ),
)
