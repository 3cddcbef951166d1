"""Guests of delegations to vehicles: counts per delegation and vehicle, then people by rank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.solving.search import Proof, new_model, search
from xianxing.engines.protocol.terms import Label, Reason

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar


@dataclass(frozen=True, slots=True)
class Delegation:
    """People of one delegation in order of rank; the first `leaders` of them travel in a leaders' vehicle."""

    name: str
    people: tuple[Label, ...]
    leaders: int = 0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle with its seats for passengers. `cost` is what it costs to send it; `for_leaders` marks those
    that leaders may use."""

    name: str
    seats: int
    cost: int = 10
    for_leaders: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """Who goes in one vehicle, in order of rank within each delegation."""

    vehicle: str
    people: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class CarPlan:
    """The loads of the vehicles used, and what was proved about the plan."""

    loads: tuple[Load, ...]
    proof: Proof
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """People whom the model does not tell apart: a delegation, or all leaders."""

    name: str
    people: tuple[Label, ...]
    are_leaders: bool = False


def assign_cars(
    delegations: Sequence[Delegation],
    vehicles: Sequence[Vehicle],
    *,
    kept: Mapping[Label, str] | None = None,
    split_cost: int = 10,
    seconds: float = 10.0,
    workers: int = 2,
) -> CarPlan:
    """The cheapest loads found: few vehicles, few delegations torn apart.

    The cost is that of the vehicles sent, and `split_cost` for each vehicle a delegation uses. The leaders of
    all delegations travel as a group of their own in vehicles for leaders (others may fill these up). The
    model counts people of a group in a vehicle; vehicles that differ in name only are used in their order.
    `kept` holds what was changed by hand: those people stay in their vehicle, whatever it is.

    Raises: CastError, ConstraintError, SolverMissingError, NoPlanError.
    Source: 党政机关国内公务接待管理规定 第十一条 (集中乘车, 严控随行车辆); the aggregated model of the seating
    facts, section 4.
    """
    held = dict(kept or {})
    _check(delegations, vehicles, held)
    groups = _groups(delegations)
    model, count = _build(groups, vehicles, held, split_cost)
    value, proof = search(model, seconds=seconds, workers=workers)
    loads = _people(groups, vehicles, [[value(each) for each in row] for row in count], held)
    return CarPlan(loads, proof, (proof.reason, _spoken(loads, delegations)))


def _check(delegations: Sequence[Delegation], vehicles: Sequence[Vehicle], kept: Mapping[Label, str]) -> None:
    people = [person for each in delegations for person in each.people]
    names = {vehicle.name for vehicle in vehicles}
    if len(set(people)) < len(people) or len(names) < len(vehicles):
        raise CastError("名单或车辆有重名；请加注以区别")
    seats = sum(vehicle.seats for vehicle in vehicles)
    if seats < len(people):
        raise CastError(f"座位只有 {seats} 个，来宾 {len(people)} 位；请加车或减少名单")
    for person, name in kept.items():
        if person not in people or name not in names:
            raise ConstraintError(f"不能把 {person} 固定在 {name}；名单或车辆中没有，请核对")
    for vehicle in vehicles:
        held = sum(1 for name in kept.values() if name == vehicle.name)
        if held > vehicle.seats:
            raise ConstraintError(f"{vehicle.name} 固定了 {held} 人，座位只有 {vehicle.seats} 个；请改动其一")


def _groups(delegations: Sequence[Delegation]) -> list[_Group]:
    leaders = tuple(person for each in delegations for person in each.people[: each.leaders])
    rest = [_Group(each.name, each.people[each.leaders :]) for each in delegations]
    found = [_Group("领导", leaders, are_leaders=True), *rest]
    return [group for group in found if group.people]


def _build(
    groups: Sequence[_Group], cars: Sequence[Vehicle], kept: Mapping[Label, str], split_cost: int
) -> "tuple[CpModel, list[list[IntVar]]]":
    """The model, with the people of each group in each vehicle."""
    model = new_model()
    used = [model.new_bool_var("") for _ in cars]
    count: list[list[IntVar]] = []
    there: list[IntVar] = []
    for group in groups:
        row, here = _spread(model, group, cars, kept)
        for to, present in enumerate(here):
            model.add_implication(present, used[to])
        count.append(row)
        # A stronger bound is all the least number is: so many vehicles at least hold the group.
        least = -(-len(group.people) // max(car.seats for car in cars))
        vehicles = model.new_int_var(least, len(cars), "")
        model.add(vehicles == sum(here))
        there.append(vehicles)
    for to, car in enumerate(cars):
        model.add(sum(row[to] for row in count) <= car.seats * used[to])
    # Nothing but a stronger bound: the vehicles used hold everybody.
    everybody = sum(len(group.people) for group in groups)
    model.add(sum(car.seats * used[to] for to, car in enumerate(cars)) >= everybody)
    for before, after in _alike(cars, kept):
        model.add_implication(used[after], used[before])
        model.add(sum(row[before] for row in count) >= sum(row[after] for row in count))
    model.minimize(split_cost * sum(there) + sum(car.cost * used[to] for to, car in enumerate(cars)))
    return model, count


def _spread(
    model: "CpModel", group: _Group, cars: Sequence[Vehicle], kept: Mapping[Label, str]
) -> "tuple[list[IntVar], list[IntVar]]":
    """The people of a group in each vehicle, and whether there are any."""
    row, here = [], []
    for car in cars:
        held = _kept_in(group, car, kept)
        is_open = car.for_leaders or not group.are_leaders
        most = min(len(group.people), car.seats) if is_open else held
        count, present = model.new_int_var(held, max(most, held), ""), model.new_bool_var("")
        model.add(count <= max(most, held) * present)
        model.add(count >= present)
        row.append(count)
        here.append(present)
    model.add(sum(row) == len(group.people))
    return row, here


def _kept_in(group: _Group, vehicle: Vehicle, kept: Mapping[Label, str]) -> int:
    return sum(1 for person in group.people if kept.get(person) == vehicle.name)


def _alike(vehicles: Sequence[Vehicle], kept: Mapping[Label, str]) -> Iterator[tuple[int, int]]:
    """Pairs of vehicles that differ in name only: the search need not try every exchange of them."""
    named = set(kept.values())
    earlier: dict[tuple[int, int, bool], int] = {}
    for at, car in enumerate(vehicles):
        if car.name not in named:
            kind = (car.seats, car.cost, car.for_leaders)
            if kind in earlier:
                yield earlier[kind], at
            earlier[kind] = at


def _people(
    groups: Sequence[_Group],
    vehicles: Sequence[Vehicle],
    counts: Sequence[Sequence[int]],
    kept: Mapping[Label, str],
) -> tuple[Load, ...]:
    """People for the counts, in order of rank; kept ones where they are."""
    loads: list[list[Label]] = [[] for _ in vehicles]
    for at, group in enumerate(groups):
        free = [counts[at][to] - _kept_in(group, car, kept) for to, car in enumerate(vehicles)]
        places = iter([to for to, open_seats in enumerate(free) for _ in range(open_seats)])
        for person in group.people:
            to = _index(vehicles, kept[person]) if person in kept else next(places)
            loads[to].append(person)
    return tuple(Load(car.name, tuple(loads[to])) for to, car in enumerate(vehicles) if loads[to])


def _index(vehicles: Sequence[Vehicle], name: str) -> int:
    return next(at for at, car in enumerate(vehicles) if car.name == name)


def _spoken(loads: Sequence[Load], delegations: Sequence[Delegation]) -> Reason:
    torn = [
        each.name
        for each in delegations
        if sum(1 for load in loads if set(load.people) & set(each.people[each.leaders :])) > 1
    ]
    text = f"用车 {len(loads)} 辆"
    return Reason(text + (f"；分乘多车的团组：{'、'.join(torn)}" if torn else "；各团组不拆分"), "推定")
