"""会谈 and 长条桌: two sides across a table, or one body around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import line_of, offset, opposite
from xianxing.engines.protocol.scheme import DOOR_CAPTIONS, Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting, Value
from xianxing.engines.protocol.terms import Hand, Label, Reason, Shape, Side, Spot

FIRST = Setting(
    "first",
    "每侧第 2 位",
    {"right": "在主谈人右手，一右一左", "left": "在主谈人左手（同主席台）"},
    "right",
    "S09、S12",
)
_INTERPRETER_PLACES: Mapping[Value, str] = {
    "right": "在主谈人右手",
    "left": "在主谈人左手",
    "behind": "在主谈人身后",
}
INTERP_HOST = Setting("interp_host", "主方译员", _INTERPRETER_PLACES, "right", "S09、S10、S13")
INTERP_GUEST = Setting("interp_guest", "客方译员", _INTERPRETER_PLACES, "right", "S09、S10、S13")
CONTEXT = Setting(
    "context",
    "场合",
    {"domestic_report": "汇报会：上级面门，每侧同主席台排法", "talks": "会谈"},
    None,
    "S12",
)
GUEST_SIDE = Setting(
    "guest_side",
    "桌端对门时",
    {"right_on_entering": "进门右侧为客、左侧为主", "left_on_entering": "进门左侧为客、右侧为主"},
    "right_on_entering",
    "S09、S10、S12",
)
HEAD = Setting(
    "head",
    "长条桌主位",
    {"side": "长边正中、面门", "end": "桌端、面门"},
    "side",
    "推定",
)
_LEFT, _RIGHT = Hand.LEFT, Hand.RIGHT


def arrange_crosswise(cast: Cast, chosen: Chosen) -> Scheme:
    """The far side (guests, facing the door and the viewer), then the near side (hosts, backs to the door).

    Own right of the guests is the viewer's left, own right of the hosts the viewer's right.
    Source: S09, S10, S12, S13.
    """
    far = _side(cast, chosen, "guest", facing=True)
    near = _side(cast, chosen, "host", facing=False)
    lines = (*far[0][::-1], *near[0])
    return Scheme(lines, (*far[1], *near[1]))


def arrange_lengthwise(cast: Cast, chosen: Chosen) -> Scheme:
    """The two long sides, seen on entering: left, then right; principals in the middle of each side.

    Along a side the order is that of the crosswise table. The guests on the right of the entrance look to the
    viewer's left, so their own right lies away from the viewer; the hosts' own right lies towards him.
    Source: S09, S10, S12; the order along the side is that of the crosswise rule.
    """
    guest_right = chosen.text("guest_side") == "right_on_entering"
    sides = (("host", "H"), ("guest", "G")) if guest_right else (("guest", "G"), ("host", "H"))
    lines: list[Line] = []
    blocks: list[Block] = []
    for at, (key, letter) in enumerate(sides):
        own, rows = ("left", "right")[at], _side(cast, chosen, key, facing=at == 1)
        turned = tuple(
            replace(block, spots=tuple(_turn(spot, at) for spot in block.spots)) for block in rows[1]
        )
        places = sorted((spot for block in turned for spot in block.spots), key=lambda spot: -spot.y)
        lines.append(Line(f"{own}:{letter}", tuple(spot.place for spot in places)))
        blocks.extend(turned)
    return Scheme(tuple(lines), tuple(blocks), Shape.TITLES)


def arrange_long_table(cast: Cast, chosen: Chosen) -> Scheme:
    """Two sides when both are given, as the crosswise table; otherwise one body around the table.

    `head=side`: No. 1 in the middle of the long side that faces the door, the first half of the list beside
    him, the rest opposite by the same pattern. `head=end`: No. 1 at the far end, the others down both sides,
    the hand of `first` before the other. Source: S04, S12 for the pattern; one body around a table is derived.
    """
    if cast.has("guest") and cast.has("host"):
        return arrange_crosswise(cast, chosen)
    people = cast.people("people") if cast.has("people") else cast.people("n")
    if chosen.text("head") == "end":
        return _from_the_end(people, chosen)
    second = _LEFT if chosen.text("first") == "left" else _RIGHT
    half = (len(people) + 1) // 2
    far = _facing(half, second, facing=True, prefix="面门")
    near = _facing(len(people) - half, second, facing=False, prefix="背门")
    reason = Reason("面门一侧在先，每侧居中者为首，左右交替", "推定")
    blocks = (Block("面门", far, people[:half], reason), Block("背门", near, people[half:], reason))
    return Scheme((line_of(far, "面门"), line_of(near, "背门")), blocks)


def _from_the_end(people: Sequence[Label], chosen: Chosen) -> Scheme:
    second = _LEFT if chosen.text("first") == "left" else _RIGHT
    spots = []
    for at in range(len(people)):
        hand = second if at % 2 else opposite(second)
        depth = (at + 1) // 2
        name = f"{hand.value}侧{depth}" if at else "桌端"
        x = 0.0 if not at else (1.0 if hand is _LEFT else -1.0)
        spots.append(Spot(name, x, -float(depth), hand if at else Hand.CENTRE, accessible=depth < 2))
    lines = tuple(
        Line(title, tuple(spot.place for spot in spots if spot.hand is hand))
        for title, hand in (("桌端", Hand.CENTRE), ("右侧", _RIGHT), ("左侧", _LEFT))
        if any(spot.hand is hand for spot in spots)
    )
    reason = Reason("桌端面门为首，其余自桌端起左右交替向下", "推定")
    return Scheme(lines, (Block("长条桌", tuple(spots), tuple(people), reason),))


def _side(
    cast: Cast, chosen: Chosen, key: str, *, facing: bool
) -> tuple[tuple[Line, ...], tuple[Block, ...]]:
    """The lines (own row, then the row behind it) and blocks of one side."""
    people = cast.people(key)
    if not people:
        raise CastError("会谈须有主客双方；请在 guest 和 host 中写人数或名单")
    second = _LEFT if _first(chosen) == "left" else _RIGHT
    steps = [_step(rank, second, facing=facing) for rank in range(1, len(people) + 1)]
    letter, name = ("G", "客方") if key == "guest" else ("H", "主方")
    extra: tuple[Block, ...] = ()
    behind: tuple[Line, ...] = ()
    y = 2.0 if facing else 0.0
    if cast.is_on("interpreters"):
        where = chosen.text(f"interp_{key}")
        spot, steps = _interpreter(where, steps, name, facing=facing)
        spot = replace(spot, y=y + (spot.y if facing else -spot.y))
        extra = (
            Block("译员", (spot,), (f"译{letter}",), Reason(_INTERPRETER_PLACES[where], "S09、S10、S13")),
        )
        if where == "behind":
            behind = (Line(f"{name}后排", (spot.place,)),)
    spots = _named(steps, name, y, facing=facing)
    beside = (*spots, *(spot for block in extra for spot in block.spots if not behind))
    reason = Reason(_text(key, second), "S09、S12")
    return (line_of(beside, name), *behind), (Block(name, spots, people, reason), *extra)


def _first(chosen: Chosen) -> str:
    if "first" not in chosen.given and chosen.values.get("context") == "domestic_report":
        return "left"
    return chosen.text("first")


def _text(key: str, second: Hand) -> str:
    side = "来宾（上级）面门" if key == "guest" else "主方背门"
    return f"{side}，主谈人居中，第 2 位在其{second.value}手，左右交替"


def _step(rank: int, second: Hand, *, facing: bool) -> int:
    step = offset(rank, second)
    return step if facing else -step


def _interpreter(where: str, steps: list[int], name: str, *, facing: bool) -> tuple[Spot, list[int]]:
    """The interpreter's spot, and the others' steps with the seat beside the principal given up."""
    if where == "behind":
        return Spot(f"{name}译（后）", 0, 1), steps
    own_left = where == "left"
    sign = 1 if own_left is facing else -1
    moved = [step + sign if step * sign > 0 else step for step in steps]
    return Spot(f"{name}译", sign, 0, _LEFT if own_left else _RIGHT), moved


def _named(steps: Sequence[int], name: str, y: float, *, facing: bool) -> tuple[Spot, ...]:
    ends = {min(steps), max(steps)}
    found = []
    for step in steps:
        own = step if facing else -step
        hand = Hand.CENTRE if not own else (_LEFT if own > 0 else _RIGHT)
        place = f"{name}{hand.value}{abs(own)}" if own else f"{name}主位"
        found.append(Spot(place, step, y, hand, step in ends))
    return tuple(found)


def _facing(size: int, second: Hand, *, facing: bool, prefix: str) -> tuple[Spot, ...]:
    steps = [_step(rank, second, facing=facing) for rank in range(1, size + 1)]
    return _named(steps, prefix, 2.0 if facing else 0.0, facing=facing) if steps else ()


def _turn(spot: Spot, at: int) -> Spot:
    """The spot of a side turned along the table: x becomes depth, the side stands left or right."""
    depth = 0.0 if spot.y in {0.0, 2.0} else 1.0
    return replace(spot, x=(1.5 + depth) * (1 if at else -1), y=-spot.x)


_SIDES = (Input("guest", "G", Side.GUEST), Input("host", "H", Side.HOST), Input("interpreters"))

SCENES = (
    Scene(
        "talks_table_crosswise",
        "会谈（横桌）",
        (FIRST, INTERP_HOST, INTERP_GUEST, CONTEXT),
        _SIDES,
        arrange_crosswise,
        captions=DOOR_CAPTIONS,
    ),
    Scene(
        "talks_table_lengthwise",
        "会谈（纵桌）",
        (GUEST_SIDE, FIRST, INTERP_HOST, INTERP_GUEST, CONTEXT),
        _SIDES,
        arrange_lengthwise,
        captions=DOOR_CAPTIONS,
    ),
    Scene(
        "long_table",
        "长条桌",
        (HEAD, FIRST, INTERP_HOST, INTERP_GUEST, CONTEXT),
        (Input("n", "", Side.ALL), Input("people", "", Side.ALL), *_SIDES),
        arrange_long_table,
        captions=DOOR_CAPTIONS,
    ),
)
