"""Late changes: equal to the plan made afresh, with who moves and what is printed again."""

import pytest

from xianxing.engines.protocol import (
    Absent,
    Added,
    ChangeError,
    Plates,
    RankChanged,
    Request,
    Rules,
    plan_seats,
    replan,
)
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan

A: dict[str, Json] = {"even": "2_on_left_of_1"}
B: dict[str, Json] = {"even": "1_left_2_right"}


def test_absence_moves_everybody_after_under_the_first_variant() -> None:
    found = replan(plan("presidium_row", {"n": 9}, A), Absent(4))
    assert found.plan.layout == layout("presidium_row", {"n": 9, "absent": 4}, A)
    assert {move.label for move in found.moves if move.changes_hand} == {5, 6, 7, 8, 9}
    assert found.reasons[0].text == "4 缺席：其他 5 人换座，其中 8、6、5、7、9 换到另一侧"


def test_absence_moves_those_before_under_the_second_variant() -> None:
    found = replan(plan("presidium_row", {"n": 9}, B), Absent(4))
    assert {move.label for move in found.moves if move.changes_hand} == {2, 3}


@pytest.mark.parametrize("people", range(3, 61))
def test_absence_changes_as_many_hands_as_measured(people: int) -> None:
    for absent in range(2, people + 1):
        first = replan(plan("presidium_row", {"n": people}, A), Absent(absent))
        assert sum(move.changes_hand for move in first.moves) == people - absent
    if people % 2:
        second = replan(plan("presidium_row", {"n": people}, B), Absent(people))
        assert sum(move.changes_hand for move in second.moves) == people - 2


def test_absence_with_a_gap_moves_nobody() -> None:
    made = plan("presidium_row", {"n": 5}, {"on_absence": "leave_gap"})
    found = replan(made, Absent(2))
    assert found.plan.layout == [[5, 3, 1, None, 4]]
    assert [(move.label, move.before, move.after) for move in found.moves] == [(2, "左1", None)]
    assert found.reprint == ()
    twice = replan(found.plan, Absent(3))
    assert twice.plan.layout == [[5, None, 1, None, 4]]
    single = plan("presidium_row", {"n": 5, "absent": 3}, {"on_absence": "leave_gap"})
    assert replan(single, Absent(2)).plan.layout == twice.plan.layout


def test_added_person_is_seated_by_rank_and_plates_follow() -> None:
    made = plan("presidium_row", {"n": 5})
    found = replan(made, Added("新", 3, "n"))
    assert found.plan.layout == [[4, "新", 1, 2, 3, 5]]
    assert found.reprint == (4, "新", 3, 5)
    names_only = replan(made, Added("新", 3, "n"), plates=Plates.NAME_ONLY)
    assert names_only.reprint == ("新",)
    assert found.reasons[0].text == "新 增加：其他 3 人换座，其中 4、3、5 换到另一侧"


def test_added_under_the_other_name_of_the_list_joins_it() -> None:
    found = replan(plan("presidium_row", {"n": 3}), Added("新", 4, "people"))
    assert found.plan.layout == [[3, 1, 2, "新"]]
    car = replan(plan("car", {"n": 1}), Added("新", 2, "guests"))
    assert car.plan.layout == {"后排右": 1, "后排左": "新"}


def test_front_guest_who_leaves_is_followed_by_the_next() -> None:
    found = replan(plan("car", {"n": 3}, {"driver": "host"}), Absent(1))
    assert found.plan.layout == {"副驾": 2, "后排右": 3}
    assert [move.label for move in found.moves] == [2, 3, 1]


def test_changed_rank_reorders_the_list() -> None:
    found = replan(plan("presidium_row", {"n": 4}), RankChanged(4, 2))
    assert found.plan.layout == layout("presidium_row", {"people": [1, 4, 2, 3]})
    assert "位次变动" in found.reasons[0].text


def test_unchanged_rank_moves_nobody() -> None:
    found = replan(plan("presidium_row", {"n": 4}), RankChanged(4, 4))
    assert (found.moves, found.reprint) == ((), ())
    assert found.reasons[0].text == "4 位次变动：其他 0 人换座"


def test_absence_in_two_sides_touches_one() -> None:
    made = plan("talks_table_crosswise", {"guest": 3, "host": 3})
    found = replan(made, Absent("G2"))
    assert found.plan.layout == [["G3", "G1"], ["H3", "H1", "H2"]]


def test_added_side_is_opened_where_there_was_none() -> None:
    found = replan(plan("signing", {}), Added("随员甲", 1, "standing_guest"))
    assert found.plan.layout == [["G", "H"], ["随员甲"]]


