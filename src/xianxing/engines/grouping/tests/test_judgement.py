"""Verdicts: every relation at its border, and the words in which it is told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.grouping import (
    MATTER_FROM,
    PRE_TICK_FROM,
    SUGGEST_FROM,
    Ground,
    Message,
    PlaceMatch,
    Reason,
    Relation,
)
from xianxing.engines.grouping.judgement import (
    COSINE_FLOOR,
    LESS_THAN_SAME,
    PLACE_FACTOR,
    Likeness,
    compare,
    judge,
    relate,
    subject_of,
)
from xianxing.engines.grouping.tests.cast import (
    MAHJONG_PINE,
    MAHJONG_WILLOW,
    MIXING,
    MIXING_AGAIN,
    MIXING_COPY,
    message,
    message_lists,
)

SAME, DIFFERENT, UNKNOWN = PlaceMatch.SAME, PlaceMatch.DIFFERENT, PlaceMatch.UNKNOWN


@pytest.mark.parametrize(
    ("similarity", "match", "share", "expected"),
    [
        (MATTER_FROM, SAME, 0.0, Relation.SAME_MATTER),
        (MATTER_FROM, UNKNOWN, 0.0, Relation.SAME_MATTER),
        (MATTER_FROM - 0.01, SAME, 0.0, Relation.SAME_PROBLEM),
        (MATTER_FROM - 0.01, UNKNOWN, 0.0, Relation.SAME_PROBLEM),
        (0.98, DIFFERENT, 0.0, Relation.SAME_PROBLEM),
        (0.90, SAME, 0.9, Relation.DUPLICATE),
        (0.90, UNKNOWN, 0.9, Relation.DUPLICATE),
        (0.90, DIFFERENT, 0.9, Relation.SAME_PROBLEM),
    ],
)
def test_relate_each_border_is_drawn(
    similarity: float, match: PlaceMatch, share: float, expected: Relation
) -> None:
    assert relate(Likeness(similarity, match, share, same_text=False)) is expected


@pytest.mark.parametrize("match", list(PlaceMatch))
def test_relate_same_text_is_a_duplicate_whatever_the_places(match: PlaceMatch) -> None:
    assert relate(Likeness(1.0, match, 1.0, same_text=True)) is Relation.DUPLICATE


@pytest.mark.parametrize(
    ("similarity", "match", "ticked"),
    [
        (PRE_TICK_FROM, SAME, True),
        (PRE_TICK_FROM, UNKNOWN, True),
        (PRE_TICK_FROM - 0.01, SAME, False),
        (0.98, DIFFERENT, False),
    ],
)
def test_judge_only_the_same_matter_is_ticked(similarity: float, match: PlaceMatch, ticked: bool) -> None:
    new, earlier = subject_of(MAHJONG_WILLOW), subject_of(MAHJONG_PINE)
    verdict = judge(new, earlier, Likeness(similarity, match, 0.0, same_text=False))
    assert (verdict.id, verdict.similarity, verdict.pre_ticked) == ("pine", similarity, ticked)


def test_judge_reasons_name_words_and_places() -> None:
    verdict = judge(
        subject_of(MAHJONG_WILLOW), subject_of(MAHJONG_PINE), Likeness(0.5, DIFFERENT, 0.0, same_text=False)
    )
    assert verdict.reasons == (
        Reason(Ground.WORDS, "用词相似，相似度0.50"),
        Reason(Ground.PLACE, "地点不同：柳浪苑与松涛苑"),
    )


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [("甲", "甲", True), ("甲", "乙", False), (None, None, False), ("甲", None, False), (None, "甲", False)],
)
def test_judge_only_a_known_repeat_complainant_is_told(
    one: str | None, other: str | None, told: bool
) -> None:
    new = subject_of(replace(MIXING_AGAIN, complainant=one))
    earlier = subject_of(replace(MIXING, complainant=other))
    verdict = judge(new, earlier, Likeness(0.5, SAME, 0.0, same_text=False))
    assert (Ground.COMPLAINANT in [reason.ground for reason in verdict.reasons]) is told


def test_compare_same_text_is_one_though_written_differently() -> None:
    likeness = compare(subject_of(MIXING), subject_of(MIXING_COPY), 0.4)
    assert likeness == Likeness(1.0, SAME, 1.0, same_text=True)


def test_compare_places_shift_the_similarity() -> None:
    pine, willow = subject_of(MAHJONG_PINE), subject_of(MAHJONG_WILLOW)
    unplaced = subject_of(message("x", "噪音", "扰民"))
    assert compare(pine, willow, 0.2).similarity == pytest.approx(0.16**0.5)
    assert compare(pine, unplaced, 0.2).similarity == pytest.approx(0.2**0.5)
    assert compare(subject_of(MIXING), subject_of(MIXING_AGAIN), 0.2).similarity == pytest.approx(0.24**0.5)


def test_compare_different_texts_never_reach_one() -> None:
    assert compare(subject_of(MIXING), subject_of(MIXING_AGAIN), 1.0).similarity == LESS_THAN_SAME


def test_compare_shingles_are_not_looked_at_below_their_cosine() -> None:
    one = subject_of(message("a", "春晖新城门口的搅拌站昼夜施工粉尘很大孩子咳嗽不止"))
    other = subject_of(message("b", "春晖新城门口的搅拌站昼夜施工粉尘很大孩子咳嗽不止啊"))
    assert compare(one, other, 0.34).share == 0.0
    assert compare(one, other, 0.35).share > 0.9


def test_cosine_floor_is_where_the_best_factor_reaches_the_band() -> None:
    best = max(PLACE_FACTOR.values())
    assert (COSINE_FLOOR * best) ** 0.5 == pytest.approx(SUGGEST_FROM)
    assert SUGGEST_FROM < MATTER_FROM < PRE_TICK_FROM < LESS_THAN_SAME


@settings(deadline=None, max_examples=25)
@given(message_lists(), st.floats(0, 1))
def test_compare_any_messages_is_symmetric_and_bounded(messages: list[Message], cosine: float) -> None:
    subjects = [subject_of(each) for each in messages]
    for one in subjects:
        for other in subjects:
            likeness = compare(one, other, cosine)
            assert likeness == compare(other, one, cosine)
            assert 0.0 <= likeness.similarity <= 1.0
            assert (likeness.similarity == 1.0) is likeness.same_text
