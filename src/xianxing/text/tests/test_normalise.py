"""The normal form keeps what a reader sees and drops what only a computer sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.text import fold, normalise

TEXTS = st.text(
    alphabet=st.sampled_from("A３Ｂb12市区，。！ \t\r\n　&;nbspamlt#x①²…\u200b\ufeff\xa0㎡ｶ"), max_size=40
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ａ市Ａ３区", "A市A3区"),
        ("１００％", "100%"),
        ("你好，（一）：什么？！", "你好，（一）：什么？！"),
        ("“引号”——、。《书》", "“引号”——、。《书》"),
        ("等等……", "等等……"),
        ("①2人", "①2人"),
        ("㈠总则", "㈠总则"),
        ("10²平方", "10²平方"),
        ("80㎡", "80m2"),
        ("一\u200b二\ufeff三\u00ad", "一二三"),
        ("一\x00二\x7f", "一二"),
        ("一\u3000\t 二", "一 二"),
        ("\r\n\t\t正文 \r\n第二行\r", "正文\n第二行"),
        ("一\n\n\n\n二", "一\n\n二"),
        ("一\u2028二\u0085三", "一\n二\n三"),
        ("&lt;一&gt;&amp;&quot;&#39;&#x4e8c;", "<一>&\"'二"),
        ("一&nbsp;二&nbsp三", "一 二 三"),
        ("&amp;nbsp;一", "一"),
        ("AT&T ?a=1&copy=2", "AT&T ?a=1&copy=2"),
        ("＆lt；", "&lt；"),
        ("", ""),
    ],
)
def test_normalise_each_kind_of_noise_gives_normal_form(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@given(TEXTS)
def test_normalise_any_text_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=60))
def test_normalise_any_text_has_no_edge_space_and_no_invisible(text: str) -> None:
    normal = normalise(text)
    assert normal == normal.strip()
    assert "  " not in normal
    assert "\u200b" not in normal
    assert "\n\n\n" not in normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A市 A3区，噪音！", "a市a3区噪音"),
        ("“丽发新城”", "丽发新城"),
        ("Ｘ-1", "x1"),
        ("下划_线", "下划线"),
        ("1,000元", "1000元"),
    ],
)
def test_fold_same_text_written_differently_is_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("3.5万", "35万"), ("A3区", "A4区"), ("丽发新城", "丽发城")])
def test_fold_different_texts_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_fold_point_at_an_end_is_dropped() -> None:
    assert fold("约3.5.") == "约3.5"
    assert fold(".5") == "5"


@given(TEXTS)
def test_fold_any_text_holds_no_space(text: str) -> None:
    assert not any(character.isspace() for character in fold(text))
