"""合影: rows by the stage's pattern, or host and guests alternating with the host's people at both ends."""

from collections.abc import Sequence
from itertools import zip_longest

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import (
    hand_of,
    line_of,
    odd_front,
    opposite,
    place_name,
    row_sizes,
    row_spots,
)
from xianxing.engines.protocol.scheme import Block, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Label, Reason, Side, Spot
from xianxing.engines.protocol.variants import EVEN, SUPREME, TWO_PERSON, second_hand

MIX = Setting(
    "mix",
    "主客混排",
    {"interleave": "主客间隔，主人居中", "by_rank": "按统一名次"},
    None,
    "S10、S14",
)
ENDS = Setting("ends", "两端", {"host": "由主方把边", "any": "不限"}, "host", "S14")
FRONT = Setting("front", "前排人数", {}, None, "S14")
# A photograph of more people than this needs a second row when nothing is said (推定).
_ONE_ROW = 15


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """The photograph's rows, front first. Source: S10, S14; rows behind the first by the same pattern."""
    host, guest = cast.people("host"), cast.people("guest")
    if host and guest and chosen.values.get("mix") != "by_rank":
        return _interleaved(host, guest, chosen)
    people = cast.people("people") if cast.has("people") else cast.people("n")
    return _by_rank(people or (*host, *guest), chosen)


def _by_rank(people: Sequence[Label], chosen: Chosen) -> Scheme:
    count = len(people)
    front = chosen.number("front") or (count if count <= _ONE_ROW else odd_front(count))
    sizes = row_sizes(count, max(front, 1))
    lines, blocks, start = [], [], 0
    for at, size in enumerate(sizes):
        name = f"第{at + 1}排" if len(sizes) > 1 else ""
        spots = row_spots(size, second_hand(size, chosen), y=float(at), prefix=name)
        reason = Reason("每排按主席台次序，前排高于后排，居中高于两侧", "S14")
        blocks.append(Block(name or "合影", spots, tuple(people[start : start + size]), reason))
        lines.append(line_of(spots, name))
        start += size
    return Scheme(tuple(lines), tuple(blocks))


def _interleaved(host: Sequence[Label], guest: Sequence[Label], chosen: Chosen) -> Scheme:
    """Host No. 1 in the middle, guest No. 1 on the hand of honour, then guest and host in turn outwards.

    The order of the accompanying hosts starts on the other hand (推定). With `ends=host` the last host of
    each arm stands at its end. Source: S10, S14.
    """
    if len(host) < 3 and chosen.text("ends") == "host" and len(guest) > 1:
        raise CastError(f"两端由主方把边至少要 3 位主方人员，现有 {len(host)} 位；请增派或设 ends=any")
    honour = Hand.LEFT if chosen.text("supreme") == "left" else Hand.RIGHT
    seats: list[tuple[int, Label]] = [(0, host[0])]
    arms = ((honour, guest[0::2], host[2::2]), (opposite(honour), guest[1::2], host[1::2]))
    for hand, guests, hosts in arms:
        sign = 1 if hand is Hand.LEFT else -1
        arm = _arm(guests, hosts, hosts_last=chosen.text("ends") == "host")
        seats += [(sign * (at + 1), label) for at, label in enumerate(arm)]
    spots = _spots([step for step, _ in seats])
    blocks = (
        _block("主方", host, seats, spots, "主人居中，其余与来宾间隔，两端由主方把边"),
        _block("来宾", guest, seats, spots, f"主宾在主人{honour.value}手，其余左右交替"),
    )
    return Scheme((line_of(tuple(spots.values())),), blocks)


def _arm(guests: Sequence[Label], hosts: Sequence[Label], *, hosts_last: bool) -> list[Label]:
    """One arm outwards: guest, host, guest, host ...; where hosts are short, the last one still ends it."""
    spared = hosts[-1:] if hosts_last and len(hosts) <= len(guests) else ()
    turn = hosts[: len(hosts) - len(spared)]
    pairs = zip_longest(guests, turn)
    return [*(label for pair in pairs for label in pair if label is not None), *spared]


def _spots(steps: Sequence[int]) -> dict[int, Spot]:
    middle = (min(steps) + max(steps)) / 2
    ends = {min(steps), max(steps)}
    return {step: Spot(place_name(step), step - middle, 0, hand_of(step), step in ends) for step in steps}


def _block(
    name: str,
    people: Sequence[Label],
    seats: Sequence[tuple[int, Label]],
    spots: dict[int, Spot],
    text: str,
) -> Block:
    at = {label: step for step, label in seats}
    places = tuple(spots[at[label]] for label in people)
    return Block(name, places, tuple(people), Reason(text, "S10、S14"))


SCENES = (
    Scene(
        "group_photo",
        "合影",
        (SUPREME, EVEN, TWO_PERSON, FRONT, MIX, ENDS),
        (
            Input("n", "", Side.ALL),
            Input("people", "", Side.ALL),
            Input("guest", "G", Side.GUEST),
            Input("host", "H", Side.HOST),
        ),
        arrange,
    ),
)
