"""Labels of citizens' messages at 0, 100, 500 and 1,000 confirmations, beside TF-IDF + LinearSVC.

Run: python bench/triage.py  (the messages lie in the folder `matters` under XIANXING_DATA; they are not part of the product)
"""

import csv
import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from xianxing.engines.triage import Confirmation, Decision, Message, Verdict
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.triage import Triage
from xianxing.text import words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "matters"
SEEDS = 5
TESTED = 2_000
AUTO_FLOOR = 0.97


@dataclass(frozen=True, slots=True)
class Labelled:
    """A set of messages with the right label of each."""

    name: str
    messages: list[Message]
    labels: list[str]

    def take(self, places: Sequence[int]) -> "Labelled":
        """The messages at these places."""
        return Labelled(self.name, [self.messages[at] for at in places], [self.labels[at] for at in places])

    def confirmations(self) -> list[Confirmation]:
        """The messages as a person would have confirmed them."""
        return [Confirmation(*pair) for pair in zip(self.messages, self.labels, strict=True)]


@dataclass(frozen=True, slots=True)
class Score:
    """Macro-F1 over the labels present, share of right labels among the first three, calibration error, auto band."""

    f1: float
    first_three: float
    error: float
    auto_share: float
    auto_right: float


def read_raw() -> Labelled:
    """Whole messages, as they came."""
    rows = _distinct(_rows("labelled_raw.csv"), "body")
    messages = [Message(row["title"], row["body"]) for row in rows]
    return Labelled("whole", messages, [row["label"] for row in rows])


def read_cut() -> Labelled:
    """Messages cut into words, without the frequent ones; the title is part of the text."""
    rows = _distinct(_rows("labelled_segmented.csv"), "segmented_text")
    return Labelled(
        "cut", [Message("", row["segmented_text"]) for row in rows], [row["label"] for row in rows]
    )


def score(verdicts: Sequence[Verdict], right: Sequence[str]) -> Score:
    """The figures of one test."""
    best = np.array([verdict.labels[0].label for verdict in verdicts])
    sure = np.array([verdict.labels[0].confidence for verdict in verdicts])
    good = best == np.array(right)
    three = [
        label in {each.label for each in verdict.labels}
        for verdict, label in zip(verdicts, right, strict=True)
    ]
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(sure[bins == at].mean() - good[bins == at].mean()) * (bins == at).mean() for at in np.unique(bins)
    ]
    auto = np.array([verdict.decision is Decision.AUTO for verdict in verdicts])
    accuracy = float(good[auto].mean()) if auto.any() else float("nan")
    return Score(
        _f1(right, list(best)), float(np.mean(three)), float(sum(gaps)), float(auto.mean()), accuracy
    )


def peer(taught: Labelled, tested: Labelled) -> tuple[float, float]:
    """Macro-F1 and top-3 accuracy of TF-IDF over the same words + LinearSVC, both with their default settings."""
    vectors = TfidfVectorizer(analyzer=lambda message: words(f"{message.title} {message.text}"))
    machine = LinearSVC(random_state=0).fit(vectors.fit_transform(taught.messages), taught.labels)
    margins = machine.decision_function(vectors.transform(tested.messages))
    ranked = machine.classes_[np.argsort(-margins, axis=1)]
    three = [label in row for label, row in zip(tested.labels, ranked[:, :3], strict=True)]
    return _f1(tested.labels, list(ranked[:, 0])), float(np.mean(three))


def main() -> int:
    """Prints the tables and returns 0."""
    if not (FOLDER / "labelled_raw.csv").is_file():
        print(f"triage: no messages at {FOLDER}; set XIANXING_DATA to the folder that holds `matters`")
        return 0
    taxonomy = Taxonomy.from_xlsx(FOLDER / "taxonomy.xlsx")
    whole, cut = read_raw(), read_cut()
    cold = Triage(taxonomy)
    print(
        f"{len(whole.labels)} whole and {len(cut.labels)} cut messages after exact duplicates; F1 = macro over 7 labels"
    )
    _print_cold(taxonomy, cold, (whole, cut))
    print("confirmed  tested on  ours F1        top-3   | peer F1       top-3   | error  auto: share  right")
    for size in (100, 200, 300):
        _print_taught(cold, size, whole, whole)
    strangers = _strangers(cut, whole)
    for size in (500, 1_000):
        _print_taught(cold, size, strangers, whole)
    for size in (100, 500, 1_000, len(cut.labels) - TESTED):
        _print_taught(cold, size, cut, cut)
    _print_speed(cold, cut, whole)
    return 0


