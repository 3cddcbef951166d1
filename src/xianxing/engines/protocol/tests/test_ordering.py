"""The three lists of the command: by rank, by strokes, by pinyin."""

import pytest

from xianxing.engines.protocol import CastError, UnknownCharacterError
from xianxing.engines.protocol.ranking.pinyin import load_surnames, pinyin_order, reading
from xianxing.engines.protocol.terms import Json
from xianxing.engines.protocol.tests.cast import layout, plan, said

SURNAMES = load_surnames()


def test_rank_order_takes_posts_and_rows() -> None:
    assert layout("rank_order", {"people": ["政协主席", "党委书记"]}) == [["党委书记", "政协主席"]]
    dated: list[Json] = [["丙", "2022-06", "2020-01"], ["丁", "2022-06", "2018-05"]]
    made = plan("rank_order", {"people": dated})
    assert made.layout == [["丁", "丙"]]
    assert "丁在丙之前：任现级时间" in said(made)


def test_rank_order_joins_two_lists_each_in_its_order() -> None:
    cast: dict[str, Json] = {"superior": ["副厅长甲", "厅长"], "host": ["副县长", "县长", "县委书记"]}
    assert layout("rank_order", cast) == [["副厅长甲", "县委书记", "厅长", "县长", "副县长"]]
    only = layout("rank_order", {"host": ["县长", "县委书记"]})
    assert only == [["县委书记", "县长"]]


def test_rank_order_keeps_a_pin_with_its_reason() -> None:
    people: list[Json] = ["退休原书记", "县长", "县委书记"]
    pins: Json = {"退休原书记": {"place": 2, "reason": "德高望重，主要领导同意"}}
    made = plan("rank_order", {"people": people, "pins": pins})
    assert made.layout == [["县委书记", "退休原书记", "县长"]]
    assert "退休原书记手工固定为第 2 位：德高望重，主要领导同意" in said(made)


@pytest.mark.parametrize(
    ("cast", "message"),
    [
        ({"people": 3}, "people 为 3；须是名单，请改正"),
        ({"people": ["甲"], "pins": []}, 'pins 须是 {"姓名": {"place": 2, "reason": "原因"}}；请改正'),
        (
            {"people": ["甲"], "pins": {"甲": 1}},
            '甲 的固定位次须写 {"place": 2, "reason": "原因"}；原因不能空，请改正',
        ),
        (
            {"people": ["甲"], "pins": {"甲": {"place": 1, "reason": ""}}},
            '甲 的固定位次须写 {"place": 2, "reason": "原因"}；原因不能空，请改正',
        ),
    ],
)
def test_rank_order_that_cannot_be_read_is_refused(cast: dict[str, Json], message: str) -> None:
    with pytest.raises(CastError) as refusal:
        layout("rank_order", cast)
    assert str(refusal.value) == message


def test_stroke_order_takes_both_methods_and_entered_characters() -> None:
    people: list[Json] = ["田大利", ["田富", "示例局"]]
    assert layout("stroke_order", {"people": people}) == [["田富", "田大利"]]
    assert layout("stroke_order", {"people": people}, {"method": "full_name"}) == [["田大利", "田富"]]
    entered: Json = {"熺": "4334121251431251"}
    assert layout("stroke_order", {"people": ["王熺", "王一"], "strokes": entered}) == [["王一", "王熺"]]


@pytest.mark.parametrize(
    ("cast", "message"),
    [
        ({"people": [3]}, "名单中的 3 不是姓名；请改正"),
        ({"people": [""]}, "名单中的 '' 不是姓名；请改正"),
        ({"people": [], "strokes": 3}, "strokes 须是各字的笔顺，如 {'熺': '4334...'}；请改正"),
        ({"people": [], "strokes": {"熺": 3}}, "strokes 须是各字的笔顺，如 {'熺': '4334...'}；请改正"),
    ],
)
def test_stroke_order_that_cannot_be_read_is_refused(cast: dict[str, Json], message: str) -> None:
    with pytest.raises(CastError) as refusal:
        layout("stroke_order", cast)
    assert str(refusal.value) == message


def test_pinyin_order_reads_surnames_as_surnames() -> None:
    names: list[Json] = ["曾一", "单立", "仇三", "任二", "尉迟恭", "陈田"]
    assert layout("pinyin_order", {"people": names}) == [["陈田", "仇三", "任二", "单立", "尉迟恭", "曾一"]]


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("单立", ("shan4", "li4")),
        ("单于立", ("chan2", "yu2", "li4")),
        ("曾", ("zeng1",)),
        ("张三", ("zhang1", "san1")),
        ("解 放（女）", ("xie4", "fang4")),
    ],
)
def test_reading_of_a_name_has_letters_and_tones(name: str, syllables: tuple[str, ...]) -> None:
    assert reading(name, SURNAMES) == syllables


def test_pinyin_compares_letters_before_tones() -> None:
    assert pinyin_order(["马丽", "麻安", "妈一"], surnames=SURNAMES) == ("妈一", "麻安", "马丽")


def test_pinyin_of_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(UnknownCharacterError, match=r"^不知道“A”（王A）的读音；请核对用字$"):
        pinyin_order(["王A"], surnames=SURNAMES)
    with pytest.raises(CastError, match=r"^名单中有空姓名；请删去或补全$"):
        pinyin_order([" "], surnames=SURNAMES)
