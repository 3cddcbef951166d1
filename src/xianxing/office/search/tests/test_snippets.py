"""Marks fall on the words, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.search.snippets import Piece, highlight, snippet

LONG = "前" * 200 + "防汛" + "后" * 200


def drawn(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("做好防汛值守", "防汛", "做好[防汛]值守"),
        ("做好防汛值守", "防汛 值守", "做好[防汛][值守]"),
        ("WiFi与wifi", "WIFI", "[WiFi]与[wifi]"),
        ("信〔2026〕12号", "信〔2026〕12号", "[信〔2026〕12号]"),
        ("a.c abc", "a.c", "[a.c] abc"),
        ("原文", "", "原文"),
        ("", "词", ""),
    ],
)
def test_highlight_marks_the_words(text: str, query: str, expected: str) -> None:
    assert drawn(highlight(text, query)) == expected


@given(st.text(max_size=60), st.text(max_size=20))
def test_highlight_keeps_the_text(text: str, query: str) -> None:
    assert "".join(piece.text for piece in highlight(text, query)) == text


def test_snippet_shows_the_surroundings_of_the_first_word() -> None:
    assert drawn(snippet(LONG, "防汛", width=12)) == "…前前前[防汛]后后后后后后后…"


def test_snippet_without_the_word_shows_the_beginning() -> None:
    assert drawn(snippet(LONG, "没有", width=4)) == "前前前前…"


def test_snippet_of_a_short_text_is_the_text_on_one_line() -> None:
    assert drawn(snippet("防汛\n  值守", "值守")) == "防汛 [值守]"
