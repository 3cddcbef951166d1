"""The forms that the index holds and the phrases that are asked of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.search.tokens import (
    LONGEST_QUERY,
    MOST_PHRASES,
    audience_token,
    index_tokens,
    query_phrases,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("防汛抗旱", ["防汛", "汛抗", "抗旱", "抗", "旱", "汛", "防"]),
        ("信〔2026〕12号", ["信", "号", "信", "2026", "12", "号", "信", "号"]),
        ("Wi-Fi", ["wi", "fi"]),
        ("2026年12月", ["年", "月", "2026", "年", "年", "12", "月", "年", "月"]),
        ("！？", []),
    ],
)
def test_index_tokens_hold_pairs_then_edges_then_singles(text: str, tokens: list[str]) -> None:
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("防汛", (("防汛",),)),
        ("防汛抗旱", (("防汛", "汛抗", "抗旱"),)),
        ("防汛 水库", (("防汛",), ("水库",))),
        ("汛", (("汛",),)),
        ("信〔2026〕12号", (("信", "2026", "12", "号"),)),
        ("12345热线", (("热线",), ("12345", "热"))),
        ("WiFi", (("wifi",),)),
        ("  ", ()),
        ('" OR 1=1 --', (("or",), ("1", "1"))),
        ("防汛 防汛", (("防汛",),)),
    ],
)
def test_query_phrases_ask_for_neighbours(query: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    assert query_phrases(query) == phrases


def test_query_too_long_is_cut() -> None:
    assert query_phrases("长" * 10_000) == (("长长",) * (LONGEST_QUERY - 1),)
    assert len(query_phrases(" ".join(chr(0x4E00 + n) for n in range(300)))) == MOST_PHRASES


@given(st.text(max_size=300))
def test_query_phrases_hold_no_operator(query: str) -> None:
    characters = {character for phrase in query_phrases(query) for token in phrase for character in token}
    assert not characters & set("\"'`\\ \t\n\x00:*^(){}[]&|!<>+-~,;%_")


@pytest.mark.parametrize(("audience", "token"), [("office", "office"), ("organ:12", "organ12")])
def test_audience_token_of_known_form_is_one_word(audience: str, token: str) -> None:
    assert audience_token(audience) == token


@pytest.mark.parametrize("audience", ["", "organ:", "organ:x", "a b", "Organ:1", "organ12", 'x" OR "office'])
def test_audience_token_of_other_form_is_refused(audience: str) -> None:
    with pytest.raises(ValueError, match="检索范围"):
        audience_token(audience)
