"""Pins and wishes: met with the smallest change found, or refused by name."""

import pytest

from xianxing.engines.protocol import ConstraintError, Guest, Rules, Side, seat
from xianxing.engines.protocol.terms import Label, Plan
from xianxing.engines.protocol.tests.cast import plan


def row_of(people: int, rules: Rules) -> list[int]:
    made = plan("presidium_row", {"n": people}, rules=rules)
    return [int(seat.occupant or 0) for seat in made.seats]


def reasons_of(made: Plan, label: Label) -> list[str]:
    return [reason.text for seat in made.seats if seat.occupant == label for reason in seat.reasons]


def test_pin_fixes_a_place_and_the_others_close_up() -> None:
    rules = Rules(pins={5: "左1"}, notes={5: "老同志"})
    assert row_of(5, rules) == [4, 2, 1, 5, 3]
    made = plan("presidium_row", {"n": 5}, rules=rules)
    assert reasons_of(made, 5) == ["按要求固定座位：老同志"]
    assert reasons_of(made, 2) == ["因他人固定座位或相邻要求，改坐右1"]
    assert reasons_of(made, 1) == ["主席台第 1 位；单数：1 号居中，2 号在其左手，左右交替"]


def test_pin_without_a_reason_says_so_and_a_pin_to_the_own_place_keeps_the_rule() -> None:
    made = plan("presidium_row", {"n": 3}, rules=Rules(pins={"1": "主位"}))
    assert made.layout == [[3, 1, 2]]
    assert reasons_of(made, 1)[1] == "按要求固定座位：未写明原因"


def test_wheelchair_takes_the_nearest_accessible_place() -> None:
    rules = Rules(wheelchair=frozenset({2}))
    assert row_of(7, rules) == [7, 6, 4, 1, 3, 5, 2]
    named = Rules(wheelchair=frozenset({2}), accessible=frozenset({"右1"}))
    assert row_of(5, named) == [5, 2, 1, 3, 4]
    made = plan("presidium_row", {"n": 5}, rules=named)
    assert reasons_of(made, 2) == ["轮椅可达的座位"]


def test_clear_view_avoids_the_places_behind_a_pillar() -> None:
    rules = Rules(clear_view=frozenset({2}), poor_view=frozenset({"左1"}))
    assert row_of(5, rules) == [5, 3, 2, 1, 4]
    assert "视线不受遮挡的座位" in reasons_of(plan("presidium_row", {"n": 5}, rules=rules), 2)


def test_two_wheelchairs_share_the_two_ends_whoever_is_asked_first() -> None:
    found = row_of(7, Rules(wheelchair=frozenset({3, 6}), pins={6: "左3"}))
    assert (found[0], found[-1]) == (3, 6)


def test_an_earlier_person_gives_way_where_there_is_no_other_way() -> None:
    rules = Rules(wheelchair=frozenset({2, 4}), accessible=frozenset({"左1", "右1"}), pins={4: "左1"})
    assert row_of(5, rules) == [5, 2, 1, 4, 3]


def test_apart_separates_neighbours_with_little_change() -> None:
    found = row_of(7, Rules(apart=((1, 2),)))
    assert abs(found.index(1) - found.index(2)) > 1
    assert sorted(found) == list(range(1, 8))
    assert row_of(7, Rules(apart=((1, 7),))) == [7, 5, 3, 1, 2, 4, 6]


def test_together_joins_people_from_both_hands() -> None:
    found = row_of(7, Rules(together=((4, 5),)))
    assert abs(found.index(4) - found.index(5)) == 1


def test_together_across_the_ring_counts_the_first_and_the_last_seat() -> None:
    made = plan("round_table", {"guests": 4}, {"seats": 6}, Rules(together=((1, "主陪"),)))
    assert made.layout == [["主陪", 2, 3, "副主陪", 4, 1]]


def test_interpreter_comes_beside_the_principal() -> None:
    rules = Rules(beside={"译员": "主宾"})
    guests = [Guest(key, key, Side.GUEST) for key in ("主宾", "副宾", "三宾", "译员")]
    made = seat("round_table", guests, settings={"seats": 8}, rules=rules)
    seats = [occupant.occupant for occupant in made.seats]
    gap = abs(seats.index("主宾") - seats.index("译员"))
    assert gap in {1, 7}


