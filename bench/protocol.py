"""Seat plans against the supplied cases, and the times of plans, drawings, cars and rooms beside plain peers.

Run: python bench/protocol.py  (the cases lie in the folder `seating` under XIANXING_DATA; they are not part of the
product). Peers: reportlab's place is taken by fpdf2 for drawing 1,000 seats, and a plain person-by-person model in the
same solver for cars and rooms. What is not installed is said and left out.
"""

import importlib.util
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from xianxing.engines.protocol import (
    GRADES,
    Absent,
    Person,
    Request,
    UnknownCharacterError,
    draw,
    load_table,
    plan_seats,
    rank,
    replan,
    stroke_order,
)
from xianxing.engines.protocol.lines import answer_line
from xianxing.engines.protocol.solving.cars import Delegation, Vehicle, assign_cars
from xianxing.engines.protocol.solving.rooms import Floor, Lodger, assign_rooms
from xianxing.engines.protocol.terms import Json, Plan

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "seating"
SECONDS = 10.0
WORKERS = 2
CARS = (
    *(Vehicle(f"car {at}", 3, 6, for_leaders=True) for at in range(10)),
    *(Vehicle(f"van {at}", 6, 10, for_leaders=True) for at in range(6)),
    *(Vehicle(f"bus {at}", 18, 25) for at in range(3)),
)


def main() -> int:
    """Prints the tables; 1 when a supplied case fails, else 0."""
    failed = check_cases()
    rank_delegations()
    time_plans()
    time_strokes()
    if importlib.util.find_spec("ortools"):
        time_cars()
        time_rooms()
    else:
        print("cars and rooms: ortools is not installed; left out")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(failed > 0)


def check_cases() -> int:
    """The number of supplied cases whose layout differs; each is printed."""
    path = FOLDER / "cases.jsonl"
    if not path.is_file():
        print(f"protocol: no cases at {path}; set XIANXING_DATA to the folder that holds `seating`")
        return 0
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    started = time.perf_counter()
    failed = [case for case in cases if _layout(case) != case["expected"]]
    spent = time.perf_counter() - started
    for case in failed:
        print(f"  {case['id']} {case['scene']}: wanted {case['expected']}, got {_layout(case)}")
    print(f"cases: {len(cases) - len(failed)}/{len(cases)} passed in {spent * 1000:.0f} ms")
    return len(failed)


def _layout(case: dict[str, Json]) -> Json:
    asked = {key: case[key] for key in ("scene", "settings", "input")}
    return answer_line(json.dumps(asked).encode(), office={})["layout"]


def rank_delegations() -> None:
    """The supplied delegations ranked, and lodged by delegation, sex and grade."""
    path = FOLDER / "delegations.json"
    if not path.is_file():
        print(f"protocol: no delegations at {path}")
        return
    rows = [
        (unit["id"], at, row)
        for unit in json.loads(path.read_text("utf-8"))
        for at, row in enumerate(unit["people"])
    ]
    people = [
        Person(
            f"{unit}-{at} {row['name']}",
            grade=GRADES[row["rank"]],
            grade_since=row["post_since"],
            retired=row["status"] == "退休",
        )
        for unit, at, row in rows
    ]
    started = time.perf_counter()
    ranking = rank(people)
    spent = (time.perf_counter() - started) * 1000
    grades = [(person.grade or 0, person.retired) for person in ranking.people]
    print(
        f"{len(people)} people of 12 supplied delegations ranked in {spent:.1f} ms, {len(ranking.ties)} pairs undecided,"
        f" grades in order: {grades == sorted(grades)}"
    )


