"""What a message is reduced to before it is compared."""

from collections import Counter
from dataclasses import dataclass

from xianxing.engines.grouping.judgement import Subject, subject_of
from xianxing.engines.grouping.model import Message
from xianxing.engines.grouping.terms import gram_counts, word_counts


@dataclass(frozen=True, slots=True)
class Features:
    """The subject of a message and its terms of both kinds."""

    subject: Subject
    words: Counter[str]
    grams: Counter[str]


def features_of(message: Message) -> Features:
    """The features of a message: the costly part both of adding it and of asking for it."""
    return Features(
        subject=subject_of(message),
        words=word_counts(message.title, message.text),
        grams=gram_counts(message.title, message.text),
    )