def test_two_changes_at_once_are_found_where_one_does_not_help() -> None:
    rules = Rules(together=((1, 4), (1, 5)), pins={2: "左3", 3: "右3"})
    found = row_of(7, rules)
    at = found.index(1)
    assert {found[at - 1], found[at + 1]} == {4, 5}


def test_rules_name_numbers_as_text_too() -> None:
    rules = Rules(apart=(("1", "2"),), clear_view=frozenset({"1"}))
    found = row_of(5, rules)
    assert abs(found.index(1) - found.index(2)) > 1


def test_an_empty_seat_has_no_wish() -> None:
    made = plan("presidium_row", {"n": 3, "absent": 2}, {"on_absence": "leave_gap"}, Rules(pins={3: "右1"}))
    assert made.layout == [[3, 1, None]]
    assert made.seats[2].reasons[0].text == "空座"


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (Rules(pins={9: "左1"}), "名单中没有 9；请核对 rules 中的姓名或序号"),
        (Rules(pins={1: "左9"}), "1 不能固定在 左9；可用座位 主位、左1、右1"),
        (Rules(pins={1: "左1", 2: "左1"}), "固定座位互相冲突：1、2 可坐的座位不够；请改动其一"),
        (
            Rules(pins={1: "主位"}, wheelchair=frozenset({1})),
            "没有座位同时满足对 1 的要求：固定在主位、轮椅可达；请放宽其一",
        ),
        (
            Rules(clear_view=frozenset({1}), poor_view=frozenset({"主位", "左1", "右1"})),
            "没有座位同时满足对 1 的要求：视线不受遮挡；请放宽其一",
        ),
        (
            Rules(apart=((1, 2),), together=((2, 1),)),
            "要求互相矛盾：1与2不相邻；2与1相邻；请删去其一",
        ),
        (Rules(together=((1, 1),)), "要求两边是同一人：1与1相邻；请改正"),
        (
            Rules(apart=((1, 2), (1, 3), (2, 3))),
            "无法同时满足：1与2不相邻；2与3不相邻；请放宽其中一项或改固定座位",
        ),
    ],
)
def test_wishes_that_exclude_one_another_are_refused(rules: Rules, message: str) -> None:
    with pytest.raises(ConstraintError) as refusal:
        row_of(3, rules)
    assert str(refusal.value)[:8] == message[:8]
    if not message.startswith("无法"):
        assert str(refusal.value) == message


def test_a_long_row_that_no_single_change_mends_is_refused() -> None:
    everybody = tuple((1, other) for other in range(2, 31))
    with pytest.raises(ConstraintError, match=r"^无法同时满足："):
        row_of(30, Rules(apart=everybody))


def test_an_interpreter_in_another_row_is_refused() -> None:
    rules = Rules(beside={"译G": "G1"})
    with pytest.raises(ConstraintError, match=r"^无法同时满足：译员译G在G1旁；请放宽其中一项或改固定座位$"):
        plan("meeting_side_by_side", {"guest": 2, "host": 2}, rules=rules)


def test_a_scene_of_steps_takes_no_pins() -> None:
    with pytest.raises(ConstraintError) as refusal:
        plan("lift", {}, rules=Rules(pins={"客": "进1"}))
    assert str(refusal.value) == "场景 lift（电梯）只有先后次序，不能固定座位；请删去 rules"


def test_a_change_never_moves_somebody_off_his_pin() -> None:
    found = row_of(6, Rules(pins={2: "左1", 3: "右1"}, apart=((5, 3),)))
    assert abs(found.index(5) - found.index(3)) > 1
    assert found[found.index(1) + 1] == 2


def test_only_two_changes_together_help_here() -> None:
    wishes = Rules(together=((1, 6), (1, 7)), apart=((6, 7),))
    found = row_of(7, wishes)
    at = found.index(1)
    assert {found[at - 1], found[at + 1]} == {6, 7}


def test_both_people_move_where_neither_move_alone_brings_them_together() -> None:
    left_open = {"左3", "右3"}
    rules = Rules(
        together=((1, 2),),
        wheelchair=frozenset({1}),
        accessible=frozenset({"左1", "右4"}),
        clear_view=frozenset({2}),
        poor_view=frozenset({"主位", "左1", "左2", "左4", "右1", "右2", "右4"}),
    )
    made = plan("presidium_row", {"n": 9}, rules=rules)
    at = {seat.occupant: seat.place for seat in made.seats}
    assert (at[1], at[2]) == ("右4", "右3")
    assert at[2] in left_open