def time_plans() -> None:
    """A hall of 1,000 people, its drawing, and late changes in it and in a row of 60."""
    units: list[Json] = [[f"unit {at}", 20] for at in range(50)]
    request = Request("audience_hall", {"units": units, "rows": 32, "columns": 32, "aisles": [10, 22]})
    hall = plan_seats(request)
    row = plan_seats(Request("presidium_row", {"n": 60}))
    print("median of 15 runs, ms          ours | fpdf2 page of the same seats")
    made = _median(lambda: draw(plan_seats(request)))
    peer = _fpdf2(hall)
    print(f"1,000 people: plan and SVG   {made:6.1f} | {peer}")
    print(f"re-plan in the hall          {_median(lambda: replan(hall, Absent('unit 7-3'))):6.1f} |")
    print(f"re-plan of a row of 60       {_median(lambda: replan(row, Absent(2))):6.1f} |")


def _fpdf2(plan: Plan) -> str:
    if not importlib.util.find_spec("fpdf"):
        return "not installed"
    from fpdf import FPDF  # late import: optional package

    def page() -> None:
        pdf = FPDF(orientation="L", format="A3")
        pdf.add_page()
        pdf.set_font("Helvetica", size=4)
        for seat in plan.seats:
            pdf.rect(10 + seat.spot.x * 11, 280 - seat.spot.y * 8, 10, 6)
            pdf.text(11 + seat.spot.x * 11, 284 - seat.spot.y * 8, str(seat.spot.x))
        pdf.output()

    return f"{_median(page):6.1f} (Latin digits only, no font embedded)"


def time_strokes() -> None:
    """Order of 2,000 invented names."""
    table = load_table()
    chance = Random(1)
    characters = sorted(table.strokes)
    names = ["".join(chance.choices(characters, k=chance.choice((2, 3)))) for _ in range(2_000)]
    try:
        spent = _median(lambda: stroke_order(names, table=table))
    except UnknownCharacterError as error:
        print(error)
        return
    print(f"stroke order of 2,000 names  {spent:6.1f} |   loading the table {_median(load_table):.1f}")


def time_cars() -> None:
    """Cars beside a model with one choice for each person and vehicle, the same costs."""
    assign_cars([Delegation("warm", ("a",))], CARS)
    print(f"cars, {len(CARS)} vehicles, limit {SECONDS:g} s, {WORKERS} workers")
    print("guests delegations     ours: s  status    | person by person: s  status  gap")
    for guests, count in ((20, 5), (40, 9), (60, 13)):
        groups = _delegations(guests, count)
        started = time.perf_counter()
        proof = assign_cars(groups, CARS, seconds=SECONDS, workers=WORKERS).proof
        spent = time.perf_counter() - started
        status = f"optimal {proof.cost}" if proof.optimal else f"{proof.cost}, gap {proof.gap:.0%}"
        print(f"{guests:>6} {count:>11} {spent:>11.2f}  {status:<13} | {_plain_cars(groups)}")


def _delegations(guests: int, count: int) -> list[Delegation]:
    chance = Random(1)
    sizes = [1] * count
    for _ in range(guests - count):
        sizes[chance.randrange(count)] += 1
    return [
        Delegation(f"D{at}", tuple(f"D{at}-{person}" for person in range(size)), leaders=1)
        for at, size in enumerate(sizes)
    ]


def _plain_cars(groups: Sequence[Delegation]) -> str:
    from ortools.sat.python import cp_model  # late import: optional package

    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in CARS]
    rides = {}
    for group in groups:
        for at, person in enumerate(group.people):
            choice = [model.new_bool_var("") for _ in CARS]
            model.add_exactly_one(choice)
            for to, car in enumerate(CARS):
                if at < group.leaders and not car.for_leaders:
                    model.add(choice[to] == 0)
            rides[person] = choice
    leaders = [group.people[0] for group in groups]
    parties = [leaders, *([each for each in group.people if each not in leaders] for group in groups)]
    torn = []
    for party in parties:
        for to in range(len(CARS)):
            there = model.new_bool_var("")
            model.add_max_equality(there, [rides[person][to] for person in party] or [model.new_constant(0)])
            torn.append(there)
    for to, car in enumerate(CARS):
        model.add(sum(choice[to] for choice in rides.values()) <= car.seats * used[to])
    model.minimize(10 * sum(torn) + sum(car.cost * used[to] for to, car in enumerate(CARS)))
    return _solved(model)


