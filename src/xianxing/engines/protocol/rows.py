"""The closed form of a row: No. 1 in the middle, the others alternately on either hand."""

from collections.abc import Sequence

from xianxing.engines.protocol.scheme import Line
from xianxing.engines.protocol.terms import Hand, Spot


def offset(rank: int, second_on: Hand) -> int:
    """How many seats to the viewer's right of No. 1 the person of that rank (from 1) sits.

    Own left of somebody who faces the viewer is the viewer's right. Rank 2 sits on the hand `second_on` of
    No. 1, rank 3 on the other, and so on outwards; a row of any length follows from that one hand.
    Source: S01, S03-S06 (second on the left), S02, S03, S24 (second on the right, even rows), S09, S11.
    """
    steps = rank // 2
    towards_second = rank % 2 == 0
    return steps if towards_second is (second_on is Hand.LEFT) else -steps


def row_spots(size: int, second_on: Hand, *, y: float = 0, prefix: str = "") -> tuple[Spot, ...]:
    """The places of one row of people who face the viewer, highest first, centred on x = 0.

    A place is named by the hand and the distance from No. 1: 主位, 左1 (his own left), 右1, 左2 ...
    The two outermost places are accessible. Source: as `offset`; naming is ours.
    """
    offsets = [offset(rank, second_on) for rank in range(1, size + 1)]
    middle = (min(offsets, default=0) + max(offsets, default=0)) / 2
    ends = {min(offsets, default=0), max(offsets, default=0)}
    return tuple(
        Spot(prefix + place_name(step), step - middle, y, hand_of(step), step in ends) for step in offsets
    )


def side_spots(size: int, towards: Hand, *, start: float, prefix: str) -> tuple[Spot, ...]:
    """Places in a line outwards from the middle: `towards` is the viewer's side, `start` the first x.

    Source: S11, S12 (each side outward by rank).
    """
    sign = 1 if towards is Hand.RIGHT else -1
    last = size - 1
    own = Hand.LEFT if towards is Hand.RIGHT else Hand.RIGHT
    return tuple(
        Spot(f"{prefix}{at + 1}", sign * (start + at), 0, own, accessible=at == last) for at in range(size)
    )


def place_name(step: int) -> str:
    """The name of the place `step` seats to the viewer's right of No. 1. Source: ours."""
    return f"{hand_of(step)}{abs(step)}" if step else "主位"


def hand_of(step: int) -> Hand:
    """The own hand of No. 1 on which that place lies. Source: the own left is the viewer's right (S05, S07)."""
    if not step:
        return Hand.CENTRE
    return Hand.LEFT if step > 0 else Hand.RIGHT


def opposite(hand: Hand) -> Hand:
    """The other hand. Source: plain."""
    return {Hand.LEFT: Hand.RIGHT, Hand.RIGHT: Hand.LEFT, Hand.CENTRE: Hand.CENTRE}[hand]


def line_of(spots: Sequence[Spot], title: str = "") -> Line:
    """The printed row of these places, from the viewer's left to right. Source: the x of each place."""
    return Line(title, tuple(spot.place for spot in sorted(spots, key=lambda spot: spot.x)))


def row_sizes(people: int, front: int) -> tuple[int, ...]:
    """How many sit in each row from the front: `front` in a row, and never a last row of a few.

    A remainder of less than half a row joins the row before it, unless that is the front row, whose length
    is fixed. Source: S14, S23 for the front row; the rest is derived (推定).
    """
    full, rest = divmod(people, front)
    sizes = [front] * full
    if full > 1 and 0 < rest * 2 < front:
        sizes[-1] += rest
    elif rest:
        sizes.append(rest)
    return tuple(sizes)


def odd_front(people: int) -> int:
    """An odd number of seats for the front of two rows, so that No. 1 sits exactly in the middle.

    Source: S14 (the front row is kept odd).
    """
    return (people + 1) // 2 | 1
