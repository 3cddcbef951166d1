"""Guests of delegations to vehicles: counts per delegation and vehicle, then people by rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.solving.search import Proof, new_model, search
from xianxing.engines.protocol.terms import Label, Reason

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

_SPLIT = 40
_SEAT = 1


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
    reasons: tuple[Reason, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Model:
    """The variables: `count[d][v]` people of a delegation in a vehicle, `leads[d][v]` leaders among them."""

    model: "CpModel"
    count: "list[list[IntVar]]"
    leads: "list[list[IntVar]]"
    there: "list[list[IntVar]]"
    used: "list[IntVar]"


def assign_cars(
    delegations: Sequence[Delegation],
    vehicles: Sequence[Vehicle],
    *,
    kept: Mapping[Label, str] | None = None,
    seconds: float = 10.0,
    workers: int = 2,
) -> CarPlan:
    """The cheapest loads found: few vehicles, few delegations torn apart, little empty space.

    The model counts people of a delegation in a vehicle; vehicles that are alike are used in their order.
    `kept` holds what was changed by hand: those people stay in their vehicle.

    Raises: CastError, ConstraintError, SolverMissingError, NoPlanError.
    Source: the measured models of the seating facts, section 4 (aggregated, 60 guests optimal in about 1 s).
    """
    held = dict(kept or {})
    _check(delegations, vehicles, held)
    found = _build(delegations, vehicles, held)
    value, proof = search(found.model, seconds=seconds, workers=workers)
    counts = [[value(each) for each in row] for row in found.count]
    leads = [[value(each) for each in row] for row in found.leads]
    loads = _people(delegations, vehicles, counts, leads, held)
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


def _build(
    delegations: Sequence[Delegation], vehicles: Sequence[Vehicle], kept: Mapping[Label, str]
) -> _Model:
    model = new_model()
    count = [
        [model.new_int_var(0, min(len(each.people), car.seats), "") for car in vehicles]
        for each in delegations
    ]
    leads = [
        [model.new_int_var(0, each.leaders if car.for_leaders else 0, "") for car in vehicles]
        for each in delegations
    ]
    there = [[model.new_bool_var("") for _ in vehicles] for _ in delegations]
    used = [model.new_bool_var("") for _ in vehicles]
    built = _Model(model, count, leads, there, used)
    for at, each in enumerate(delegations):
        model.add(sum(count[at]) == len(each.people))
        model.add(sum(leads[at]) == _leaders_to_place(each, kept))
        for to, car in enumerate(vehicles):
            _link(built, at, to, car)
            model.add(count[at][to] >= leads[at][to] + _kept_in(each, car, kept))
    for to, car in enumerate(vehicles):
        model.add(sum(row[to] for row in count) <= car.seats * used[to])
    _order_alike(built, vehicles, kept)
    split = sum(each for row in there for each in row)
    model.minimize(
        _SPLIT * split + sum((car.cost + _SEAT * car.seats) * used[to] for to, car in enumerate(vehicles))
    )
    return built


def _link(built: _Model, at: int, to: int, car: Vehicle) -> None:
    count, there = built.count[at][to], built.there[at][to]
    built.model.add(count <= car.seats * there)
    built.model.add(count >= there)
    built.model.add(there <= built.used[to])


def _leaders_to_place(delegation: Delegation, kept: Mapping[Label, str]) -> int:
    """Leaders whose vehicle is still open: a hand that put a leader somewhere is respected."""
    return sum(1 for person in delegation.people[: delegation.leaders] if person not in kept)


def _kept_in(delegation: Delegation, vehicle: Vehicle, kept: Mapping[Label, str]) -> int:
    return sum(1 for person in delegation.people if kept.get(person) == vehicle.name)


def _order_alike(built: _Model, vehicles: Sequence[Vehicle], kept: Mapping[Label, str]) -> None:
    """Vehicles that differ in name only are used in their order, or the search would try every exchange."""
    named = set(kept.values())
    earlier: dict[tuple[int, int, bool], int] = {}
    for to, car in enumerate(vehicles):
        if car.name in named:
            continue
        alike = (car.seats, car.cost, car.for_leaders)
        if alike in earlier:
            before = earlier[alike]
            built.model.add(built.used[before] >= built.used[to])
            built.model.add(sum(row[before] for row in built.count) >= sum(row[to] for row in built.count))
        earlier[alike] = to


def _people(
    delegations: Sequence[Delegation],
    vehicles: Sequence[Vehicle],
    counts: Sequence[Sequence[int]],
    leads: Sequence[Sequence[int]],
    kept: Mapping[Label, str],
) -> tuple[Load, ...]:
    """People for the counts: kept ones first, then leaders, then the rest in order of rank."""
    loads: list[list[Label]] = [[] for _ in vehicles]
    for at, each in enumerate(delegations):
        free = [counts[at][to] - _kept_in(each, car, kept) for to, car in enumerate(vehicles)]
        leaders = [person for person in each.people[: each.leaders] if person not in kept]
        others = [person for person in each.people[each.leaders :] if person not in kept]
        chosen: dict[Label, int] = {}
        for to in range(len(vehicles)):
            for _ in range(leads[at][to]):
                chosen[leaders.pop(0)] = to
                free[to] -= 1
        places = iter([to for to, count in enumerate(free) for _ in range(count)])
        chosen.update((person, next(places)) for person in others)
        for person in each.people:
            to = chosen[person] if person in chosen else _index(vehicles, kept[person])
            loads[to].append(person)
    return tuple(Load(car.name, tuple(loads[to])) for to, car in enumerate(vehicles) if loads[to])


def _index(vehicles: Sequence[Vehicle], name: str) -> int:
    return next(at for at, car in enumerate(vehicles) if car.name == name)


def _spoken(loads: Sequence[Load], delegations: Sequence[Delegation]) -> Reason:
    split = [
        each.name
        for each in delegations
        if sum(1 for load in loads if set(load.people) & set(each.people)) > 1
    ]
    text = f"用车 {len(loads)} 辆"
    return Reason(text + (f"；分乘多车的团组：{'、'.join(split)}" if split else "；各团组不拆分"), "推定")
