"""Events as messages arrive: opened, joined, never merged."""

from hypothesis import given, settings

from xianxing.engines.grouping import EventStream, KnownIdError, Message, Relation
from xianxing.engines.grouping.events import JOIN_FROM
from xianxing.engines.grouping.tests.cast import (
    BUS,
    CAST,
    MAHJONG_PINE,
    MAHJONG_WILLOW,
    MIXING,
    MIXING_COPY,
    message,
    message_lists,
)


def test_take_the_same_problem_elsewhere_opens_its_own_event() -> None:
    stream = EventStream()
    stream.take(MAHJONG_PINE)
    placed = stream.take(MAHJONG_WILLOW)
    assert placed.event == "willow"
    assert placed.nearest is not None
    assert placed.nearest.similarity >= JOIN_FROM
    assert placed.duplicate_of is None


def test_take_the_same_problem_in_the_same_place_joins() -> None:
    stream = EventStream()
    stream.take(MAHJONG_PINE)
    assert stream.take(message("again", MAHJONG_PINE.title, "麻将馆还在通宵营业，噪音扰民。")).event == "pine"


def test_take_a_refused_message_leaves_no_trace() -> None:
    stream = EventStream()
    stream.take(MIXING)
    try:
        stream.take(message("mixing", BUS.title, BUS.text))
    except KnownIdError:
        placed = stream.take(BUS)
    assert (placed.event, placed.nearest) == ("bus", None)


def test_take_a_copy_of_a_copy_points_at_the_earlier_event() -> None:
    stream = EventStream()
    copies = [message(f"c{number}", MIXING.title, MIXING.text, day=number) for number in range(3)]
    placed = [stream.take(each) for each in copies]
    assert [each.event for each in placed] == ["c0", "c0", "c0"]
    assert [each.duplicate_of for each in placed] == [None, "c0", "c0"]


@settings(deadline=None, max_examples=25)
@given(message_lists())
def test_take_any_messages_belong_to_an_event_that_began_with_its_own_id(messages: list[Message]) -> None:
    stream = EventStream()
    placed = {each.id: stream.take(each) for each in messages}
    for name, placement in placed.items():
        assert placed[placement.event].event == placement.event
        assert list(placed).index(placement.event) <= list(placed).index(name)
        if placement.duplicate_of is not None:
            assert placement.nearest is not None
            assert placement.event == placed[placement.duplicate_of].event


def test_take_the_cast_falls_into_its_matters() -> None:
    stream = EventStream()
    events = {each.id: stream.take(each).event for each in CAST}
    assert events["mixing-3"] == "mixing"
    assert len({events[name] for name in ("mixing", "pine", "willow", "bus", "school")}) == 5
    assert stream.take(message("last", MIXING_COPY.title, MIXING_COPY.text)).duplicate_of == "mixing"


def test_relation_values_are_those_of_the_documents() -> None:
    assert [each.value for each in Relation] == ["duplicate", "same_matter", "same_problem"]
