"""Search tokens: whatever word stands in the text is found."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.text import bigrams, index_form, query_form

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=2, max_size=12)
MIXED = st.text(alphabet=st.sampled_from("丽发新城搅拌站A3b7 ，。_-&"), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("丽发新城", ["丽发", "发新", "新城"]),
        ("市", ["市"]),
        ("A3区丽发", ["a3", "区丽", "丽发"]),
        ("12345热线 KTV", ["12345", "热线", "ktv"]),
        ("3.5万", ["3", "5", "万"]),
        ("二〇二六", ["二〇", "〇二", "二六"]),
        ("a_b", ["a", "b"]),
        ("𠮷野", ["𠮷野"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_bigrams_runs_give_pairs_and_whole_words(text: str, expected: list[str]) -> None:
    assert bigrams(text) == expected


def test_index_form_pairs_come_first_then_each_character_once() -> None:
    assert index_form("新城A新城") == "新城 a 新城 城 新"


def test_query_form_each_token_is_asked_once() -> None:
    assert query_form("噪音，噪音！") == "噪音"


def test_query_form_operators_become_plain_words() -> None:
    assert query_form('噪音 OR "x" NOT*') == "噪音 or x not"


def test_query_form_punctuation_only_is_empty() -> None:
    assert query_form("？！") == ""


@given(st.text(max_size=20), HAN, st.text(max_size=20))
def test_query_form_any_chinese_word_of_the_text_is_found(before: str, word: str, after: str) -> None:
    stored = set(index_form(f"{before}，{word}，{after}").split())
    assert set(query_form(word).split()) <= stored


@given(HAN, st.data())
def test_query_form_each_two_characters_of_a_run_are_found(run: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(run) - 2))
    assert query_form(run[at : at + 2]) in index_form(run).split()
    assert query_form(run[at]) in index_form(run).split()


@given(MIXED)
def test_query_form_any_text_finds_itself(text: str) -> None:
    assert set(query_form(text).split()) <= set(index_form(text).split())


def test_query_form_full_text_search_finds_two_characters() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table found using fts5(body)")
    connection.execute("insert into found values (?)", (index_form("A3区丽发新城附近搅拌站噪音扰民"),))
    asked = ("新城", "城", "搅拌站", "a3区", "噪音 扰民", "高铁", "城新")
    counts = [
        connection.execute("select count(*) from found where found match ?", (query_form(text),)).fetchone()[
            0
        ]
        for text in asked
    ]
    connection.close()
    assert counts == [1, 1, 1, 1, 1, 0, 0]
