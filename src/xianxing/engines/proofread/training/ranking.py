"""Teaching the trees which proposals are right."""

from collections.abc import Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from xianxing.engines.proofread.language.alphabet import Alphabet, Bools, Reading
from xianxing.engines.proofread.language.confusions import Confusions
from xianxing.engines.proofread.language.counts import Counts, Floats
from xianxing.engines.proofread.language.edits import Edits
from xianxing.engines.proofread.language.speller import propose
from xianxing.engines.proofread.language.trees import Trees
from xianxing.engines.proofread.training.corpora import Pair

_CHUNK = 400
_TREES, _LEAVES, _DEPTH, _RATE = 200, 24, 7, 0.08

_SIDE = (1, 1, 1, 1, 0, *(1,) * 13)
"""Of one side of an edit: all that speaks for it but how common its characters are."""

_DIRECTIONS = (
    *(1, 1, -1, 1),
    *(-each for each in _SIDE),
    *_SIDE,
    *(-1, -1, -1, 1, 1, 1),
    *(1, -1),
    *(0,) * 10,
    *(1, 1, 0),
)
"""Whether more of a column may only raise (1) or lower (-1) the probability: what holds in any kind of text."""


def gather(
    counts: Counts, confusions: Confusions, alphabet: Alphabet, pairs: Sequence[Pair]
) -> tuple[Floats, Bools]:
    """Features of every proposal for the wrong sides, and whether it gives the right side. Source: ADR 0012."""
    rows = [np.zeros((0, len(_DIRECTIONS)), dtype=np.float32)]
    labels = [np.zeros(0, dtype=np.bool_)]
    for at in range(0, len(pairs), _CHUNK):
        chunk = pairs[at : at + _CHUNK]
        wrong = "\n".join(pair.wrong for pair in chunk)
        right = "\n".join(pair.right for pair in chunk)
        reading = alphabet.read(wrong)
        for edits, found in propose(counts, confusions, alphabet, reading):
            rows.append(found)
            labels.append(is_right(reading, edits, right, alphabet))
    return np.concatenate(rows), np.concatenate(labels)


def is_right(reading: Reading, edits: Edits, right: str, alphabet: Alphabet) -> Bools:
    """For each edit whether its tokens are those of the right text at the same places. Source: ADR 0012."""
    wanted = np.array(alphabet.numbers(right))
    length = edits.tokens.shape[1]
    places = reading.places[edits.starts[:, None] + np.arange(length)]
    agrees: Bools = (wanted[places] == edits.tokens).all(axis=1)
    return agrees


def teach(rows: Floats, labels: Bools, weights: Floats) -> Trees:
    """Trees fitted to the rows, as flat arrays. The same rows give the same trees. Source: ADR 0012."""
    learner = HistGradientBoostingClassifier(
        max_iter=_TREES,
        max_leaf_nodes=_LEAVES,
        max_depth=_DEPTH,
        learning_rate=_RATE,
        min_samples_leaf=40,
        l2_regularization=1.0,
        early_stopping=False,
        monotonic_cst=_DIRECTIONS,
        random_state=0,
    )
    with threadpool_limits(limits=1):
        learner.fit(rows, labels, sample_weight=weights)
    return flatten(learner)


def flatten(learner: HistGradientBoostingClassifier) -> Trees:
    """The fitted trees as flat arrays that need no scikit-learn. Source: ADR 0012."""
    parts = [stage[0].nodes for stage in learner._predictors]
    roots = np.cumsum([0] + [len(part) for part in parts[:-1]])
    feature, threshold, left, right, value = [], [], [], [], []
    for root, part in zip(roots, parts, strict=True):
        leaf = part["is_leaf"].astype(bool)
        own = np.arange(len(part)) + root
        feature.append(np.where(leaf, 0, part["feature_idx"]))
        threshold.append(np.where(leaf, 0.0, part["num_threshold"]))
        left.append(np.where(leaf, own, part["left"] + root))
        right.append(np.where(leaf, own, part["right"] + root))
        value.append(np.where(leaf, part["value"], 0.0))
    depth = max(int(part["depth"].max()) for part in parts)
    return Trees(
        np.concatenate(feature).astype(np.int32),
        np.concatenate(threshold).astype(np.float32),
        np.concatenate(left).astype(np.int32),
        np.concatenate(right).astype(np.int32),
        np.concatenate(value).astype(np.float32),
        roots.astype(np.int32),
        depth,
        float(np.ravel(learner._baseline_prediction)[0]),
    )
