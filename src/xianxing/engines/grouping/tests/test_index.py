"""The index: what it suggests, and that adding and removing leave no trace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.grouping import (
    PRE_TICK_FROM,
    SUGGEST_FROM,
    BadStateError,
    Ground,
    Index,
    KnownIdError,
    Message,
    Reason,
    Relation,
    UnknownIdError,
    archive,
)
from xianxing.engines.grouping import index as module
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


def build(*messages: Message) -> Index:
    index = Index()
    index.add_all(messages)
    return index


def test_suggest_same_matter_by_another_person_is_suggested_with_its_place() -> None:
    (found,) = build(MIXING, BUS).suggest(MIXING_AGAIN)
    assert (found.id, found.relation) == ("mixing", Relation.SAME_MATTER)
    assert [reason.ground for reason in found.reasons] == [Ground.WORDS, Ground.PLACE]
    assert found.reasons[1] == Reason(Ground.PLACE, "地点相同：春晖新城")


def test_suggest_same_text_by_the_same_person_is_a_pre_ticked_duplicate() -> None:
    (found,) = build(MIXING).suggest(MIXING_COPY)
    assert (found.similarity, found.relation, found.pre_ticked) == (1.0, Relation.DUPLICATE, True)
    assert found.reasons == (
        Reason(Ground.TEXT, "标题和正文相同（不计空格、标点和大小写）"),
        Reason(Ground.PLACE, "地点相同：春晖新城"),
        Reason(Ground.COMPLAINANT, "同一来件人2026-01-05已有来件，属重复来件"),
    )


def test_suggest_same_problem_elsewhere_is_never_ticked() -> None:
    (found,) = build(MAHJONG_PINE).suggest(MAHJONG_WILLOW)
    assert (found.relation, found.pre_ticked) == (Relation.SAME_PROBLEM, False)
    assert found.similarity >= PRE_TICK_FROM
    assert found.reasons[1] == Reason(
        Ground.PLACE, "地点不同：松涛苑与柳浪苑".replace("松涛苑与柳浪苑", "柳浪苑与松涛苑")
    )


def test_suggest_different_districts_are_named_when_no_site_is() -> None:
    index = build(message("old", "B1区麻将馆噪音扰民", "通宵营业"))
    (found,) = index.suggest(message("new", "B4区麻将馆噪音扰民", "通宵营业"))
    assert found.reasons[1] == Reason(Ground.PLACE, "地点不同：B4区与B1区")


def test_suggest_unknown_place_is_said() -> None:
    index = build(message("old", "麻将馆噪音扰民", "楼下通宵营业"))
    (found,) = index.suggest(message("new", "麻将馆噪音很扰民", "通宵营业"))
    assert found.reasons[1] == Reason(Ground.PLACE, "地点未写明，请核对是否同一处")


def test_suggest_most_of_the_text_equal_is_a_duplicate_with_its_share() -> None:
    text = "春晖新城门口的搅拌站昼夜施工，粉尘很大，孩子咳嗽不止，多次向街道反映无人处理，请尽快查处。"
    (found,) = build(message("old", "搅拌站扰民", text)).suggest(
        message("new", "搅拌站扰民", text + "谢谢！")
    )
    assert (found.relation, found.pre_ticked) == (Relation.DUPLICATE, True)
    assert found.reasons[0] == Reason(Ground.TEXT, "文字约95%相同")
    assert found.similarity == pytest.approx(0.99)


def test_suggest_unrelated_message_gets_nothing() -> None:
    assert build(MIXING, MAHJONG_PINE).suggest(BUS) == ()
    assert Index().suggest(BUS) == ()


def test_suggest_message_without_any_text_gets_nothing() -> None:
    assert build(message("empty", "")).suggest(message("new", "，")) == ()


def test_suggest_a_message_is_not_suggested_to_itself() -> None:
    assert [found.id for found in build(MIXING, MIXING_COPY).suggest(MIXING)] == ["mixing-3"]


def test_suggest_limit_keeps_the_best() -> None:
    index = build(MIXING, MIXING_AGAIN)
    every = index.suggest(MIXING_COPY)
    assert [found.id for found in every] == ["mixing", "mixing-2"]
    assert index.suggest(MIXING_COPY, 1) == every[:1]
    assert index.suggest(MIXING_COPY, 0) == ()


def test_suggest_equal_text_is_found_among_more_messages_than_candidates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "CANDIDATES", 1)
    copies = [message(f"copy{number}", MIXING.title, MIXING.text) for number in range(4)]
    assert [found.id for found in build(*CAST[1:3], *copies).suggest(MIXING)] == [each.id for each in copies]


def test_take_suggests_and_adds() -> None:
    index = build(MIXING)
    expected = index.suggest(MIXING_AGAIN)
    assert index.take(MIXING_AGAIN) == expected
    assert "mixing-2" in index
    assert len(index) == 2


def test_add_a_known_id_is_refused_and_changes_nothing() -> None:
    index = build(MIXING)
    for refused in (index.add, index.take):
        with pytest.raises(KnownIdError) as refusal:
            refused(message("mixing", "别的"))
        assert str(refusal.value) == "编号“mixing”已在索引中；请换一个编号，或先移除原件再加入"
    assert len(index) == 1


def test_remove_an_unknown_id_is_refused() -> None:
    index = build(MIXING)
    for refused in (index.remove, lambda known: index.similarity("mixing", known)):
        with pytest.raises(UnknownIdError) as refusal:
            refused("nobody")
        assert str(refusal.value) == "索引中没有编号“nobody”；请核对编号，或先加入该件"


def test_remove_a_message_is_suggested_no_more_and_may_return() -> None:
    index = build(MIXING, BUS)
    index.remove("mixing")
    assert "mixing" not in index
    assert index.suggest(MIXING_AGAIN) == ()
    index.add(MIXING)
    assert [found.id for found in index.suggest(MIXING_AGAIN)] == ["mixing"]


@settings(deadline=None, max_examples=25)
@given(message_lists(), st.data())
def test_suggest_any_messages_are_in_falling_order_above_the_band(
    messages: list[Message], data: st.DataObject
) -> None:
    index = build(*messages)
    asked = data.draw(st.sampled_from([*messages, MIXING]))
    found = index.suggest(asked)
    similarities = [each.similarity for each in found]
    assert similarities == sorted(similarities, reverse=True)
    assert all(SUGGEST_FROM <= similarity <= 1.0 for similarity in similarities)
    assert asked.id not in [each.id for each in found]
    assert len(found) <= 5


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_similarity_any_two_messages_is_symmetric(messages: list[Message]) -> None:
    index = build(*messages)
    for one in messages:
        assert index.similarity(one.id, one.id) == 1.0
        for other in messages:
            assert index.similarity(one.id, other.id) == pytest.approx(index.similarity(other.id, one.id))


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_suggest_similarity_is_that_of_the_index(messages: list[Message]) -> None:
    index = build(*messages)
    for asked in messages:
        for found in index.suggest(asked):
            assert found.similarity == pytest.approx(index.similarity(asked.id, found.id))


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_remove_undoes_add(messages: list[Message]) -> None:
    index = build(*messages)
    before = [index.suggest(asked) for asked in CAST]
    index.add(MIXING)
    index.remove(MIXING.id)
    after = [index.suggest(asked) for asked in CAST]
    assert [[found.id for found in each] for each in after] == [
        [found.id for found in each] for each in before
    ]
    assert [found.similarity for each in after for found in each] == pytest.approx(
        [found.similarity for each in before for found in each]
    )


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_from_bytes_suggests_the_same(messages: list[Message]) -> None:
    index = build(*messages, BUS)
    index.remove(BUS.id)
    restored = Index.from_bytes(index.to_bytes())
    assert len(restored) == len(index)
    assert [restored.suggest(asked) for asked in CAST] == [index.suggest(asked) for asked in CAST]
    restored.add(BUS)
    assert restored.suggest(message("new", BUS.title, BUS.text))[0].id == "bus"


def test_from_bytes_damage_is_refused() -> None:
    with pytest.raises(BadStateError) as refusal:
        Index.from_bytes(b"nothing")
    assert str(refusal.value) == "索引存档无法读取：内容损坏；请用原始来件重建索引"


def test_from_bytes_other_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "VERSION", 0)
    stored = build(MIXING).to_bytes()
    monkeypatch.undo()
    with pytest.raises(BadStateError) as refusal:
        Index.from_bytes(stored)
    assert str(refusal.value) == "索引存档无法读取：版本为0，应为1；请用原始来件重建索引"
