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
    used = [_use_floor(built, groups, floor, at) for at, floor in enumerate(floors)]
    cost = [
        weight * _total(model, [each for here in used for each in here[sex][kind]], least)
        for sex in sorted({group[1] for group in groups})
        for kind, weight, least in _bounds(groups, sex)
    ]
    model.minimize(sum(cost) + _FLOOR * sum(_presence(built, groups, floors)))
    return built


def _bounds(groups: Mapping[Group, Sequence[Label]], sex: str) -> tuple[tuple[int, int, int], ...]:
    """For full and shared rooms of one sex: place in the pair, weight, and the least number there can be.

    Whoever is left over in a delegation of odd number shares or sleeps alone in a twin room. Said as a bound,
    it proves most plans optimal at once.
    """
    sizes = [len(people) for group, people in groups.items() if group[1] == sex and not group[2]]
    odd = sum(size % 2 for size in sizes)
    return (0, _ROOM, 0), (1, _ROOM + _SHARED, -(-odd // 2))


def _total(model: "CpModel", parts: "Sequence[IntVar]", least: int) -> "IntVar":
    total = model.new_int_var(least, 10**6, "")
    model.add(total == sum(parts))
    return total


def _kept_on(people: Sequence[Label], floor: Floor, kept: Mapping[Label, str]) -> int:
    return sum(1 for label in people if kept.get(label) == floor.name)


def _use_floor(
    built: _Model, groups: Mapping[Group, Sequence[Label]], floor: Floor, at: int
) -> "dict[str, tuple[list[IntVar], list[IntVar]]]":
    """The full and the shared twin rooms of each sex on a floor; adds what the floor can hold."""
    model = built.model
    model.add(sum(built.count[group, at] for group in groups if group[2]) <= len(floor.singles))
    used: dict[str, tuple[list[IntVar], list[IntVar]]] = {}
    for sex in sorted({group[1] for group in groups}):
        full: list[IntVar] = []
        left_over: list[IntVar] = []
        for group in (group for group in groups if group[1] == sex and not group[2]):
            pairs = model.new_int_var(0, len(floor.twins), "")
            odd = model.new_bool_var("")
            model.add(built.count[group, at] == 2 * pairs + odd)
            full.append(pairs)
            left_over.append(odd)
        mixed = model.new_int_var(0, len(floor.twins), "")
        model.add(2 * mixed >= sum(left_over))
        used[sex] = (full, [mixed])
    model.add(sum(room for kinds in used.values() for kind in kinds for room in kind) <= len(floor.twins))
    return used


def _presence(
    built: _Model, groups: Mapping[Group, Sequence[Label]], floors: Sequence[Floor]
) -> "list[IntVar]":
    """The number of floors of each delegation."""
    model = built.model
    found = []
    for name in dict.fromkeys(group[0] for group in groups):
        members = [group for group in groups if group[0] == name]
        size = sum(len(groups[group]) for group in members)
        here = [model.new_bool_var("") for _ in floors]
        for at, floor in enumerate(floors):
            beds = min(size, len(floor.singles) + 2 * len(floor.twins))
            model.add(sum(built.count[group, at] for group in members) <= beds * here[at])
        # A stronger bound is all the least number is: the largest floors hold the delegation.
        least = _least_floors(size, floors)
        found.append(_total(model, here, least))
    return found


def _least_floors(size: int, floors: Sequence[Floor]) -> int:
    beds = sorted((len(floor.singles) + 2 * len(floor.twins) for floor in floors), reverse=True)
    return next((at + 1 for at in range(len(beds)) if sum(beds[: at + 1]) >= size), len(beds))


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
