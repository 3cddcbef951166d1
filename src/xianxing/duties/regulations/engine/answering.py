"""What do the rules say about something: clauses ranked by the words they share with the question. Pure.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xianxing.text import STOP_WORDS, bigrams, normalise, words

K1, B = 1.2, 0.6
SHARED = 0.34
"""A clause that answers shares at least this part of the question's weight."""

FAR = 0.4
"""A clause that scores less than this part of the best one is left out."""

UNHEARD = 0.5
"""What no text holds weighs less: it may be a pair across two words."""

_ASKING = re.compile(
    r"规定|制度|条款|怎么说|怎么|怎样|如何|是什么|什么|多少|多久|多长|哪些|哪个|几天|几个|几|能不能|可不可以|可以吗|是否|要不要|应当|"
    r"有没有|请问|关于|对于|的时候|吗|呢|的|了|在|是|有|和|与|由|谁"
)
"""Words of asking, which say nothing of what is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text that answers, by its place in the shelf, with its score and the words that it shares."""

    place: int
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts made ready to be asked."""

    postings: Mapping[str, Sequence[tuple[int, int]]]
    lengths: Sequence[int]
    average: float

    def ask(
        self, question: str, *, among: frozenset[int] | None = None, limit: int = 20
    ) -> tuple[Found, ...]:
        """Return the texts that answer a question, the best first; ``among`` keeps to some places.

        Source: BM25 over words and pairs of characters.
        """
        terms = question_terms(question)
        weights = {term: self._weight(term) for term in terms}
        scores: dict[int, float] = defaultdict(float)
        shared: dict[int, list[str]] = defaultdict(list)
        for term, weight in weights.items():
            for place, count in self.postings.get(term, ()):
                if among is None or place in among:
                    length = 1 - B + B * self.lengths[place] / self.average
                    scores[place] += weight * count * (K1 + 1) / (count + K1 * length)
                    shared[place].append(term)
        whole = sum(weight if term in self.postings else weight * UNHEARD for term, weight in weights.items())
        found = [
            Found(place, score, tuple(shared[place]))
            for place, score in scores.items()
            if sum(weights[term] for term in shared[place]) >= SHARED * whole
        ]
        ranked = sorted(found, key=lambda each: (-each.score, each.place))[:limit]
        return tuple(each for each in ranked if each.score >= FAR * ranked[0].score)

    def _weight(self, term: str) -> float:
        among, size = len(self.postings.get(term, ())), len(self.lengths)
        return math.log(1 + (size - among + 0.5) / (among + 0.5))


def build_shelf(texts: Iterable[str]) -> Shelf:
    """Return texts made ready to be asked, in their order.

    Source: BM25.
    """
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lengths = []
    for place, text in enumerate(texts):
        counted = Counter(bigrams(text))
        lengths.append(sum(counted.values()))
        for term, count in counted.items():
            postings[term].append((place, count))
    average = (sum(lengths) / len(lengths)) if lengths else 1.0
    return Shelf(dict(postings), lengths, average or 1.0)


def question_terms(question: str) -> tuple[str, ...]:
    """Return what is asked about, as pairs of characters, without words of asking.

    Source: decision.
    """
    plain = normalise(question)
    kept = _ASKING.sub(" ", plain)
    terms = dict.fromkeys(bigrams(kept))
    return tuple(terms or dict.fromkeys(bigrams(plain)))


def question_words(question: str) -> tuple[str, ...]:
    """Return the words of a question that are worth marking in an answer.

    Source: decision.
    """
    kept = _ASKING.sub(" ", normalise(question))
    return tuple(dict.fromkeys(word for word in words(kept) if len(word) > 1 and word not in STOP_WORDS))
