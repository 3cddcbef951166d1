"""What holds for every text."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.checking import check
from xianxing.engines.docform.parsing import parse_text, to_text
from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.tests.cast import EVERY

PIECES = sorted(
    {line for sample in EVERY for line in sample.text.splitlines()}
    | {"附件1", "附件：1.甲", "一、", "（一）甲。", "第一条 甲", "签发人：", "目录", "|a|b|", "|---|---|", "# 甲", "**甲**",
       "（", "）", "：", "2026年1月5日", "国务院　　二○○一年八月七日", "1.1 甲", "（甲）", "抄送：甲", "甲：", "、"}
)  # fmt: skip
LINES = st.one_of(st.sampled_from(PIECES), st.text(max_size=30))
TEXTS = st.lists(LINES, max_size=25).map("\n".join)
SETTINGS = settings(max_examples=80, deadline=None)
_MARKS = re.compile(r"[#*_\u200b\u200c\u200d\ufeff]")
LONG = 30_000
SEEDS = (
    "附件1\n", "附件：1.甲。\n", "签发人", "《", "（", "一、甲；\n", "（一）甲。乙\n", " ", "\u3000", "|", "|a|b|\n",
    "国务院\n2019年1月1日\n", "2019年1月1日\n", "抄送：甲，\n", "**a", "__", "# a\n", "的通知\n", "各省：\n", "第一条 a\n",
    "1.1 a\n", "目录\na\n", "\r", "〔2019〕1号\n", "（此件公开发布）\n", "甲局\n", "、", "总理李\n", "恳请",
    "青政发〔2025〕9号《",
)  # fmt: skip


def _same(document: Document) -> list[object]:
    return [
        (each.kind, each.text, each.level, each.run_in, each.part)
        for each in document.elements
        if not each.table
    ]


@SETTINGS
@given(TEXTS)
def test_parse_text_elements_lie_in_order_and_hold_their_stretch(text: str) -> None:
    end = 0
    for each in parse_text(text).elements:
        assert end <= each.start < each.end <= len(text)
        stretch = "".join(text[each.start : each.end].split())
        assert _MARKS.sub("", stretch) == _MARKS.sub("", "".join(each.text.split()))
        end = each.end


@SETTINGS
@given(TEXTS)
def test_parse_text_nothing_but_marks_of_markdown_and_rules_is_left_out(text: str) -> None:
    left, end = "", 0
    for each in parse_text(text).elements:
        left, end = left + text[end : each.start], each.end
    assert re.sub(r"[#*\-—_=─━~\s\u200b\u200c\u200d\ufeff]", "", left + text[end:]) == ""


@SETTINGS
@given(TEXTS)
def test_parse_text_parts_count_up_from_one(text: str) -> None:
    parts = [each.part for each in parse_text(text).elements if each.part]
    assert sorted(set(parts)) == list(range(1, max(parts, default=0) + 1))


@SETTINGS
@given(TEXTS)
def test_parse_text_run_in_follows_a_heading(text: str) -> None:
    elements = parse_text(text).elements
    assert all(elements[place - 1].kind == "heading" for place, each in enumerate(elements) if each.run_in)


@SETTINGS
@given(TEXTS)
def test_check_findings_lie_inside_the_source(text: str) -> None:
    document = parse_text(text)
    for each in check(document):
        assert 0 <= each.start <= each.end <= len(text)


@SETTINGS
@given(
    st.lists(st.sampled_from(EVERY), min_size=1, max_size=1),
    st.integers(0, 3),
    st.sampled_from(["", "\u3000\u3000", " "]),
)
def test_to_text_blank_lines_and_indents_change_nothing(
    samples: list[object], blanks: int, indent: str
) -> None:
    text = getattr(samples[0], "text", "")
    loose = ("\n" * (blanks + 1)).join(
        f"{indent}{line}" for line in text.splitlines() if not line.startswith("|")
    )
    tight = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
    assert _same(parse_text(loose)) == _same(parse_text(tight))
    assert _same(parse_text(to_text(parse_text(loose)))) == _same(parse_text(tight))


@pytest.mark.parametrize("seed", SEEDS)
def test_parse_text_and_check_take_time_in_proportion(seed: str) -> None:
    text = "青屏市人民政府关于防汛的通知\n青政发〔2026〕1号\n各县：\n" + seed * (LONG // len(seed))
    started = time.process_time()
    check(parse_text(text))
    assert time.process_time() - started < 4
