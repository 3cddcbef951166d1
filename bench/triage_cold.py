"""What each part of the cold start brings: label names, keywords, self-training on the unlabelled messages.

Run: python bench/triage_cold.py  (data as for bench/triage.py)
"""

import sys

import numpy as np
from sklearn.metrics import f1_score
from triage import FOLDER, Labelled, read_cut, read_raw, score

from xianxing.engines.triage import Confirmation
from xianxing.engines.triage.keywords import Keywords
from xianxing.engines.triage.reading import Reading
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.triage import Triage

CONFIDENT_SHARE = 0.5


def names_only(taxonomy: Taxonomy, labelled: Labelled) -> float:
    """Macro-F1 of the words of the label names alone."""
    keywords = Keywords(taxonomy, 1, ())
    best = [
        keywords.labels[int(keywords.weigh(Reading.of(each)).scores.argmax())][0]
        for each in labelled.messages
    ]
    return float(
        f1_score(labelled.labels, best, labels=sorted(set(labelled.labels)), average="macro", zero_division=0)
    )


def self_trained(cold: Triage, labelled: Labelled) -> float:
    """Macro-F1 after learning from the triage's own labels of the more confident half of the messages."""
    verdicts = cold.classify_many(labelled.messages)
    floor = float(np.quantile([verdict.labels[0].confidence for verdict in verdicts], 1 - CONFIDENT_SHARE))
    taught = cold.learn(
        Confirmation(message, verdict.labels[0].label)
        for message, verdict in zip(labelled.messages, verdicts, strict=True)
        if verdict.labels[0].confidence >= floor
    )
    return score(taught.classify_many(labelled.messages), labelled.labels).f1


def main() -> int:
    """Prints one line a set of messages and returns 0."""
    if not (FOLDER / "labelled_raw.csv").is_file():
        print(f"triage: no messages at {FOLDER}; set XIANXING_DATA to the folder that holds `matters`")
        return 0
    taxonomy = Taxonomy.from_xlsx(FOLDER / "taxonomy.xlsx")
    cold = Triage(taxonomy)
    for labelled in (read_raw(), read_cut()):
        found = score(cold.classify_many(labelled.messages), labelled.labels).f1
        print(
            f"{labelled.name:<5} macro-F1: label names {names_only(taxonomy, labelled):.4f}"
            f"  + keywords {found:.4f}  + self-training {self_trained(cold, labelled):.4f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
