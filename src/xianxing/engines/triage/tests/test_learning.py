"""What confirmations teach."""

import numpy as np

from xianxing.engines.triage.arrays import Floats, Indices
from xianxing.engines.triage.learning import FEWEST, learn
from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.tests.cast import confirmed
from xianxing.engines.triage.types import Message

PLACES = {"城乡建设": 0, "教育文体": 1, "卫生计生": 2}


def lesson(rounds: int) -> tuple[list[Reading], Indices, Floats]:
    taught = confirmed(rounds)
    labels = np.array([PLACES[each.label] for each in taught])
    return [Reading.of(each.message) for each in taught], labels, np.zeros((len(taught), 3))


def test_learn_from_fewer_than_ten_learns_nothing() -> None:
    readings, labels, scores = lesson(4)
    assert learn(readings[: FEWEST - 1], labels[: FEWEST - 1], scores[: FEWEST - 1]) is None
    assert learn(readings[:FEWEST], labels[:FEWEST], scores[:FEWEST]) is not None


def test_learn_from_one_label_alone_learns_nothing() -> None:
    readings, labels, scores = lesson(12)
    only = labels == 0
    assert (
        learn(
            [reading for reading, kept in zip(readings, only, strict=True) if kept],
            labels[only],
            scores[only],
        )
        is None
    )


def test_learned_without_any_keyword_recognises_new_messages() -> None:
    learned = learn(*lesson(12))
    assert learned is not None
    new = [
        Reading.of(Message("", text)) for text in ("又停水了，水压太低", "学区怎么划分", "挂号排队两个小时")
    ]
    assert learned.probabilities(new, np.zeros((3, 3))).argmax(axis=1).tolist() == [0, 1, 2]


def test_learned_deciding_names_the_words_of_the_label() -> None:
    learned = learn(*lesson(12))
    assert learned is not None
    reading = Reading.of(Message("", "水压太低，学区怎么划分，从未见过的词"))
    assert "水压" in learned.deciding(reading, 0, 5)
    assert "学区" in learned.deciding(reading, 1, 5)
    assert "水压" not in learned.deciding(reading, 1, 5)
    assert len(learned.deciding(reading, 1, 1)) == 1


def test_learned_in_blocks_gives_the_same_as_one_by_one() -> None:
    learned = learn(*lesson(12))
    assert learned is not None
    many = [Reading.of(Message("", f"停水{number}天")) for number in range(501)]
    together = learned.probabilities(many, np.zeros((501, 3)))
    assert together.shape == (501, 3)
    assert np.allclose(together[500:], learned.probabilities(many[500:], np.zeros((1, 3))))


def test_learn_from_copies_of_one_message_keeps_them_in_one_fold() -> None:
    readings, labels, scores = lesson(1)
    learned = learn(readings * 8, np.tile(labels, 8), np.tile(scores, (8, 1)))
    assert learned is not None
    assert learned.blend.auto >= 0.99
