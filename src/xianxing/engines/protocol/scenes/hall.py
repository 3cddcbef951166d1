"""听众席: units seated in blocks, in a theatre, a U or at islands, around blocked seats and aisles.

Seen by the audience looking at the stage: row 1 is nearest to it and lies farthest from the viewer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from xianxing.engines.protocol.cast import MOST, Cast, Input, spread
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import offset
from xianxing.engines.protocol.scheme import Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Json, Label, Reason, Spot

HALL_SHAPE = Setting(
    "shape",
    "会场形式",
    {"theatre": "剧院式（排座）", "u": "U 形（开口朝台）", "islands": "岛屿式（分桌）"},
    "theatre",
    "推定",
)
FILL = Setting(
    "fill",
    "各单位占座",
    {"strips": "各占竖条，自前向后", "rows": "逐排坐满，自前向后"},
    "strips",
    "推定",
)
ORDER = Setting(
    "order",
    "单位次序",
    {"centre_out": "首位居中，其余先左后右", "left_to_right": "自左至右"},
    "centre_out",
    "S04",
)

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Hall:
    """The seats of a hall: rows and columns from 1, blocked cells, columns after which an aisle runs."""

    rows: int
    columns: int
    aisles: frozenset[int]
    blocked: frozenset[Cell]

    def is_on_aisle(self, column: int) -> bool:
        return column in {1, self.columns} or column in self.aisles or column - 1 in self.aisles

    def x(self, column: int) -> float:
        return column + sum(1 for aisle in self.aisles if aisle < column)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with the seats kept for it; its people come in order and sit from the front."""

    name: str
    seats: int
    people: tuple[Label, ...]


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """Each unit in one run of neighbouring seats; within it rank goes from the front.

    An absence leaves the last seat of the unit empty where `seats` reserved it, so other units stay.
    Source: S04 (前高于后, 中高于侧); the filling of blocks is derived (推定).
    """
    hall = _hall(cast)
    shape = chosen.text("shape")
    cells = [cell for cell in _CELLS[shape](hall) if cell not in hall.blocked]
    if shape == "theatre" and chosen.text("fill") == "rows":
        cells.sort()
    units = _units(cast.given.get("units"))
    wanted = sum(unit.seats for unit in units)
    if wanted > len(cells):
        raise CastError(f"座位只有 {len(cells)} 个，各单位共 {wanted} 位；请换会场、加座或减少名单")
    spots = {cell: _spot(cell, hall, shape) for cell in _CELLS[shape](hall)}
    blocks, start = [], 0
    for unit in _in_order(units, chosen):
        run = cells[start : start + unit.seats]
        start += unit.seats
        reason = Reason(f"{unit.name}成片就座，自前向后", "推定")
        blocks.append(Block(unit.name, tuple(spots[cell] for cell in sorted(run)), unit.people, reason))
    blocks.append(Block("空座", tuple(spots[cell] for cell in cells[start:]), (), Reason("空座", "推定")))
    closed = tuple(spots[cell] for cell in sorted(spots.keys() & hall.blocked))
    blocks.append(Block("停用", closed, (), Reason("停用座位", "设定")))
    return Scheme(tuple(_lines(spots, shape)), tuple(blocks))


def spell_out(given: Mapping[str, Json]) -> dict[str, Json]:
    """The input with the people of each unit named, and the seats each unit holds kept.

    Source: the input form of this scene.
    """
    units: list[Json] = [
        {"name": unit.name, "seats": unit.seats, "people": list(unit.people)}
        for unit in _units(given.get("units"))
    ]
    return {**given, "units": units}


def _hall(cast: Cast) -> _Hall:
    rows, columns = cast.count("rows"), cast.count("columns")
    if rows < 1 or columns < 1:
        raise CastError("会场须写 rows 和 columns（岛屿式：桌数和每桌座数），各为 1 以上；请补全")
    if rows * columns > MOST:
        raise CastError(f"会场有 {rows * columns} 个座位，最多 {MOST} 个；请分区安排")
    return _Hall(rows, columns, frozenset(_numbers(cast.given.get("aisles"))), frozenset(_cells(cast)))


def _numbers(value: Json) -> list[int]:
    found = value if value is not None else []
    if not isinstance(found, list):
        raise CastError("aisles 须是列号的列表，如 [10, 20]（通道在该列之后）；请改正")
    numbers = [each for each in found if isinstance(each, int) and not isinstance(each, bool)]
    if len(numbers) < len(found):
        raise CastError("aisles 须是列号的列表，如 [10, 20]（通道在该列之后）；请改正")
    return numbers


