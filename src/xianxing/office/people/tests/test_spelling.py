import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.people.spelling import DOUBLE_SURNAMES, SURNAMES, Spelling, spell_name, spell_words


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("陈卫国", "chen wei guo", "cwg"),
        ("单小明", "shan xiao ming", "sxm"),
        ("曾庆", "zeng qing", "zq"),
        ("仇和平", "qiu he ping", "qhp"),
        ("解放", "xie fang", "xf"),
        ("区大伟", "ou da wei", "odw"),
        ("查小文", "zha xiao wen", "zxw"),
        ("翟明", "zhai ming", "zm"),
        ("尉迟明", "yu chi ming", "ycm"),
        ("尉明", "wei ming", "wm"),
        ("单于明", "chan yu ming", "cym"),
        ("长孙明", "zhang sun ming", "zsm"),
        ("万俟明", "mo qi ming", "mqm"),
        ("万明", "wan ming", "wm"),
        ("盖明", "ge ming", "gm"),
        ("任重", "ren zhong", "rz"),
        ("朴明", "piao ming", "pm"),
        ("缪明", "miao ming", "mm"),
        ("乐明", "yue ming", "ym"),
        ("欧阳明", "ou yang ming", "oym"),
        ("吕明", "lv ming", "lm"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti", "ayglmmt"),
        ("单", "shan", "s"),
        ("Anna Lee", "annalee", "a"),
        ("", "", ""),
    ],
)
def test_spell_name_reads_the_surname_as_a_surname(name: str, pinyin: str, initials: str) -> None:
    assert spell_name(name) == Spelling(pinyin, initials)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("行政审批局", "xing zheng shen pi ju"),
        ("人民银行", "ren min yin hang"),
        ("单位工会", "dan wei gong hui"),
        ("12345中心", "12345 zhong xin"),
    ],
)
def test_spell_words_reads_an_organ_as_words(name: str, pinyin: str) -> None:
    assert spell_words(name).pinyin == pinyin


def test_surnames_are_single_or_double_as_their_table_says() -> None:
    assert all(len(surname) == 1 and " " not in reading for surname, reading in SURNAMES.items())
    assert all(len(surname) == len(reading.split()) == 2 for surname, reading in DOUBLE_SURNAMES.items())


@given(st.text(max_size=30))
def test_spell_name_of_any_text_has_an_initial_for_each_syllable(name: str) -> None:
    spelling = spell_name(name)
    assert spelling.initials == "".join(syllable[0] for syllable in spelling.pinyin.split(" ") if syllable)
