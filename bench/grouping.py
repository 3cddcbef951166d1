"""Same-matter recall beside named peers, time and memory at 100,000 messages, and the hot issues found.

Run `python bench/grouping.py [messages]`; the data are looked for in XIANXING_DATA (default ../shared/data).
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import openpyxl
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from xianxing.engines.grouping import Index, Message, Relation, group
from xianxing.text import find_dates, normalise, words

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "matters" / "messages.xlsx"
SAMPLE = ROOT / "bench" / "samples" / "same_matter.tsv"
DEEP = 20
QUERIES = 500

Floats = npt.NDArray[np.float64]
Ranker = Callable[[int], Sequence[int]]


def read_messages() -> list[Message]:
    """The real messages, in time order."""
    sheet = openpyxl.load_workbook(DATA, read_only=True).worksheets[0]
    found = []
    for number, user, title, moment, text, *_ in sheet.iter_rows(min_row=2, values_only=True):
        found.append(
            Message(str(number), read_time(moment), str(title or ""), normalise(str(text or "")), str(user))
        )
    return sorted(found, key=lambda each: each.time)


def read_time(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    day = find_dates(str(value))[0]
    return datetime.combine(day.day, day.clock or datetime.min.time())


def read_labels(messages: Sequence[Message]) -> tuple[dict[int, str], set[int]]:
    """Issue by position in `messages`, and the positions that were drawn at random."""
    position = {each.id: at for at, each in enumerate(messages)}
    rows = [line.split("\t") for line in SAMPLE.read_text().splitlines()[1:]]
    drawn = {position[number] for number, _, how in rows if how == "sample"}
    return {position[number]: issue for number, issue, _ in rows}, drawn


def ours(messages: Sequence[Message], asked: set[int]) -> Ranker:
    """Ranks by the engine, each message asked before it is added."""
    position = {each.id: at for at, each in enumerate(messages)}
    index, answers = Index(), {}
    for at, each in enumerate(messages):
        if at in asked:
            answers[at] = [position[found.id] for found in index.suggest(each, DEEP)]
        index.add(each)
    return answers.__getitem__


def by_char_tfidf(messages: Sequence[Message]) -> Ranker:
    """Peer: cosine of character 2-3-gram TF-IDF of the titles (scikit-learn, fitted on all messages)."""
    matrix = TfidfVectorizer(analyzer="char", ngram_range=(2, 3)).fit_transform(
        [each.title for each in messages]
    )
    return lambda at: best((matrix[at] @ matrix[:at].T).toarray().ravel())


def by_word_tfidf(messages: Sequence[Message]) -> Ranker:
    """Peer: cosine of word TF-IDF of title x 2 + 400 words (scikit-learn, fitted on all messages)."""
    cut = [words(f"{each.title} {each.title}") + words(each.text)[:400] for each in messages]
    matrix = TfidfVectorizer(analyzer=list).fit_transform(cut)
    return lambda at: best((matrix[at] @ matrix[:at].T).toarray().ravel())


def by_bm25(messages: Sequence[Message]) -> Ranker:
    """Peer: BM25 (k1 1.2, b .75) of the words of title and text, statistics of all messages."""
    counts = CountVectorizer(analyzer=list).fit_transform(
        [words(f"{each.title} {each.text}") for each in messages]
    )
    matrix = counts.tocsr().astype(np.float64)
    asked = matrix.copy()
    asked.data[:] = 1.0
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    idf = np.log(1 + (len(messages) - frequency + 0.5) / (frequency + 0.5))
    rows = np.repeat(np.arange(len(messages)), np.diff(matrix.indptr))
    length = np.asarray(counts.sum(axis=1)).ravel()
    norm = 1.2 * (0.25 + 0.75 * length[rows] / length.mean())
    matrix.data = matrix.data * 2.2 / (matrix.data + norm) * idf[matrix.indices]
    return lambda at: best((asked[at] @ matrix[:at].T).toarray().ravel())


def best(scores: Floats) -> list[int]:
    return [int(at) for at in np.argsort(-scores, kind="stable")[:DEEP] if scores[at] > 0]


def report_recall(name: str, rank: Ranker, labels: dict[int, str], asked: set[int]) -> None:
    ranks = [
        next((place for place, at in enumerate(rank(query), 1) if labels.get(at) == labels[query]), 10**9)
        for query in sorted(asked)
    ]
    found = np.array(ranks)
    print(
        f"  {name:<34} recall@1 {np.mean(found <= 1):.4f}  recall@5 {np.mean(found <= 5):.4f}"
        f"  MRR {np.mean(1 / found):.4f}  (n={len(ranks)})"
    )


def compare_recall(messages: Sequence[Message]) -> None:
    labels, drawn = read_labels(messages)
    first = {issue: min(at for at in labels if labels[at] == issue) for issue in set(labels.values())}
    asked = {at for at, issue in labels.items() if at != first[issue]}
    rankers = {
        "ours (shown list, threshold on)": ours(messages, asked),
        "char 2-3 TF-IDF cosine, title": by_char_tfidf(messages),
        "word TF-IDF cosine, title x2 + text": by_word_tfidf(messages),
        "BM25, words": by_bm25(messages),
    }
    for title, part in (("all labelled", asked), ("drawn at random", asked & drawn)):
        print(f"Same matter, an earlier message in the list: {title}")
        for name, rank in rankers.items():
            report_recall(name, rank, labels, part)


def perturb(messages: Sequence[Message], size: int, chance: random.Random) -> Iterator[Message]:
    """Made-up messages: a third of one message's words replaced by words of another, the order of the rest kept."""
    cut = [(words(each.title), words(each.text)) for each in messages]
    for number in range(size):
        one, other = chance.randrange(len(cut)), chance.randrange(len(cut))
        parts = [
            "".join(word if chance.random() < 2 / 3 or not mixed else chance.choice(mixed) for word in kept)
            for kept, mixed in zip(cut[one], cut[other], strict=True)
        ]
        yield Message(f"s{number}", messages[one].time, parts[0], "，".join(parts[1:]), f"u{number}")


