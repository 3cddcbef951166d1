"""What the tests share: short ways to ask, and the settings of the rows tried in every combination."""

from collections.abc import Mapping
from itertools import product

from xianxing.engines.protocol import Plan, Request, Rules, plan_seats
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.wishes import NO_RULES

SUPREMES = ("left", "right")
EVENS = ("2_on_left_of_1", "1_left_2_right", "2_on_right_of_1")
TWOS = ("as_even", "1_sits_left")
ROW_SETTINGS: tuple[dict[str, Json], ...] = tuple(
    {"supreme": supreme, "even": even, "two_person": two}
    for supreme, even, two in product(SUPREMES, EVENS, TWOS)
)


def plan(
    scene: str, cast: Mapping[str, Json], settings: Mapping[str, Json] | None = None, rules: Rules = NO_RULES
) -> Plan:
    return plan_seats(Request(scene, cast, settings or {}, rules=rules))


def layout(scene: str, cast: Mapping[str, Json], settings: Mapping[str, Json] | None = None) -> Json:
    return plan(scene, cast, settings).layout


def row(people: int, **settings: Json) -> Json:
    found = layout("presidium_row", {"n": people}, settings)
    assert isinstance(found, list)
    return found[0]


def said(made: Plan) -> list[str]:
    return [reason.text for reason in made.reasons]
