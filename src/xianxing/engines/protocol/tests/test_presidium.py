"""主席台: the published rows, absences, joint lists, several rows."""

import pytest

from xianxing.engines.protocol import CastError, View
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan, row, said


@pytest.mark.parametrize(
    ("people", "settings", "expected"),
    [
        (1, {}, [1]),
        (3, {}, [3, 1, 2]),
        (7, {"even": "1_left_2_right"}, [7, 5, 3, 1, 2, 4, 6]),
        (2, {}, [1, 2]),
        (2, {"even": "1_left_2_right"}, [2, 1]),
        (2, {"two_person": "1_sits_left"}, [2, 1]),
        (4, {"even": "2_on_left_of_1"}, [3, 1, 2, 4]),
        (4, {"even": "1_left_2_right"}, [4, 2, 1, 3]),
        (4, {"even": "1_left_2_right", "two_person": "1_sits_left"}, [4, 2, 1, 3]),
        (6, {"even": "1_left_2_right"}, [6, 4, 2, 1, 3, 5]),
        (7, {"supreme": "right"}, [6, 4, 2, 1, 3, 5, 7]),
        (4, {"supreme": "right"}, [4, 2, 1, 3]),
        (6, {"supreme": "right", "even": "2_on_right_of_1"}, [6, 4, 2, 1, 3, 5]),
        (2, {"supreme": "right"}, [2, 1]),
    ],
)
def test_row_follows_the_variant(people: int, settings: dict[str, Json], expected: list[int]) -> None:
    assert row(people, **settings) == expected


def test_row_of_nobody_is_empty() -> None:
    assert layout("presidium_row", {}) == [[]]


def test_row_printed_from_the_stage_turns_round_and_says_so() -> None:
    made = plan("presidium_row", {"n": 8}, {"print_view": "stage"})
    assert made.layout == [[8, 6, 4, 2, 1, 3, 5, 7]]
    assert made.view is View.STAGE
    assert made.rows[0].seats[0].occupant == 7


@pytest.mark.parametrize("absent", [4, [4], ["4"]])
def test_absence_closes_up_however_it_is_written(absent: Json) -> None:
    assert layout("presidium_row", {"n": 7, "absent": absent}) == [[6, 3, 1, 2, 5, 7]]


def test_absence_leaves_a_gap_only_when_asked() -> None:
    made = plan("presidium_row", {"n": 5, "absent": [2, 5]}, {"on_absence": "leave_gap"})
    assert made.layout == [[None, 3, 1, None, 4]]
    assert "2、5 缺席，保留空位" in said(made)
    assert made.seats[0].reasons[0].text == "空座"


def test_absence_is_seen_from_the_list_before() -> None:
    people: list[Json] = ["甲", "乙", "丁"]
    was: list[Json] = ["甲", "乙", "丙", "丁"]
    closed = plan("presidium_row", {"people": people, "was": was})
    assert closed.layout == [["丁", "甲", "乙"]]
    assert "丙 缺席，后续依次递补；名签同步调整" in said(closed)
    gap = layout("presidium_row", {"people": people, "was": was}, {"on_absence": "leave_gap"})
    assert gap == [[None, "甲", "乙", "丁"]]


def test_addition_to_the_list_before_makes_the_row_afresh() -> None:
    cast: dict[str, Json] = {"people": ["甲", "新", "乙"], "was": ["甲", "乙"]}
    assert layout("presidium_row", cast) == [["乙", "甲", "新"]]


def test_absence_of_a_stranger_is_refused() -> None:
    with pytest.raises(CastError, match=r"^缺席的 9 不在名单中；请核对$"):
        layout("presidium_row", {"n": 5, "absent": 9})


def test_heads_rank_the_list_first_and_silence_keeps_its_order() -> None:
    people: list[Json] = ["政协主席", "县长", "县委书记"]
    ranked = layout("presidium_row", {"people": people}, {"heads": "party_gov_npc_cppcc"})
    assert ranked == [["政协主席", "县委书记", "县长"]]
    assert layout("presidium_row", {"people": people}) == [["县委书记", "政协主席", "县长"]]


def test_heads_leave_numbers_numbers() -> None:
    assert layout("presidium_row", {"n": 3}, {"heads": "party_gov_npc_cppcc"}) == [[3, 1, 2]]


def test_joint_list_alternates_or_puts_the_superior_first() -> None:
    cast: dict[str, Json] = {"superior": 3, "host": ["主1", "主2"]}
    assert layout("presidium_row", cast) == [["S3", "S2", "S1", "主1", "主2"]]
    first = layout("presidium_row", cast, {"joint": "superior_all_first"})
    assert first == [["主2", "S3", "S1", "S2", "主1"]]


def test_rows_fill_from_the_front_and_name_the_reason() -> None:
    made = plan("presidium_rows", {"n": 11}, {"front": 6})
    assert made.layout == [[5, 3, 1, 2, 4, 6], [11, 9, 7, 8, 10]]
    assert "前排 6 座为双数，1 号不在正中；一般排单数" in said(made)
    assert [line.title for line in made.rows] == ["第1排", "第2排"]


def test_rows_without_a_front_keep_it_odd() -> None:
    assert layout("presidium_rows", {"n": 10}) == [[5, 3, 1, 2, 4], [10, 8, 6, 7, 9]]
    assert layout("presidium_rows", {"n": 1}) == [[1]]


def test_rows_given_as_roles_stand_as_given() -> None:
    cast: dict[str, Json] = {
        "rows": [
            {"role": "执行主席", "people": ["常务主席甲", "常务主席乙"]},
            ["首长甲", "首长乙", "首长丙"],
            2,
        ]
    }
    made = plan("presidium_rows", cast)
    assert made.layout == [
        ["常务主席甲", "常务主席乙"],
        ["首长丙", "首长甲", "首长乙"],
        ["第3排1", "第3排2"],
    ]
    assert [line.title for line in made.rows] == ["第1排（执行主席）", "第2排", "第3排"]
    assert "各排人员与前后次序按名单给定" in said(made)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], 'rows 须是各排的列表，如 [{"role":"执行主席","people":["甲","乙"]}]；请改正'),
        (3, 'rows 须是各排的列表，如 [{"role":"执行主席","people":["甲","乙"]}]；请改正'),
        ([["甲"], ["甲"]], "rows 中有人出现不止一次；请核对"),
    ],
)
def test_rows_that_cannot_be_read_are_refused(rows: Json, message: str) -> None:
    with pytest.raises(CastError) as refusal:
        layout("presidium_rows", {"rows": rows})
    assert str(refusal.value) == message


def test_reason_of_each_seat_names_place_and_source() -> None:
    made = plan("presidium_row", {"n": 4})
    texts = [(seat.occupant, seat.reasons[0].text, seat.reasons[0].source) for seat in made.seats]
    assert texts[0] == (3, "主席台第 3 位；双数：2 号在 1 号左手，左右交替", "S03、S05、S06")
    odd = plan("presidium_row", {"n": 3}).seats[1].reasons[0]
    assert odd.text == "主席台第 1 位；单数：1 号居中，2 号在其左手，左右交替"
    right = plan("presidium_row", {"n": 4}, {"even": "1_left_2_right"}).seats[0].reasons[0]
    assert right.source == "S02、S03、S24"


def test_people_named_twice_are_refused() -> None:
    with pytest.raises(CastError, match=r"^甲 在名单中出现不止一次；重名的请加以区别$"):
        layout("presidium_row", {"superior": ["甲", "乙"], "host": ["甲"]})