def _cells(cast: Cast) -> Iterator[Cell]:
    found = cast.given.get("blocked", [])
    for each in found if isinstance(found, list) else [found]:
        if not isinstance(each, list) or len(each) != 2:
            raise CastError("blocked 须是 [排, 座] 的列表，如 [[1, 5]]；请改正")
        row, column = each
        if not isinstance(row, int) or not isinstance(column, int):
            raise CastError("blocked 须是 [排, 座] 的列表，如 [[1, 5]]；请改正")
        yield row, column


def _units(value: Json) -> list[_Unit]:
    if not isinstance(value, list) or not value:
        raise CastError('units 须是单位列表，如 [["甲局", 12], {"name":"乙局","people":["张三"]}]；请改正')
    units = [_unit(each) for each in value]
    names = [unit.name for unit in units]
    if len(set(names)) < len(names):
        raise CastError("units 中有单位出现不止一次；请合并")
    return units


def _unit(value: Json) -> _Unit:
    name: Json = None
    people: Json = None
    seats: Json = None
    if isinstance(value, list) and len(value) == 2:
        name, people = value
    elif isinstance(value, dict):
        name, people, seats = value.get("name"), value.get("people", value.get("count")), value.get("seats")
    if not isinstance(name, str) or not name:
        raise CastError(f'单位 {value!r} 无法识别；应为 ["甲局", 12] 或 {{"name":"乙局","people":[...]}}')
    labels = spread(people, f"{name}-", "units")
    if seats is None:
        return _Unit(name, len(labels), labels)
    if isinstance(seats, bool) or not isinstance(seats, int) or seats < len(labels):
        raise CastError(f"{name} 有 {len(labels)} 位，预留座位 {seats!r}；须是不少于人数的整数")
    return _Unit(name, seats, labels)


def _in_order(units: Sequence[_Unit], chosen: Chosen) -> list[_Unit]:
    """The units as they follow one another along the seats, for strips from the viewer's left to right."""
    if chosen.text("order") == "left_to_right" or chosen.text("fill") == "rows":
        return list(units)
    ranked = enumerate(units, start=1)
    return [unit for _, unit in sorted(ranked, key=lambda pair: offset(pair[0], Hand.RIGHT))]


def _by_columns(hall: _Hall) -> list[Cell]:
    return [(row, column) for column in range(1, hall.columns + 1) for row in range(1, hall.rows + 1)]


def _around(hall: _Hall) -> list[Cell]:
    """Down the left arm, along the base (the last row), up the right arm."""
    arm = range(1, hall.rows)
    left = [(row, 1) for row in arm]
    base = [(hall.rows, column) for column in range(1, hall.columns + 1)]
    right = [(row, hall.columns) for row in reversed(arm)] if hall.columns > 1 else []
    return [*left, *base, *right]


def _by_tables(hall: _Hall) -> list[Cell]:
    return [(table, seat) for table in range(1, hall.rows + 1) for seat in range(1, hall.columns + 1)]


_CELLS: Mapping[str, Callable[[_Hall], list[Cell]]] = MappingProxyType(
    {"theatre": _by_columns, "u": _around, "islands": _by_tables}
)


def _spot(cell: Cell, hall: _Hall, shape: str) -> Spot:
    row, column = cell
    if shape == "islands":
        return Spot(f"{row}桌{column}座", column, float(hall.rows - row), accessible=True)
    accessible = hall.is_on_aisle(column) or (shape == "u" and row == hall.rows)
    return Spot(f"{row}排{column}座", hall.x(column), float(hall.rows - row), accessible=accessible)


def _lines(spots: Mapping[Cell, Spot], shape: str) -> Iterator[Line]:
    rows: dict[int, list[str]] = {}
    for cell in sorted(spots):
        rows.setdefault(cell[0], []).append(spots[cell].place)
    for row, places in rows.items():
        yield Line(f"第{row}{'桌' if shape == 'islands' else '排'}", tuple(places))


SCENES = (
    Scene(
        "audience_hall",
        "听众席",
        (HALL_SHAPE, FILL, ORDER),
        (Input("units"), Input("rows"), Input("columns"), Input("aisles"), Input("blocked")),
        arrange,
        spell_out=spell_out,
    ),
)
