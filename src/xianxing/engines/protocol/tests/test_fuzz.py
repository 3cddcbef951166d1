"""Whatever a line says, the answer is a layout or a refusal of this engine, and JSON can carry it."""

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.protocol import SCENES, Absent, ProtocolError, Request, draw, plan_seats, replan
from xianxing.engines.protocol.lines import answer_line
from xianxing.engines.protocol.terms import Json

SCALARS: st.SearchStrategy[Json] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 40),
    st.floats(allow_nan=False),
    st.sampled_from(["甲", "乙", "G", "H", "up", "县长", "正处", "2020-01", "retired", ""]),
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(
            st.sampled_from(["name", "people", "seats", "role", "place", "reason", "甲", "grade"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@st.composite
def cases(draw_value: st.DrawFn) -> dict[str, Json]:
    scene = SCENES[draw_value(st.sampled_from(sorted(SCENES)))]
    keys = st.sampled_from([each.key for each in scene.inputs])
    chosen: dict[str, Json] = {}
    for setting in scene.settings:
        if draw_value(st.booleans()):
            chosen[setting.key] = draw_value(
                st.sampled_from(list(setting.choices)) if setting.choices else st.integers(1, 30)
            )
    given_input: dict[str, Json] = draw_value(
        st.dictionaries(keys, st.one_of(st.integers(0, 30), VALUES), max_size=5)
    )
    return {"scene": scene.name, "settings": dict(chosen), "input": given_input}


@given(cases())
@settings(max_examples=200, deadline=None)
def test_a_line_is_answered_or_refused(case: dict[str, Json]) -> None:
    with suppress(ProtocolError):
        found = answer_line(json.dumps(case).encode(), office={})
        assert json.loads(json.dumps(found)) == found


@given(cases(), VALUES)
@settings(max_examples=80, deadline=None)
def test_rules_are_obeyed_or_refused(case: dict[str, Json], rules: Json) -> None:
    case["rules"] = {"pins": rules, "apart": [["甲", "乙"]]} if isinstance(rules, dict) else rules
    with suppress(ProtocolError):
        answer_line(json.dumps(case).encode(), office={})


@given(cases(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_plan_draws_and_replans_to_the_fresh_plan(case: dict[str, Json], data: st.DataObject) -> None:
    chosen, cast = case["settings"], case["input"]
    assert isinstance(chosen, dict)
    assert isinstance(cast, dict)
    try:
        made = plan_seats(Request(str(case["scene"]), cast, chosen))
    except ProtocolError:
        return
    assert draw(made).endswith("</svg>")
    labels = [seat.occupant for seat in made.seats if seat.occupant is not None]
    if labels:
        gone = data.draw(st.sampled_from(labels))
        with suppress(ProtocolError):
            found = replan(made, Absent(gone))
            assert plan_seats(found.plan.request) == found.plan