def test_rows_given_by_role_change_within_their_row() -> None:
    rows: list[Json] = [{"role": "执行主席", "people": ["甲", "乙"]}, ["丙", "丁"], 1]
    made = plan("presidium_rows", {"rows": rows}, {"on_absence": "leave_gap"})
    found = replan(made, Absent("甲"))
    assert found.plan.layout == [["乙"], ["丙", "丁"], ["第3排1"]]
    more = replan(found.plan, Added("戊", 1, "执行主席"))
    assert more.plan.layout == [["戊", "乙"], ["丙", "丁"], ["第3排1"]]


def test_several_rows_are_made_afresh() -> None:
    found = replan(plan("presidium_rows", {"n": 12}, {"front": 7}), Absent(3))
    assert found.plan.layout == layout("presidium_rows", {"n": 12, "absent": 3}, {"front": 7})


def test_unit_keeps_its_seats_and_only_it_moves() -> None:
    made = plan("audience_hall", {"units": [["甲", 4], ["乙", 4]], "rows": 4, "columns": 2})
    found = replan(made, Absent("甲-2"))
    assert {str(move.label)[0] for move in found.moves} == {"甲"}
    assert [(move.label, move.after) for move in found.moves] == [
        ("甲-3", "2排2座"),
        ("甲-4", "3排2座"),
        ("甲-2", None),
    ]
    added = replan(found.plan, Added("甲-新", 4, "甲"))
    assert {str(move.label) for move in added.moves} == {"甲-新"}


def test_wishes_about_the_absent_fall_away_and_others_stay() -> None:
    rules = Rules(
        pins={2: "右1", 5: "左1"},
        notes={2: "x"},
        apart=((1, 2), (3, 4)),
        together=((2, 3),),
        beside={2: 1},
        wheelchair=frozenset({2}),
        clear_view=frozenset({2}),
    )
    made = plan_seats(Request("presidium_row", {"n": 5}, rules=Rules(pins={5: "左1"})))
    wished = plan_seats(Request("presidium_row", made.request.cast, rules=Rules(pins={2: "右1", 5: "左1"})))
    found = replan(wished, Absent(2))
    assert found.plan.request.rules == Rules(pins={5: "左1"})
    from_many = replan(
        plan_seats(Request("presidium_row", {"n": 5}, rules=Rules(apart=rules.apart, beside={4: 5}))),
        Absent(2),
    )
    assert from_many.plan.request.rules == Rules(apart=((3, 4),), beside={4: 5})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Absent(9), "名单中没有 9；请核对姓名或序号"),
        (RankChanged(9, 1), "名单中没有 9；请核对姓名或序号"),
        (RankChanged(1, 6), "1 的位次 6 不在 1 到 5 之间；请改正"),
        (Added(3, 1, "n"), "3 已在名单中；重名的请加以区别"),
        (Added("新", 7, "n"), "新 的位次 7 不在 1 到 6 之间；请改正"),
        (Added("新", 1, "guests"), "没有名单 guests；可用 n"),
    ],
)
def test_change_that_does_not_fit_is_refused(change: Absent | Added | RankChanged, message: str) -> None:
    with pytest.raises(ChangeError) as refusal:
        replan(plan("presidium_row", {"n": 5}), change)
    assert str(refusal.value) == message


def test_absence_of_a_stranger_is_refused_where_gaps_stay() -> None:
    with pytest.raises(ChangeError, match=r"^名单中没有 9；请核对姓名或序号$"):
        replan(plan("presidium_row", {"n": 5}, {"on_absence": "leave_gap"}), Absent(9))


def test_added_to_a_hall_names_the_units_there_are() -> None:
    made = plan("audience_hall", {"units": [["甲", 1]], "rows": 2, "columns": 2})
    with pytest.raises(ChangeError, match=r"^没有名单 乙；可用 甲$"):
        replan(made, Added("新", 1, "乙"))


def test_stranger_in_a_hall_with_blocked_seats_is_refused() -> None:
    made = plan("audience_hall", {"units": [["甲", 1]], "rows": 2, "columns": 2, "blocked": [[1, 1]]})
    with pytest.raises(ChangeError, match=r"^名单中没有 乙-1；请核对姓名或序号$"):
        replan(made, Absent("乙-1"))


def test_other_inputs_are_left_alone_by_a_change() -> None:
    made = plan(
        "audience_hall", {"units": [["甲", 2]], "rows": 2, "columns": 2, "blocked": [[1, 1]], "aisles": [1]}
    )
    found = replan(made, Absent("甲-2"))
    assert found.plan.request.cast["blocked"] == [[1, 1]]
