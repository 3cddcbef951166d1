"""Guests of delegations to rooms: counts per delegation, floor and sex, then people and room numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.solving.search import Proof, new_model, search
from xianxing.engines.protocol.terms import Label, Reason

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar


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
class RoomCosts:
    """What weighs how much: a delegation on one more floor, a room, two strangers in one room."""

    floor: int = 20
    room: int = 4
    strangers: int = 3


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
    odd: "dict[tuple[str, int], IntVar]"


def assign_rooms(
    lodgers: Sequence[Lodger],
    floors: Sequence[Floor],
    *,
    kept: Mapping[Label, str] | None = None,
    costs: RoomCosts = RoomCosts(),
    seconds: float = 10.0,
    workers: int = 2,
) -> RoomPlan:
    """The cheapest division found: delegations on few floors, few rooms, few strangers in one room.

    Twin rooms hold two of one sex. The model counts people by delegation, sex and floor; rooms are numbered
    afterwards. `kept` holds what was changed by hand: those people stay on their floor.

    Raises: CastError, ConstraintError, SolverMissingError, NoPlanError.
    Source: the measured models of the seating facts, section 4 (aggregated counts).
    """
    held = dict(kept or {})
    _check(lodgers, floors, held)
    groups = _groups(lodgers)
    built = _build(groups, floors, held, costs)
    value, proof = search(built.model, seconds=seconds, workers=workers, scale=2)
    counts = {key: value(variable) for key, variable in built.count.items()}
    odd = {key: value(variable) for key, variable in built.odd.items()}
    rooms = tuple(
        room
        for at, people in enumerate(_on_floor(groups, floors, counts, held))
        for room in _rooms_on(
            floors[at], people, {sex: rooms for (sex, on), rooms in odd.items() if on == at}
        )
    )
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
    groups: Mapping[Group, Sequence[Label]],
    floors: Sequence[Floor],
    kept: Mapping[Label, str],
    costs: RoomCosts,
) -> _Model:
    """The model; its objective is twice the cost, so that half rooms are whole numbers.

    Of N people of one sex in twin rooms, `left` are left over from pairs of their delegation and lie in `odd`
    rooms: the rooms cost room x ((N - left) / 2 + odd), strangers x (left - odd).
    """
    model = new_model()
    count = {
        (group, at): model.new_int_var(_kept_on(people, floor, kept), len(people), "")
        for group, people in groups.items()
        for at, floor in enumerate(floors)
    }
    for group, people in groups.items():
        model.add(sum(count[group, at] for at in range(len(floors))) == len(people))
    built = _Model(model, count, {})
    left_over = [_use_floor(built, groups, floor, at) for at, floor in enumerate(floors)]
    cost = 2 * costs.floor * sum(_presence(built, groups, floors))
    cost += 2 * costs.room * sum(len(people) for group, people in groups.items() if group[2])
    for sex in sorted({group[1] for group in groups}):
        sizes = [len(people) for group, people in groups.items() if group[1] == sex and not group[2]]
        # Said as bounds, these prove most plans optimal at once: an odd delegation leaves somebody over.
        least = sum(size % 2 for size in sizes)
        left = _total(model, [each for here in left_over for each in here[sex]], least)
        odd = _total(model, [built.odd[sex, at] for at in range(len(floors))], -(-least // 2))
        cost += costs.room * sum(sizes) + (2 * costs.strangers - costs.room) * left
        cost += 2 * (costs.room - costs.strangers) * odd
    model.minimize(cost)
    return built


def _total(model: "CpModel", parts: "Sequence[IntVar]", least: int) -> "IntVar":
    total = model.new_int_var(least, 10**6, "")
    model.add(total == sum(parts))
    return total


def _kept_on(people: Sequence[Label], floor: Floor, kept: Mapping[Label, str]) -> int:
    return sum(1 for label in people if kept.get(label) == floor.name)


def _use_floor(
    built: _Model, groups: Mapping[Group, Sequence[Label]], floor: Floor, at: int
) -> "dict[str, list[IntVar]]":
    """By sex, who is left over from pairs on a floor; adds what the floor can hold."""
    model = built.model
    model.add(sum(built.count[group, at] for group in groups if group[2]) <= len(floor.singles))
    used: dict[str, list[IntVar]] = {}
    rooms: list[IntVar] = []
    for sex in sorted({group[1] for group in groups}):
        left: list[IntVar] = []
        for group in (group for group in groups if group[1] == sex and not group[2]):
            pairs = model.new_int_var(0, len(floor.twins), "")
            over = model.new_bool_var("")
            model.add(built.count[group, at] == 2 * pairs + over)
            rooms.append(pairs)
            left.append(over)
        odd = model.new_int_var(0, len(floor.twins), "")
        model.add(2 * odd >= sum(left))
        model.add(odd <= sum(left))
        rooms.append(odd)
        used[sex] = left
        built.odd[sex, at] = odd
    model.add(sum(rooms) <= len(floor.twins))
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


def _rooms_on(
    floor: Floor, people: Mapping[Group, Sequence[Label]], odd_rooms: Mapping[str, int]
) -> list[Lodging]:
    """The rooms of a floor: pairs of one delegation, then those left over in as many rooms as the model gave."""
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
    for sex, labels in odd.items():
        shared = 2 * (len(labels) - odd_rooms[sex])
        cuts = [*range(0, shared, 2), *range(shared, len(labels) + 1)]
        rooms += [Lodging(next(twins), floor.name, tuple(labels[start:end])) for start, end in pairwise(cuts)]
    return rooms


def _spoken(rooms: Sequence[Lodging], lodgers: Sequence[Lodger]) -> Reason:
    home = {each.label: each.delegation for each in lodgers}
    mixed = sum(1 for room in rooms if len({home[label] for label in room.people}) > 1)
    floors = {(home[label], room.floor) for room in rooms for label in room.people}
    text = f"用房 {len(rooms)} 间，不同团组合住 {mixed} 间，团组占楼层合计 {len(floors)}"
    return Reason(text, "推定")