def time_rooms() -> None:
    """Rooms beside a model with one choice for each person and floor, the same costs."""
    print("rooms, 5 floors")
    print("people                 ours: s  status    | person by person: s  status  gap")
    for people in (24, 48, 96, 200):
        chance = Random(2)
        lodgers = [
            Lodger(f"p{at}", f"D{at * 12 // people}", chance.choice("MF"), alone=at % 12 == 0)
            for at in range(people)
        ]
        twins = max(6, people // 6)
        floors = [
            Floor(
                f"floor {number}",
                tuple(f"{number}{room:02d}" for room in range(1, 5)),
                tuple(f"{number}{room:02d}" for room in range(5, 5 + twins)),
            )
            for number in range(3, 8)
        ]
        started = time.perf_counter()
        proof = assign_rooms(lodgers, floors, seconds=SECONDS, workers=WORKERS).proof
        spent = time.perf_counter() - started
        status = f"optimal {proof.cost}" if proof.optimal else f"{proof.cost}, gap {proof.gap:.0%}"
        plain = _plain_rooms(lodgers, floors) if people <= 48 else "not tried"
        print(f"{people:>6} {spent:>23.2f}  {status:<13} | {plain}")


def _plain_rooms(lodgers: Sequence[Lodger], floors: Sequence[Floor]) -> str:
    """Everybody to a room of his own choice: one variable for each person and room."""
    from ortools.sat.python import cp_model  # late import: optional package

    model = cp_model.CpModel()
    rooms = [(floor.name, room, 1) for floor in floors for room in floor.singles]
    rooms += [(floor.name, room, 2) for floor in floors for room in floor.twins]
    choice = {}
    for lodger in lodgers:
        for at, (_, _, beds) in enumerate(rooms):
            if (beds == 1) is lodger.alone:
                choice[lodger.label, at] = model.new_bool_var("")
        model.add_exactly_one(var for (label, _), var in choice.items() if label == lodger.label)
    cost = []
    for at, (_, _, beds) in enumerate(rooms):
        inside = [(each, choice[each.label, at]) for each in lodgers if (each.label, at) in choice]
        model.add(sum(var for _, var in inside) <= beds)
        used = model.new_bool_var("")
        groups: dict[tuple[str, str], cp_model.IntVar] = {}
        for each, var in inside:
            model.add_implication(var, used)
            group = groups.setdefault((each.delegation, each.sex), model.new_bool_var(""))
            model.add_implication(var, group)
        for men in (var for each, var in inside if each.sex == "M"):
            for women in (var for each, var in inside if each.sex == "F"):
                model.add_bool_or(men.negated(), women.negated())
        strangers = model.new_int_var(0, 2, "")
        model.add(strangers >= sum(groups.values()) - 1)
        cost += [4 * used, 3 * strangers]
    for name in {each.delegation for each in lodgers}:
        for floor in floors:
            here = [
                choice[each.label, at]
                for each in lodgers
                for at, room in enumerate(rooms)
                if each.delegation == name and room[0] == floor.name and (each.label, at) in choice
            ]
            there = model.new_bool_var("")
            model.add_max_equality(there, here)
            cost.append(20 * there)
    model.minimize(sum(cost))
    return _solved(model)


def _solved(model: "object") -> str:
    from ortools.sat.python import cp_model  # late import: optional package

    assert isinstance(model, cp_model.CpModel)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = WORKERS
    started = time.perf_counter()
    status = solver.solve(model)
    spent = time.perf_counter() - started
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return f"{spent:6.2f}  none found"
    gap = (solver.objective_value - solver.best_objective_bound) / max(solver.objective_value, 1)
    return f"{spent:6.2f}  {solver.status_name(status).lower()} {solver.objective_value:.0f}, gap {gap:.0%}"


def _median(work: Callable[[], object], runs: int = 15) -> float:
    """Milliseconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
