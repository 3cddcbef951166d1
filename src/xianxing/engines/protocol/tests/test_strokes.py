"""姓氏笔画: rules, ties, rare characters, and an independent slow check."""

from collections import defaultdict
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.protocol import (
    BadTableError,
    CastError,
    Method,
    StrokeTable,
    UnknownCharacterError,
    load_table,
    stroke_order,
)
from xianxing.engines.protocol.strokes.table import parse_strokes, parse_structure
from xianxing.engines.protocol.tests.oracle import STROKES, TIED, slow_order

TABLE = load_table()
SURNAMES = "丁于王文田孔巴叶申次衣佘余丘仕李张陈刘杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧"
GIVEN = [
    "富",
    "大利",
    "军",
    "小宁",
    "昊",
    "旭",
    "旻",
    "旼",
    "伟",
    "国强",
    "志远",
    "一",
    "一一",
    "峰",
    "建国",
    "晨曦",
    "晚晴",
    "冕",
]
# 846 invented names in an order that has nothing to do with strokes.
INVENTED = [surname + name for name, surname in product(GIVEN, reversed(SURNAMES))]
COMPOUND = ["欧阳修文", "司马光明", "上官云", "诸葛明", "艾力·买买提", "阿卜杜拉"]


def order(*names: str, method: Method = Method.SURNAME) -> list[str]:
    return list(stroke_order(names, table=TABLE, method=method).names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("王小宁", "丁小宁"), ["丁小宁", "王小宁"]),
        (("文强", "王强"), ["王强", "文强"]),
        (("巴特尔", "孔军"), ["孔军", "巴特尔"]),
        (("申军", "叶军"), ["叶军", "申军"]),
        (("衣军", "次军"), ["次军", "衣军"]),
        (("田大利", "田富"), ["田富", "田大利"]),
        (("王一一", "王一"), ["王一", "王一一"]),
        (("李四", "李三"), ["李三", "李四"]),
        (("张伟", "张 伟（女）"), ["张伟", "张 伟（女）"]),
    ],
)
def test_surname_method_orders_as_the_rules_say(names: tuple[str, ...], expected: list[str]) -> None:
    assert order(*names) == expected


def test_full_name_method_compares_the_second_character_at_once() -> None:
    assert order("田富", "田大利", method=Method.FULL_NAME) == ["田大利", "田富"]
    assert order("王一一", "王一", method=Method.FULL_NAME) == ["王一", "王一一"]


@pytest.mark.parametrize("method", list(Method))
def test_order_of_eight_hundred_names_equals_the_slow_one(method: Method) -> None:
    assert len(INVENTED) == 846
    found = stroke_order(INVENTED, table=TABLE, method=method)
    assert list(found.names) == slow_order(INVENTED, by_surname=method is Method.SURNAME)
    assert found.ties == ()
    assert len(found.reasons) == len(INVENTED) - 1


@given(st.lists(st.text(st.sampled_from(sorted(STROKES)), min_size=1, max_size=4), max_size=30))
@settings(max_examples=60, deadline=None)
def test_order_of_any_names_equals_the_slow_one(names: list[str]) -> None:
    for method in Method:
        expected = slow_order(names, by_surname=method is Method.SURNAME)
        assert order(*names, method=method) == expected


def test_order_does_not_depend_on_the_order_given() -> None:
    assert order(*INVENTED) == order(*reversed(INVENTED))


def test_longer_names_and_dots_are_compared_character_by_character() -> None:
    assert order(*COMPOUND) == ["上官云", "艾力·买买提", "司马光明", "阿卜杜拉", "欧阳修文", "诸葛明"]


def test_reasons_name_what_decided() -> None:
    found = stroke_order(["巴图", "孔军", "王强", "文强", "丁一", "王", "丁一"], table=TABLE)
    assert found.reasons[0].text == "丁一、丁一同名，保持原次序"
    by_pair = {reason.text.split("：")[0]: reason.text for reason in found.reasons}
    assert by_pair["王强在文强之前"] == "王强在文强之前：第 1 字王、文同为 4 画，起笔依横竖撇点折"
    assert by_pair["孔军在巴图之前"] == "孔军在巴图之前：第 1 字孔、巴笔顺相同，依字形结构"
    assert by_pair["王在王强之前"] == "王在王强之前：字数少者在前"


