"""宴会桌次: which table stands where."""

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import line_of, row_sizes, row_spots
from xianxing.engines.protocol.scheme import DOOR_CAPTIONS, Block, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Reason, Side

SUPREME = Setting(
    "supreme",
    "桌次尊位",
    {"right": "面门以右为尊", "left": "面门以左为尊"},
    "right",
    "S35",
)
PER_ROW = Setting("per_row", "每排桌数", {}, None, "S35")


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """Tables seen from the door: the main table in the middle (of two or four: on the hand of honour).

    With `per_row` the first row is the one farthest from the door, or nearest the stage.
    Source: S35 (居中为上, 以右为上, 以远为上, 临台为上); even numbers are derived from it.
    """
    tables = cast.people("tables")
    if not tables:
        raise CastError("桌数为 0；请在 tables 中写桌数或桌名")
    honour = Hand.RIGHT if chosen.text("supreme") == "right" else Hand.LEFT
    lines, blocks, start = [], [], 0
    sizes = row_sizes(len(tables), chosen.number("per_row") or len(tables))
    for depth, size in enumerate(sizes):
        name = f"第{depth + 1}排" if len(sizes) > 1 else ""
        spots = row_spots(size, _second(size, honour), y=float(len(sizes) - depth), prefix=name)
        reason = Reason("居中为上、以右为上、以远为上、临台为上；其他桌主位与主桌同向", "S35")
        blocks.append(Block(name or "桌次", spots, tables[start : start + size], reason))
        lines.append(line_of(spots, name))
        start += size
    return Scheme(tuple(lines), tuple(blocks))


def _second(size: int, honour: Hand) -> Hand:
    """In odd rows table 2 takes the hand of honour; in even rows table 1 itself stands on it."""
    if size % 2:
        return honour
    return Hand.LEFT if honour is Hand.RIGHT else Hand.RIGHT


SCENES = (
    Scene(
        "banquet_tables",
        "宴会桌次",
        (SUPREME, PER_ROW),
        (Input("tables", "", Side.ALL),),
        arrange,
        captions=DOOR_CAPTIONS,
    ),
)
