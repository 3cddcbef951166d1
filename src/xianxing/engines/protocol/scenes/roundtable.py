"""宴请圆桌: seats run clockwise, seen from above, from the one that faces the door (index 0).

The clockwise neighbour of somebody who looks to the middle is on his own left.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from types import MappingProxyType

from xianxing.engines.protocol.cast import Cast, Input, spread
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.scheme import DOOR_CAPTIONS, Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Json, Label, Reason, Side, Spot

STYLE = Setting(
    "style",
    "主陪式样",
    {
        "two_hosts": "双主陪（主陪面门、副主陪背门）",
        "one_host": "单主陪，来宾一右一左",
        "one_host_guest_outranks": "主宾身份高于主人，两人换座",
        "shandong": "山东式（主陪、副陪、三陪、四陪）",
    },
    "two_hosts",
    "S01、S15、S16、S17",
)
SEATS = Setting("seats", "每桌座数", {}, 10, "S16")
_NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Table:
    """The round of seats; `second` is the index opposite the seat that faces the door."""

    size: int

    @property
    def second(self) -> int:
        return self.size // 2

    @property
    def right(self) -> list[int]:
        """Indices on the own right of the first host, from him to the second."""
        return list(range(self.size - 1, self.second, -1))

    @property
    def left(self) -> list[int]:
        return list(range(1, self.second))

    def spot(self, index: int) -> Spot:
        angle = 2 * pi * index / self.size
        hand = Hand.CENTRE
        if index not in {0, self.second}:
            hand = Hand.LEFT if index < self.second else Hand.RIGHT
        radius = max(1.6, self.size / 2 / pi * 1.3)
        return Spot(f"{index + 1}号位", radius * sin(angle), radius * cos(angle), hand, accessible=True)


@dataclass(frozen=True, slots=True)
class _Party:
    """Who sits at one table: labels by rank, and who asked for what."""

    guests: Json
    hosts: Json
    with_second_host: bool

    def guest_labels(self) -> tuple[Label, ...]:
        return spread(self.guests, "", "guests")

    def host_labels(self, names: Sequence[str], default: int) -> tuple[Label, ...]:
        if isinstance(self.hosts, list):
            return spread(self.hosts, "", "hosts")
        count = len(spread(default if self.hosts is None else self.hosts, "", "hosts"))
        return tuple(names[at] if at < len(names) else f"陪{at + 1}" for at in range(count))


Placing = tuple[list[int], tuple[Label, ...], list[int], tuple[Label, ...], Reason]
"""Indices for hosts, hosts, indices for guests, guests (each highest first), and the reason."""


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """The table's ring of seats, clockwise from the seat that faces the door; spare seats stay empty.

    Source: S01, S15, S16, S17, S33; tails beyond the published seats continue the same pattern (推定).
    """
    table = _Table(chosen.number("seats") or 10)
    free = cast.count("free")
    party = _Party(cast.given.get("guests"), cast.given.get("hosts"), cast.is_on("second_host"))
    at_host, hosts, at_guest, guests, reason = _STYLES[chosen.text("style")](table, party)
    if len(hosts) + len(guests) + free > table.size:
        raise CastError(
            f"座位只有 {table.size} 个，主陪 {len(hosts)} 位、来宾 {len(guests)} 位、"
            f"空座 {free} 个；请加座、分桌或减少名单"
        )
    at_host, at_guest = _share(at_host, at_guest, len(hosts), len(guests))
    blocks = (
        Block("主方", tuple(table.spot(index) for index in at_host), hosts, reason),
        Block("来宾", tuple(table.spot(index) for index in at_guest), guests, reason),
    )
    line = Line("", tuple(table.spot(index).place for index in range(table.size)))
    return Scheme((line,), blocks, ring=True)


def _share(at_host: list[int], at_guest: list[int], hosts: int, guests: int) -> tuple[list[int], list[int]]:
    """Every seat given to one side: hosts beyond the published seats take the lowest that guests leave.

    A published host seat that no host takes is left empty, or taken by the last guests.
    """
    held = at_host[:hosts]
    rest = [index for index in (*at_guest, *at_host[hosts:]) if index not in held]
    surplus = hosts - len(held)
    if surplus:
        free = rest[guests:]
        return [*held, *free[-surplus:]], [index for index in rest if index not in free[-surplus:]]
    return held, rest


def _two_hosts(table: _Table, party: _Party) -> Placing:
    turns = _turns(table)
    reason = Reason("主位右 1、左 2，副主位右 3、左 4，再向内右 5、左 6，右 7、左 8", "S01、S16")
    hosts = party.host_labels(("主陪", "副主陪"), 2)
    return [0, table.second], hosts, turns, party.guest_labels(), reason


def _turns(table: _Table) -> list[int]:
    """Guest seats in order: right and left of the first host, right and left of the second, then inwards."""
    found: list[int] = []
    for step in range(table.size):
        for index in (
            table.size - 1 - step,
            1 + step,
            table.second - 1 - step,
            table.second + 1 + step,
        ):
            if 0 < index < table.size and index != table.second and index not in found:
                found.append(index)
    return found


def _one_host(table: _Table, party: _Party) -> Placing:
    if party.with_second_host:
        raise CastError("单主陪没有第二主人；请用 two_hosts 或 one_host_guest_outranks，或删去 second_host")
    reason = Reason("主人面门，主宾在右，第 2 位在左，其余右左交替", "S17")
    return [0], party.host_labels(("主人",), 1), _alternate(table), party.guest_labels(), reason


def _alternate(table: _Table) -> list[int]:
    found: list[int] = []
    for step in range(table.size):
        for index in (table.size - 1 - step, 1 + step):
            if index > 0 and index < table.size and index not in found:
                found.append(index)
    return found


def _guest_outranks(table: _Table, party: _Party) -> Placing:
    guests = party.guest_labels()
    if not guests:
        raise CastError("没有来宾，不能与主宾换座；请在 guests 中写人数或名单")
    if not isinstance(party.guests, list):
        guests = ("主宾", *guests[1:])
    names = ("主人", "第二主人") if party.with_second_host else ("主人",)
    hosts = party.host_labels(names, len(names))
    taken = [table.size - 1, 1][: max(len(names), min(len(hosts), 2))]
    seats = [0, *(index for index in _alternate(table) if index not in taken)]
    reason = Reason("主宾坐主位，主人坐主宾位（其右），第二主人坐主宾左侧，其余右左交替", "S17、S33")
    return taken, hosts, seats, guests, reason


def _shandong(table: _Table, party: _Party) -> Placing:
    default = 4 if table.size >= 8 else 2
    hosts = party.host_labels(("主陪", "副陪", "三陪", "四陪"), default)
    guests = party.guest_labels()
    if not isinstance(party.guests, list):
        guests = tuple(_guest_title(at) for at in range(1, len(guests) + 1))
    right, left = table.right, table.left
    deputies = [side[(len(side) - 1) // 2] for side in (right, left) if len(side) > 2]
    corners = [side[at] for side, at in ((right, 0), (left, 0), (left, -1), (right, -1)) if side]
    inner = [index for pair in zip(right, [*left, 0], strict=False) for index in pair]
    rest = [index for index in inner if index and index not in {*corners, *deputies}]
    seats = list(dict.fromkeys((*corners, *rest)))
    reason = Reason("自主陪向右：主宾、三陪、四宾、副陪、三宾、四陪、副宾", "S15")
    return [0, table.second, *deputies], hosts, seats, guests, reason


def _guest_title(number: int) -> str:
    if number <= 2:
        return ("主宾", "副宾")[number - 1]
    return f"{_NUMERALS[number]}宾" if number < len(_NUMERALS) else f"{number}宾"


_STYLES: Mapping[str, Callable[[_Table, _Party], Placing]] = MappingProxyType(
    {
        "two_hosts": _two_hosts,
        "one_host": _one_host,
        "one_host_guest_outranks": _guest_outranks,
        "shandong": _shandong,
    }
)

SCENES = (
    Scene(
        "round_table",
        "宴请（圆桌）",
        (STYLE, SEATS),
        (
            Input("guests", "", Side.GUEST),
            Input("hosts", "", Side.HOST),
            Input("free"),
            Input("second_host"),
        ),
        arrange,
        captions=DOOR_CAPTIONS,
    ),
)
