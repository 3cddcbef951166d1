"""What a message is about: three labels with confidence, a decision, and the words that decided."""

from collections.abc import Iterable, Sequence

import numpy as np

from xianxing.engines.triage.arrays import Floats, Indices
from xianxing.engines.triage.blending import cold_blend
from xianxing.engines.triage.errors import ConfirmationError
from xianxing.engines.triage.keywords import Evidence, Keywords
from xianxing.engines.triage.learning import Learned, learn
from xianxing.engines.triage.lexicon import load_lexicon
from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.state import dump_state, load_state
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.types import Confirmation, Message, Reason, Scored, Verdict

_SHOWN = 3
_WORDS = 5


class Triage:
    """A classifier of messages that works from the label names on and improves with confirmations. Immutable."""

    __slots__ = ("_keywords", "_learned", "level", "names", "taxonomy")

    def __init__(
        self, taxonomy: Taxonomy, confirmations: Iterable[Confirmation] = (), *, level: int = 1
    ) -> None:
        """For the labels of one level of a taxonomy, with what was confirmed so far.

        Raises:
            TaxonomyError: the level is not 1, 2 or 3.
            ConfirmationError: a confirmed label is not a label of that level.
        """
        self.taxonomy, self.level = taxonomy, level
        self._keywords = Keywords(taxonomy, level, load_lexicon())
        self.names = tuple("/".join(path) for path in self._keywords.labels)
        self._learned = self._lesson(tuple(confirmations))

    def classify(self, message: Message) -> Verdict:
        """The verdict on one message."""
        return self.classify_many((message,))[0]

    def classify_many(self, messages: Sequence[Message]) -> tuple[Verdict, ...]:
        """One verdict a message, in order; each depends on its message alone, not on its neighbours.

        Source: docs/engines/triage.md.
        """
        if not messages:
            return ()
        readings = [Reading.of(message) for message in messages]
        evidence = [self._keywords.weigh(reading) for reading in readings]
        scores = np.array([each.scores for each in evidence])
        blend = self._learned.blend if self._learned else cold_blend(len(self.names))
        shares = self._probabilities(readings, scores)
        verdicts = []
        for reading, each, row in zip(readings, evidence, shares, strict=True):
            best = np.argsort(-row, kind="stable")[:_SHOWN]
            labels = tuple(Scored(self.names[place], float(row[place])) for place in best)
            verdicts.append(
                Verdict(labels, blend.decide(row[best]), self._reasons(reading, each, int(best[0])))
            )
        return tuple(verdicts)

    def learn(self, confirmations: Iterable[Confirmation]) -> "Triage":
        """A new triage for the same labels, taught by exactly these confirmations: give all of them.

        Raises:
            ConfirmationError: a confirmed label is not a label of this level.
        """
        taught = self._same()
        taught._learned = taught._lesson(tuple(confirmations))
        return taught

    def to_bytes(self) -> bytes:
        """The whole state, to be kept by the office; it holds words and weights, no message and no code."""
        return dump_state(self.taxonomy, self.level, self._learned)

    @classmethod
    def from_bytes(cls, saved: bytes) -> "Triage":
        """The triage that `to_bytes` saved.

        Raises:
            StateError: the bytes are damaged, or were saved with other packaged keywords.
        """
        taxonomy, level, learned = load_state(saved)
        triage = cls(taxonomy, level=level)
        triage._learned = learned
        return triage

    def _same(self) -> "Triage":
        same = object.__new__(Triage)
        same.taxonomy, same.level = self.taxonomy, self.level
        same._keywords, same.names = self._keywords, self.names
        return same

    def _lesson(self, confirmations: Sequence[Confirmation]) -> Learned | None:
        places = {name: place for place, name in enumerate(self.names)}
        for each in confirmations:
            if each.label not in places:
                raise ConfirmationError(
                    f"已确认的标签“{each.label}”不在标签表第 {self.level} 级；"
                    f"可用的标签有 {len(places)} 个，如“{self.names[0]}”，请改正标签或级别"
                )
        readings = [Reading.of(each.message) for each in confirmations]
        labels: Indices = np.array([places[each.label] for each in confirmations], np.int64)
        scores = np.array([self._keywords.weigh(reading).scores for reading in readings])
        return learn(readings, labels, scores)

    def _probabilities(self, readings: Sequence[Reading], scores: Floats) -> Floats:
        if self._learned:
            return self._learned.probabilities(readings, scores)
        nothing = np.zeros(len(self.names))
        return cold_blend(len(self.names)).probabilities(scores, nothing, nothing)

    def _reasons(self, reading: Reading, evidence: Evidence, label: int) -> tuple[Reason, ...]:
        named = self._keywords.deciding(evidence, label, _WORDS)
        taught = self._learned.deciding(reading, label, _WORDS) if self._learned else ()
        reasons = [
            Reason(f"“{self.names[label]}”的用词：{'、'.join(found)}", source)
            for found, source in ((named, "标签名称与词库"), (taught, "以往确认"))
            if found
        ]
        return tuple(reasons) or (Reason("没有找到能说明类别的词语，请人工判断", "标签名称与词库"),)
