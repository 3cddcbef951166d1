"""Families of form: punctuation, pairs, placeholders, numbers, level numbers."""

import pytest

from xianxing.engines.proofread.families import numbering, numbers, pairing, placeholder, punctuation
from xianxing.engines.proofread.tests.shown import Short, points_at, short

CLEAN = "各县（市、区）人民政府：为做好2026年防汛工作，现将《青川市防汛方案》印发给你们，请认真执行。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLEAN, []),
        ("加强领导,落实责任", [(",", ("，",))]),
        ("加强领导.落实责任", [(".", ("。",))]),
        ("责任单位:县水利局", [(":", ("：",))]),
        ("今年(第一季度)完成", [("(", ("（",)), (")", ("）",))]),
        ("加强领导，，落实责任", [("，，", ("，",))]),
        ("加强领导、，落实责任。", [("、，", ("，",))]),
        ("加强领导，。", [("，。", ("。",))]),
        ("印发“规划”、“方案”", [("、", ("",))]),
        ("学习《条例》、《办法》", [("、", ("",))]),
        ("包括学校...医院", [("...", ("……",))]),
        ("包括学校。。。医院", [("。。。", ("。",)), ("。。。", ("……",))]),
        ("省略一半…这样", [("…", ("……",))]),
        ("青川--白水", [("--", ("——",))]),
        ("学校、医院……等", [("……等", ("等",))]),
        ("走访三、四天", [("三、四", ("三四",))]),
        ("第一、加强领导", [("第一、", ("第一，",))]),
        ("第一、第二、第三组", []),
        ("（见附件。）。", [("）。", ("）",))]),
    ],
)
def test_marks_against_the_standard(text: str, expected: list[Short]) -> None:
    findings = list(punctuation.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLEAN, []),
        ("（一）加强领导", []),
        ("1）加强领导", []),
        ("一）加强领导", []),
        ("印发《方案的通知", [("《", ("《》",))]),
        ("印发方案》的通知", [("》", ("《》",))]),
        ("坚持“人民至上的思想", [("“", ("“”",))]),
        ("各县（市、区人民政府", [("（", ("（）",))]),
        ("各县（市、区)人民政府", []),
        ("甲（乙“丙）丁", [("“", ("“”",))]),
        ("《关于印发《方案》的通知》", [("《", ("〈",))]),
        ("它的‘名字’是’", []),
    ],
)
def test_marks_in_pairs(text: str, expected: list[Short]) -> None:
    findings = list(pairing.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (CLEAN, []),
        ("××县人民政府", ["××"]),
        ("XX局于2026年", ["XX"]),
        ("某某公司", ["某某"]),
        ("联系人：____", ["____"]),
        ("金额（待定）", ["（待定）"]),
        ("致{{收件单位}}：", ["{{收件单位}}"]),
        ("【请填写单位】", ["【请填写单位】"]),
        ("2026年  月  日", ["  月  日"]),
        ("青政发〔2026〕 号", ["〔2026〕 号"]),
        ("姓名（   ）", ["（   ）"]),
    ],
)
def test_places_left_empty(text: str, wrong: list[str]) -> None:
    findings = list(placeholder.find(text))
    assert [finding.wrong for finding in findings] == wrong
    assert points_at(text, findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLEAN, []),
        ("于2026年2月30日召开", [("2026年2月30日", ())]),
        ("于13月5日召开", [("13月5日", ())]),
        ("2026年13月完成", [("13月", ())]),
        ("于25时30分集合", [("25时30分", ())]),
        ("自26年5月起", [("26年", ("2026年",))]),
        ("2026年五月四日", [("2026年五月四日", ("2026年5月4日",))]),
        ("二零二六年", [("二零二六年", ("二〇二六年",))]),
        ("增长10-20%", [("10-20%", ("10%～20%",))]),
        ("投入3至5万元", [("3至5万", ("3万至5万",))]),
        ("大约50人左右", [("大约50人左右", ("大约50人",))]),
        ("约30余人", [("约30余", ("约30",))]),
        ("成本降低2倍", [("降低2倍", ())]),
        ("下午15时开会", [("下午", ())]),
        ("全长5KM", [("KM", ("km",))]),
        ("全长5km", []),
        ("面积30平米", [("平米", ("平方米",))]),
        ("截止2026年5月", [("截止", ("截至",))]),
        ("报名日期截止", []),
    ],
)
def test_numbers_units_and_dates(text: str, expected: list[Short]) -> None:
    findings = list(numbers.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总则\n（一）目标\n（二）原则\n二、任务\n（一）道路\n三、保障", []),
        ("一、总则\n二、任务\n四、保障", [("四", ("三",))]),
        ("一、总则\n二、任务\n二、保障", [("二", ("三",))]),
        ("一、总则\n二、任务\n三、保障\n二、其他", [("二", ("四",))]),
        ("1.目标\n2.原则\n4.任务", [("4", ("3",))]),
        ("（1）目标\n（3）原则", [("3", ("2",))]),
        ("第一条 为了\n第三条 本办法", [("三", ("二",))]),
        ("第一章 总则\n第一条 为了\n第二章 职责\n第二条 本办法", []),
        ("3、5、7号楼\n8、9号楼", []),
        ("2.5公里\n4.8公里", []),
    ],
)
def test_level_numbers(text: str, expected: list[Short]) -> None:
    findings = list(numbering.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


def test_level_number_says_what_came_before() -> None:
    (finding,) = numbering.find("一、总则\n三、任务")
    assert finding.rule.text == "层次序号跳号：前一个是第 1 项，此处应为第 2 项"
    assert finding.rule.source == "GB/T 9704-2012 7.3.3"