def _print_cold(taxonomy: Taxonomy, cold: Triage, sets: Sequence[Labelled]) -> None:
    for labelled in sets:
        present = Triage(Taxonomy(row for row in taxonomy.rows if row[0] in set(labelled.labels)))
        for name, triage in ((f"all {len(cold.names)} labels", cold), ("the 7 present only", present)):
            found = score(triage.classify_many(labelled.messages), labelled.labels)
            print(
                f"0 confirmed, {labelled.name:<5}, {name:<18}: F1 {found.f1:.4f}  top-3 {found.first_three:.4f}"
                f"  error {found.error:.3f}  auto {found.auto_share:.0%} right {found.auto_right:.4f}"
            )


def _print_taught(cold: Triage, size: int, taught: Labelled, tested: Labelled) -> None:
    ours, theirs = [], []
    for seed in range(SEEDS if size <= 1_000 else 2):
        order = [int(at) for at in np.random.default_rng(seed).permutation(len(taught.labels))]
        rest = order[size : size + TESTED] if taught is tested else range(len(tested.labels))
        lesson, test = taught.take(order[:size]), tested.take(rest)
        ours.append(score(cold.learn(lesson.confirmations()).classify_many(test.messages), test.labels))
        theirs.append(peer(lesson, test))
    mine = [each.f1 for each in ours]
    known = [each.auto_right for each in ours if each.auto_share]
    print(
        f"{size:>9}  {tested.name:<9}  {_spread(mine)}  {_mean([each.first_three for each in ours])}"
        f"  | {_spread([each[0] for each in theirs])}  {_mean([each[1] for each in theirs])}"
        f"  | {_mean([each.error for each in ours])}  {_mean([each.auto_share for each in ours])}"
        f"       {_mean(known) if known else '-'}{'  (taught on cut messages)' if taught is not tested else ''}",
        flush=True,
    )


def _print_speed(cold: Triage, cut: Labelled, whole: Labelled) -> None:
    lesson = cut.take(range(0, len(cut.labels), len(cut.labels) // 1_000)[:1_000]).confirmations()
    started = time.process_time()
    taught = cold.learn(lesson)
    learned = time.process_time() - started
    many = (whole.messages * 10)[:4_326]
    started = time.process_time()
    taught.classify_many(many)
    classified = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"1,000 confirmations learned in {learned:.1f} s; 4,326 messages classified in {classified:.1f} s (CPU)"
    )
    print(f"state {len(taught.to_bytes()) / 1e6:.1f} MB; peak memory of this bench {memory} MB")


def _strangers(cut: Labelled, whole: Labelled) -> Labelled:
    """The cut messages that are none of the whole ones: their first words do not all stand in one of them."""
    texts = [f"{message.title} {message.text}" for message in whole.messages]
    starts = [message.text.split()[:10] for message in cut.messages]
    kept = [
        at
        for at, start in enumerate(starts)
        if not any(all(word in text for word in start) for text in texts)
    ]
    print(f"{len(kept)} of the cut messages are none of the whole ones")
    return cut.take(kept)


def _f1(right: Sequence[str], found: Sequence[str]) -> float:
    return float(f1_score(right, found, labels=sorted(set(right)), average="macro", zero_division=0))


def _spread(values: Sequence[float]) -> str:
    return f"{np.mean(values):.4f} ±{np.std(values):.4f}"


def _mean(values: Sequence[float]) -> str:
    return f"{np.mean(values):.4f}"


def _rows(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _distinct(rows: list[dict[str, str]], column: str) -> list[dict[str, str]]:
    return list({row[column]: row for row in rows}.values())


if __name__ == "__main__":
    sys.exit(main())
