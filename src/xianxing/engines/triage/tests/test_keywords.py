"""Scores from names and keywords alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage.keywords import Evidence, Keywords
from xianxing.engines.triage.lexicon import load_lexicon, parse_lexicon
from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.tests.cast import HOSPITAL, NOTHING, SCHOOL, TAXONOMY, WATER
from xianxing.engines.triage.types import Message

KEYWORDS = Keywords(TAXONOMY, 1, load_lexicon())
STATIONS = Keywords(
    Taxonomy([("城建",), ("交通",)]),
    1,
    parse_lexicon(["# 城建", "## 公交", "站: 公交车站*", "# 交通", "## 客运", "站: 车站* 公交车"]),
)


def weigh(title: str, text: str) -> Evidence:
    return STATIONS.weigh(Reading.of(Message(title, text)))


@pytest.mark.parametrize(("message", "label"), [(WATER, 0), (SCHOOL, 1), (HOSPITAL, 2)])
def test_keywords_of_a_plain_message_name_its_branch(message: Message, label: int) -> None:
    assert KEYWORDS.weigh(Reading.of(message)).scores.argmax() == label


def test_keywords_of_a_message_without_cues_score_nothing() -> None:
    evidence = KEYWORDS.weigh(Reading.of(NOTHING))
    assert evidence.scores.tolist() == [0.0, 0.0, 0.0]
    assert evidence.found == {}
    assert KEYWORDS.deciding(evidence, 0, 5) == ()


def test_keywords_find_the_longest_word_and_none_inside_it() -> None:
    assert set(weigh("", "公交车站").found) == {"公交车站"}
    assert set(weigh("", "公交车和车站").found) == {"公交车", "车站"}


def test_keywords_after_a_found_word_go_on_behind_it() -> None:
    assert set(weigh("", "公交车站车站").found) == {"公交车站", "车站"}


def test_keywords_weigh_a_title_more_than_a_mention() -> None:
    assert weigh("车站", "").found["车站"] == 3.0
    assert weigh("", "车站").found["车站"] == pytest.approx(np.log(2))
    assert weigh("车站", "车站").found["车站"] == pytest.approx(3 + np.log(2))


def test_keywords_weigh_a_long_word_more() -> None:
    assert weigh("公交车站", "").found["公交车站"] == 4.5


def test_keywords_shared_by_two_labels_tell_less_about_each() -> None:
    shared = Keywords(
        Taxonomy([("甲类",), ("乙类",)]),
        1,
        parse_lexicon(["# 甲类", "## 一", "x: 共有", "# 乙类", "## 二", "y: 共有 独有"]),
    )
    both = shared.weigh(Reading.of(Message("", "共有"))).scores
    alone = shared.weigh(Reading.of(Message("", "独有"))).scores
    assert both[0] == both[1]
    assert alone[0] == 0.0
    assert alone[1] > both[1] > 0


def test_keywords_without_a_lexicon_use_the_names_of_the_labels() -> None:
    bare = Keywords(TAXONOMY, 1, ())
    scores = bare.weigh(Reading.of(Message("", "物业服务太差"))).scores
    assert scores.argmax() == 0
    assert scores[1] == scores[2] == 0


def test_keywords_deciding_ranks_by_strength_and_stops() -> None:
    evidence = KEYWORDS.weigh(Reading.of(WATER))
    assert KEYWORDS.deciding(evidence, 0, 2) == ("停水", "小区")
    assert set(KEYWORDS.deciding(evidence, 0, 2)) < set(KEYWORDS.deciding(evidence, 0, 9))
    assert KEYWORDS.deciding(evidence, 2, 9) == ()


def test_keywords_at_the_third_level_tell_sisters_apart() -> None:
    third = Keywords(TAXONOMY, 3, load_lexicon())
    assert third.labels[int(third.weigh(Reading.of(WATER)).scores.argmax())][-1] == "自来水供应"


def slow_search(text: str, known: list[str]) -> list[str]:
    """Left to right, at each place the longest known word that begins there; independent of the engine's index."""
    if not text:
        return []
    fitting = [word for word in known if text[: len(word)] == word]
    if not fitting:
        return slow_search(text[1:], known)
    longest = max(fitting, key=len)
    return [longest, *slow_search(text[len(longest) :], known)]


@given(st.text(alphabet="公交车站台", max_size=40))
def test_keywords_found_agree_with_a_slow_search(text: str) -> None:
    known = ["公交车", "公交车站", "车站", "交通", "城建"]
    assert list(weigh("", text).found) == list(dict.fromkeys(slow_search(text, known)))


@given(st.text(max_size=60), st.text(max_size=200))
def test_keyword_scores_of_any_text_stay_between_nothing_and_one(title: str, text: str) -> None:
    scores = KEYWORDS.weigh(Reading.of(Message(title, text))).scores
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores < 1)).all()


@given(st.integers(1, 40))
def test_keyword_scores_of_a_repeated_text_keep_the_best_label(times: int) -> None:
    assert KEYWORDS.weigh(Reading.of(Message("", WATER.text * times))).scores.argmax() == 0