def test_reason_of_a_single_given_name_is_the_blank() -> None:
    found = stroke_order(["田大利", "田富", "田军"], table=TABLE)
    assert [reason.text for reason in found.reasons] == [
        "田军在田富之前：第 3 字军 6 画、富 12 画",
        "田富在田大利之前：第 2 字为空者在前（单名）",
    ]


def test_tie_without_a_structure_keeps_the_order_and_is_reported() -> None:
    table = StrokeTable({"甲": "1", "乙": "1", "丙": "2"}, {})
    found = stroke_order(["乙", "甲", "丙"], table=table)
    assert found.names == ("乙", "甲", "丙")
    assert found.ties == (("乙", "甲"),)
    assert found.reasons[0].text == "乙、甲笔画笔顺都相同，结构未收录，保持原次序，请人工核对"


def test_rare_character_is_asked_for_and_taken_when_given() -> None:
    with pytest.raises(UnknownCharacterError) as refusal:
        order("王熺")
    assert str(refusal.value) == (
        "笔画表中没有“熺”（王熺）；请按笔顺给出它的笔画，1 横 2 竖 3 撇 4 点 5 折，如 strokes：{'熺': '25112'}"
    )
    table = TABLE.with_characters({"熺": "4334121251431251"})
    assert stroke_order(["王熺", "王一"], table=table).names == ("王一", "王熺")
    assert TABLE.strokes.get("熺") is None


@pytest.mark.parametrize("extra", [{"熺熺": "1"}, {"熺": ""}, {"熺": "16"}])
def test_strokes_that_are_none_are_refused(extra: dict[str, str]) -> None:
    with pytest.raises(BadTableError, match=r"无法识别；应为一个字和由 1 到 5 组成的笔顺$"):
        TABLE.with_characters(extra)


@pytest.mark.parametrize("name", ["", "（女）", " "])
def test_empty_name_is_refused(name: str) -> None:
    with pytest.raises(CastError, match=r"^名单中有空姓名；请删去或补全$"):
        order("王强", name)


def test_table_has_every_character_of_its_source() -> None:
    assert len(TABLE.strokes) == 6939
    assert TABLE.strokes["达"] == "134454"


def test_tied_characters_have_equal_strokes_and_nearly_every_tie_is_settled() -> None:
    for group in TIED:
        assert len({STROKES[character] for character in group}) == 1
    groups = defaultdict(set)
    for character, strokes in STROKES.items():
        groups[strokes].add(character)
    open_groups = [
        group for group in groups.values() if len(group) > 1 and len(group - set("".join(TIED))) > 1
    ]
    assert len([group for group in groups.values() if len(group) > 1]) == 235
    assert len(open_groups) == 16
    settled = set("".join(TIED))
    assert not {character for group in open_groups for character in group} & set(SURNAMES) - settled


@pytest.mark.parametrize("line", ["一", "一\t", "一\t16", "一二\t1", "\t1"])
def test_damaged_strokes_are_refused_with_the_line(line: str) -> None:
    with pytest.raises(BadTableError, match=r"^笔画表第 2 行无法识别："):
        parse_strokes(f"# remark\n{line}\n")


@pytest.mark.parametrize("line", ["孔巴\t左", "孔巴\t整左", "孔巴\t左x", "孔巴"])
def test_damaged_structures_are_refused_with_the_line(line: str) -> None:
    with pytest.raises(BadTableError, match=r"^结构表第 3 行无法识别："):
        parse_structure(f"# remark\n\n{line}\n")


def test_names_of_the_whole_table_are_ordered_in_one_call() -> None:
    names = [f"{character}一" for character in islice(STROKES, 0, None, 7)]
    counts = [len(STROKES[name[0]]) for name in order(*names)]
    assert counts == sorted(counts)
