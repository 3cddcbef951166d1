"""An index of messages that suggests earlier ones about the same matter."""

from collections.abc import Iterable, Sequence

import numpy as np

from xianxing.engines.grouping.archive import Snapshot, pack, unpack
from xianxing.engines.grouping.errors import KnownIdError, UnknownIdError
from xianxing.engines.grouping.features import Features, features_of
from xianxing.engines.grouping.judgement import COSINE_FLOOR, Subject, compare, judge
from xianxing.engines.grouping.model import SUGGEST_FROM, Message, Suggestion
from xianxing.engines.grouping.postings import Floats, Postings, Query
from xianxing.engines.grouping.terms import WORD_SHARE

CANDIDATES = 32
"""Earlier messages scored exactly for one query."""

_Queries = tuple[Query, Query]


class Index:
    """Messages by id. Adding and asking take milliseconds at 100,000 messages; nothing is ever merged.

    A removed message leaves its slot behind; storing and restoring the index drops such slots.
    """

    def __init__(self) -> None:
        self._words = Postings()
        self._grams = Postings()
        self._subjects: dict[int, Subject] = {}
        self._numbered = 0
        self._slots: dict[str, int] = {}
        self._keys: dict[bytes, list[int]] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._slots

    def add(self, message: Message) -> None:
        """Take a message in.

        Raises: KnownIdError when its id is taken.

        Source: docs/engines/grouping.md.
        """
        self._require_new(message.id)
        self._enrol(features_of(message))

    def add_all(self, messages: Iterable[Message]) -> None:
        """Take messages in, in their order.

        Raises: KnownIdError at the first id that is taken; those before it stay.

        Source: docs/engines/grouping.md.
        """
        for message in messages:
            self.add(message)

    def remove(self, message_id: str) -> None:
        """Forget a message, as if it had never been added.

        Raises: UnknownIdError when the id is not here.

        Source: docs/engines/grouping.md.
        """
        slot = self._slot(message_id)
        self._words.remove(slot)
        self._grams.remove(slot)
        self._keys[self._subjects[slot].key].remove(slot)
        del self._subjects[slot]
        del self._slots[message_id]

    def suggest(self, message: Message, limit: int = 5) -> tuple[Suggestion, ...]:
        """At most `limit` messages that may belong with this one, most similar first, then by arrival.

        Each has a similarity of `SUGGEST_FROM` or more. A message is never suggested to itself (to its id).

        Source: docs/engines/grouping.md.
        """
        return self._suggest(features_of(message), limit)

    def take(self, message: Message, limit: int = 5) -> tuple[Suggestion, ...]:
        """What `suggest` says of a new message, which is then added; cheaper than both calls.

        Raises: KnownIdError when its id is taken.

        Source: docs/engines/grouping.md.
        """
        self._require_new(message.id)
        features = features_of(message)
        suggestions = self._suggest(features, limit)
        self._enrol(features)
        return suggestions

    def similarity(self, one_id: str, other_id: str) -> float:
        """Similarity 0..1 of two messages of the index; symmetric; 1 for the same text.

        Raises: UnknownIdError when an id is not here.

        Source: docs/engines/grouping.md.
        """
        one, other = self._slot(one_id), self._slot(other_id)
        queries = (self._words.query_slot(one), self._grams.query_slot(one))
        cosine = float(self._cosines(queries, [other])[0])
        return compare(self._subjects[one], self._subjects[other], cosine).similarity

    def to_bytes(self) -> bytes:
        """The index in a compact form for a file or a database field.

        Source: docs/engines/grouping.md.
        """
        slots = list(self._slots.values())
        subjects = tuple(self._subjects[slot] for slot in slots)
        return pack(Snapshot(subjects, self._words.export(slots), self._grams.export(slots)))

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Index":
        """The index that `to_bytes` wrote; it suggests the same.

        Raises: BadStateError when the bytes are no index of this version.

        Source: docs/engines/grouping.md.
        """
        snapshot = unpack(stored)
        index = cls()
        index._words = Postings.restore(snapshot.words)
        index._grams = Postings.restore(snapshot.grams)
        for subject in snapshot.subjects:
            index._register(subject)
        return index

    def _enrol(self, features: Features) -> None:
        self._words.add(features.words)
        self._grams.add(features.grams)
        self._register(features.subject)

    def _register(self, subject: Subject) -> None:
        slot = self._numbered
        self._numbered += 1
        self._subjects[slot] = subject
        self._slots[subject.id] = slot
        self._keys.setdefault(subject.key, []).append(slot)

    def _suggest(self, features: Features, limit: int) -> tuple[Suggestion, ...]:
        queries = (self._words.query(features.words), self._grams.query(features.grams))
        slots = self._candidates(features.subject, queries)
        compared = [
            (compare(features.subject, self._subjects[slot], float(cosine)), self._subjects[slot])
            for slot, cosine in zip(slots, self._cosines(queries, slots), strict=True)
            if cosine >= COSINE_FLOOR
        ]
        kept = [pair for pair in compared if pair[0].similarity >= SUGGEST_FROM]
        best = sorted(kept, key=lambda pair: -pair[0].similarity)[:limit]
        return tuple(judge(features.subject, earlier, likeness) for likeness, earlier in best)

    def _candidates(self, subject: Subject, queries: _Queries) -> list[int]:
        """Slots worth an exact look, ascending: the best by rough score, and every equal text."""
        rough = WORD_SHARE * self._words.rough(queries[0]) + (1 - WORD_SHARE) * self._grams.rough(queries[1])
        best = (
            np.argpartition(-rough, CANDIDATES)[:CANDIDATES] if rough.size > CANDIDATES else range(rough.size)
        )
        found = {int(slot) for slot in best if rough[slot] > 0} | set(self._keys.get(subject.key, ()))
        return sorted(found - {self._slots.get(subject.id, -1)})

    def _cosines(self, queries: _Queries, slots: Sequence[int]) -> Floats:
        words = self._words.exact(queries[0], slots)
        return WORD_SHARE * words + (1 - WORD_SHARE) * self._grams.exact(queries[1], slots)

    def _require_new(self, message_id: str) -> None:
        if message_id in self._slots:
            raise KnownIdError(message_id)

    def _slot(self, message_id: str) -> int:
        if message_id not in self._slots:
            raise UnknownIdError(message_id)
        return self._slots[message_id]
