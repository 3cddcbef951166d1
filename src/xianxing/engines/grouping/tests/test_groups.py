"""Hot issues: heat counts people, places part matters, and every message is in one group."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.grouping import Group, Message, Relation, group, pairs
from xianxing.engines.grouping.tests.cast import (
    BUS,
    CAST,
    MAHJONG_PINE,
    MAHJONG_WILLOW,
    MIXING,
    MIXING_AGAIN,
    MIXING_COPY,
    message,
    message_lists,
)


def members(groups: tuple[Group, ...]) -> set[frozenset[str]]:
    return {frozenset(each.members) for each in groups}


def test_group_one_matter_is_summed_up() -> None:
    hottest = group([MIXING_COPY, BUS, MIXING_AGAIN, MIXING])[0]
    assert hottest == Group(
        members=("mixing", "mixing-2", "mixing-3"),
        distinct_complainants=2,
        places=("春晖新城",),
        first=MIXING.time,
        last=MIXING_COPY.time,
        title=MIXING.title,
    )


def test_group_same_problem_in_two_places_is_two_matters_and_one_problem() -> None:
    mahjong = [MAHJONG_PINE, MAHJONG_WILLOW]
    assert members(group(mahjong)) == {frozenset({"pine"}), frozenset({"willow"})}
    assert members(group(mahjong, Relation.SAME_PROBLEM)) == {frozenset({"pine", "willow"})}


def test_group_duplicates_only_leaves_other_words_apart() -> None:
    found = members(group([MIXING, MIXING_AGAIN, MIXING_COPY], Relation.DUPLICATE))
    assert found == {frozenset({"mixing", "mixing-3"}), frozenset({"mixing-2"})}


def test_group_many_posts_of_one_person_are_less_hot_than_two_people() -> None:
    slogans = [message(f"s{number}", "请加快公园建设力度", "请加快建设。", by="甲") for number in range(9)]
    hottest, slogan, *_ = group([*slogans, MIXING, MIXING_AGAIN])
    assert (hottest.distinct_complainants, len(hottest.members)) == (2, 2)
    assert (slogan.distinct_complainants, len(slogan.members)) == (1, 9)


def test_group_anonymous_copies_count_once_and_other_texts_each() -> None:
    copies = [message(f"c{number}", "搅拌站噪音扰民", "春晖新城搅拌站粉尘很大") for number in range(3)]
    other = message("other", "搅拌站噪音扰民啊", "春晖新城搅拌站粉尘非常大")
    (found,) = group([*copies, other])
    assert (found.distinct_complainants, len(found.members)) == (2, 4)


def test_group_a_text_sent_many_times_is_one_group_though_all_its_terms_are_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairs, "_COMMON_FROM", 1)
    copies = [message(f"c{number}", "请加快公园建设力度", by=f"{number}") for number in range(5)]
    (found,) = group(copies)
    assert found.distinct_complainants == 5


def test_group_of_nothing_is_nothing() -> None:
    assert group([]) == ()


@settings(deadline=None, max_examples=25)
@given(message_lists(), st.sampled_from(Relation))
def test_group_any_messages_are_a_partition_in_falling_heat(messages: list[Message], level: Relation) -> None:
    found = group(messages, level)
    assert sorted(member for each in found for member in each.members) == sorted(each.id for each in messages)
    heat = [each.distinct_complainants for each in found]
    assert heat == sorted(heat, reverse=True)
    assert all(each.first <= each.last for each in found)
    assert all(1 <= each.distinct_complainants <= len(each.members) for each in found)


@pytest.mark.parametrize("level", list(Relation))
def test_group_order_of_messages_does_not_matter(level: Relation) -> None:
    assert group(CAST, level) == group(CAST[::-1], level)