def measure_scale(messages: Sequence[Message], size: int) -> None:
    chance = random.Random(7)
    made = list(perturb(messages, size, chance))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = Index()
    start = time.process_time()
    index.add_all(made)
    adding = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    stored = index.to_bytes()
    storing = time.process_time() - start
    start = time.process_time()
    Index.from_bytes(stored)
    restoring = time.process_time() - start
    wall, cpu = [], []
    for each in chance.sample(list(messages), QUERIES):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        index.suggest(each)
        wall.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - begun_cpu))
    print(f"At {size:,} messages (made up from the real ones), one core")
    print(
        f"  add {1000 * adding / size:.2f} ms CPU each; store {storing:.1f} s, {len(stored) / 1e6:.0f} MB; ",
        end="",
    )
    print(f"restore {restoring:.1f} s CPU; memory +{(after - before) / 1024:.0f} MB")
    for name, times in (("wall", wall), ("CPU", cpu)):
        print(f"  suggest, {name}: median {np.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms")


def show_hot_issues(messages: Sequence[Message]) -> None:
    for level in (Relation.SAME_MATTER, Relation.SAME_PROBLEM):
        start, start_wall = time.process_time(), time.perf_counter()
        found = group(messages, level)
        cpu, wall = time.process_time() - start, time.perf_counter() - start_wall
        print(
            f"Groups of {len(messages):,} real messages, {level.value}: {len(found):,}, {cpu:.1f} s CPU, {wall:.1f} s wall"
        )
        for each in found[:5]:
            span = f"{each.first:%Y-%m-%d}..{each.last:%Y-%m-%d}"
            print(f"  {each.distinct_complainants:>3} people {len(each.members):>3} messages {span}")


def measure_import(messages: Sequence[Message]) -> None:
    index = Index()
    start = time.process_time()
    for each in messages:
        index.take(each)
    print(
        f"Import of {len(messages):,} real messages, each suggested for and added: {time.process_time() - start:.1f} s CPU"
    )


def main() -> int:
    """Exit status 0; 1 when the data are absent."""
    if not DATA.exists():
        print(f"no data at {DATA}: set XIANXING_DATA to the folder that holds matters/messages.xlsx")
        return 1
    messages = read_messages()
    compare_recall(messages)
    measure_import(messages)
    show_hot_issues(messages)
    measure_scale(messages, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
