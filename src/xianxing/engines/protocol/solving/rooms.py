"""Guests of delegations to rooms: counts per delegation, floor and sex, then people and room numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.solving.search import Proof, new_model, search
from xianxing.engines.protocol.terms import Label, Reason

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

_FLOOR = 20
_SHARED = 5
_ROOM = 1


@dataclass(frozen=True, slots=True)
class Lodger:
    """Somebody who needs a bed. `alone` asks for a single room (by grade, by the standard)."""

    label: Label
    delegation: str
    sex: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """A floor with the numbers of its single and twin rooms."""

    name: str
    singles: tuple[str, ...]
    twins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lodging:
    """Who sleeps in one room."""

    room: str
    floor: str
    people: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """Rooms in the order of the floors, and what was proved about the plan."""

    rooms: tuple[Lodging, ...]
    proof: Proof
    reasons: tuple[Reason, ...]


Group = tuple[str, str, bool]
"""Delegation, sex, alone: people whom the model does not tell apart."""


@dataclass(frozen=True, slots=True)
class _Model:
    model: "CpModel"
    count: "dict[tuple[Group, int], IntVar]"


def assign_rooms(
    lodgers: Sequence[Lodger],
    floors: Sequence[Floor],
    *,
    kept: Mapping[Label, str] | None = None,
    seconds: float = 10.0,
    workers: int = 2,
) -> RoomPlan:
    """The best division found: delegations on few floors, few strangers in one room, few rooms.

    Twin rooms hold two of one sex. The model counts people by delegation, sex and floor; rooms are numbered
    afterwards. `kept` holds what was changed by hand: those people stay on their floor.

    Raises: CastError, ConstraintError, SolverMissingError, NoPlanError.
    Source: the measured models of the seating facts, section 4 (aggregated counts).
    """
    held = dict(kept or {})
    _check(lodgers, floors, held)
    groups = _groups(lodgers)
    built = _build(groups, floors, held)
    value, proof = search(built.model, seconds=seconds, workers=workers)
    counts = {key: value(variable) for key, variable in built.count.items()}
    by_floor = zip(floors, _on_floor(groups, floors, counts, held), strict=True)
    rooms = tuple(room for floor, people in by_floor for room in _rooms_on(floor, people))
    return RoomPlan(rooms, proof, (proof.reason, _spoken(rooms, lodgers)))


def _check(lodgers: Sequence[Lodger], floors: Sequence[Floor], kept: Mapping[Label, str]) -> None:
    labels = [each.label for each in lodgers]
    names = {floor.name for floor in floors}
    if len(set(labels)) < len(labels) or len(names) < len(floors):
        raise CastError("名单或楼层有重名；请加注以区别")
    beds = sum(2 * len(floor.twins) for floor in floors)
    shared = sum(1 for each in lodgers if not each.alone)
    singles = sum(len(floor.singles) for floor in floors)
    if shared > beds or len(lodgers) - shared > singles:
        raise CastError(
            f"双人间床位 {beds} 个、单人间 {singles} 间，需双人间 {shared} 位、单人间 {len(lodgers) - shared} 位；"
            "请加房或调整标准"
        )
    for label, name in kept.items():
        if label not in labels or name not in names:
            raise ConstraintError(f"不能把 {label} 固定在 {name}；名单或楼层中没有，请核对")


def _groups(lodgers: Sequence[Lodger]) -> dict[Group, list[Label]]:
    groups: dict[Group, list[Label]] = {}
    for each in lodgers:
        groups.setdefault((each.delegation, each.sex, each.alone), []).append(each.label)
    return groups


def _build(
    groups: Mapping[Group, Sequence[Label]], floors: Sequence[Floor], kept: Mapping[Label, str]
) -> _Model:
    model = new_model()
    count = {
        (group, at): model.new_int_var(_kept_on(people, floor, kept), len(people), "")
        for group, people in groups.items()
        for at, floor in enumerate(floors)
    }
    for group, people in groups.items():
        model.add(sum(count[group, at] for at in range(len(floors))) == len(people))
    built = _Model(model, count)
    cost = [_cost_of_floor(built, groups, floor, at) for at, floor in enumerate(floors)]
    presence = _presence(built, groups, len(floors))
    model.minimize(sum(cost) + _FLOOR * sum(presence))
    return built


def _kept_on(people: Sequence[Label], floor: Floor, kept: Mapping[Label, str]) -> int:
    return sum(1 for label in people if kept.get(label) == floor.name)


def _cost_of_floor(
    built: _Model, groups: Mapping[Group, Sequence[Label]], floor: Floor, at: int
) -> "IntVar | int":
    """The rooms a floor uses and the strangers who share; adds what the floor can hold."""
    model = built.model
    model.add(sum(built.count[group, at] for group in groups if group[2]) <= len(floor.singles))
    rooms = []
    shared = []
    for sex in sorted({group[1] for group in groups}):
        left_over = []
        for group in (group for group in groups if group[1] == sex and not group[2]):
            full = model.new_int_var(0, len(floor.twins), "")
            odd = model.new_bool_var("")
            model.add(built.count[group, at] == 2 * full + odd)
            rooms.append(full)
            left_over.append(odd)
        mixed = model.new_int_var(0, len(floor.twins), "")
        model.add(2 * mixed >= sum(left_over))
        rooms.append(mixed)
        shared.append(mixed)
    model.add(sum(rooms) <= len(floor.twins))
    total = model.new_int_var(0, 10**6, "")
    model.add(total == _ROOM * sum(rooms) + _SHARED * sum(shared))
    return total


def _presence(built: _Model, groups: Mapping[Group, Sequence[Label]], floors: int) -> "list[IntVar]":
    """One yes-or-no for each delegation on each floor."""
    model = built.model
    found = []
    for name in dict.fromkeys(group[0] for group in groups):
        members = [group for group in groups if group[0] == name]
        size = sum(len(groups[group]) for group in members)
        for at in range(floors):
            there = model.new_bool_var("")
            model.add(sum(built.count[group, at] for group in members) <= size * there)
            found.append(there)
    return found


def _on_floor(
    groups: Mapping[Group, Sequence[Label]],
    floors: Sequence[Floor],
    counts: Mapping[tuple[Group, int], int],
    kept: Mapping[Label, str],
) -> list[dict[Group, list[Label]]]:
    """People of each group by floor: kept ones on theirs, the rest in order."""
    found: list[dict[Group, list[Label]]] = [{} for _ in floors]
    for group, people in groups.items():
        rest = iter([label for label in people if label not in kept])
        for at, floor in enumerate(floors):
            here = [label for label in people if kept.get(label) == floor.name]
            while len(here) < counts[group, at]:
                here.append(next(rest))
            found[at][group] = sorted(here, key=list(people).index)
    return found


def _rooms_on(floor: Floor, people: Mapping[Group, Sequence[Label]]) -> list[Lodging]:
    singles, twins = iter(floor.singles), iter(floor.twins)
    rooms = []
    odd: dict[str, list[Label]] = {}
    for (_, sex, alone), labels in people.items():
        if alone:
            rooms += [Lodging(next(singles), floor.name, (label,)) for label in labels]
            continue
        pairs = len(labels) // 2
        rooms += [Lodging(next(twins), floor.name, tuple(labels[2 * at : 2 * at + 2])) for at in range(pairs)]
        odd.setdefault(sex, []).extend(labels[2 * pairs :])
    for labels in odd.values():
        for at in range(0, len(labels), 2):
            rooms.append(Lodging(next(twins), floor.name, tuple(labels[at : at + 2])))
    return rooms


def _spoken(rooms: Sequence[Lodging], lodgers: Sequence[Lodger]) -> Reason:
    home = {each.label: each.delegation for each in lodgers}
    mixed = sum(1 for room in rooms if len({home[label] for label in room.people}) > 1)
    floors = {(home[label], room.floor) for room in rooms for label in room.people}
    text = f"用房 {len(rooms)} 间，不同团组合住 {mixed} 间，团组占楼层合计 {len(floors)}"
    return Reason(text, "推定")
