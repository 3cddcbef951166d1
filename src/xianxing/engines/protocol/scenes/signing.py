"""签字: two signers in front, assistants on the outer sides, the others standing behind their own signer."""

from collections.abc import Sequence

from xianxing.engines.protocol.cast import Cast, Input, spread
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import line_of, side_spots
from xianxing.engines.protocol.scheme import Block, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Json, Label, Reason, Side, Spot

GUEST = Setting(
    "guest",
    "客方签字人",
    {"right_of_host": "主左客右（以右为上）", "left_of_host": "客左主右（国内以左为上）"},
    "right_of_host",
    "S01、S10",
)


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """The front row: guest's assistant, guest, host, host's assistant; behind it each side outwards by rank.

    `signers` are two, guest and host in whichever order the labels G and H say, else guest first.
    Source: S01, S06, S10.
    """
    guest, host = _signers(cast)
    towards, other = Hand.LEFT, Hand.RIGHT
    if chosen.text("guest") == "left_of_host":
        towards, other = other, towards
    reason = Reason(f"签字人：{_meaning(chosen)}", "S01、S10")
    front = [
        Block("客方签字人", (_spot("客签", towards, 0),), (guest,), reason),
        Block("主方签字人", (_spot("主签", other, 0),), (host,), reason),
        *_assistants(cast, towards, other),
    ]
    behind = [
        *_standing(cast.people("standing_guest"), towards, "客方随员", "客"),
        *_standing(cast.people("standing_host"), other, "主方随员", "主"),
    ]
    lines = [line_of([spot for block in front for spot in block.spots])]
    if behind:
        lines.append(line_of([spot for block in behind for spot in block.spots]))
    return Scheme(tuple(lines), (*front, *behind))


def _signers(cast: Cast) -> tuple[Label, Label]:
    signers = cast.people("signers") if cast.has("signers") else ("G", "H")
    if len(signers) != 2:
        raise CastError(f"签字人有 {len(signers)} 位；须是两位，先客后主")
    return signers if signers != ("H", "G") else ("G", "H")


def _assistants(cast: Cast, towards: Hand, other: Hand) -> list[Block]:
    value = cast.given.get("assistants")
    if value is None or value is False or value == 0:
        return []
    labels: tuple[Label, ...] = ("aG", "aH")
    if isinstance(value, list):
        labels = spread(_guest_first(value), "", "assistants")
    if len(labels) != 2:
        raise CastError(f"助签人有 {len(labels)} 位；须是两位，先客后主")
    reason = Reason("助签人站在各自签字人的外侧", "S10")
    return [
        Block("客方助签人", (_spot("客助签", towards, 1),), labels[:1], reason),
        Block("主方助签人", (_spot("主助签", other, 1),), labels[1:], reason),
    ]


def _guest_first(value: list[Json]) -> list[Json]:
    return ["aG", "aH"] if value == ["aH", "aG"] else value


def _standing(people: Sequence[Label], towards: Hand, name: str, prefix: str) -> list[Block]:
    if not people:
        return []
    spots = tuple(
        Spot(spot.place, spot.x, 1, spot.hand, spot.accessible)
        for spot in side_spots(len(people), towards, start=0.5, prefix=f"后排{prefix}")
    )
    reason = Reason("站在本方签字人身后，自中间向外按身份排列", "S01、S10")
    return [Block(name, spots, tuple(people), reason)]


def _spot(place: str, towards: Hand, at: int) -> Spot:
    sign = 1 if towards is Hand.RIGHT else -1
    own = Hand.LEFT if towards is Hand.RIGHT else Hand.RIGHT
    return Spot(place, sign * (at + 0.5), 0, own, accessible=at == 1)


def _meaning(chosen: Chosen) -> str:
    return GUEST.choices[chosen.text("guest")]


SCENES = (
    Scene(
        "signing",
        "签字",
        (GUEST,),
        (
            Input("signers", ""),
            Input("assistants"),
            Input("standing_guest", "G", Side.GUEST),
            Input("standing_host", "H", Side.HOST),
        ),
        arrange,
    ),
)
