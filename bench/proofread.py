"""Proofreading on one core: strict corrections, false alarms, speed and memory, beside pycorrector and autocorrect-py.

Run: python bench/proofread.py  (the sentences lie in the folder `proofreading` under XIANXING_DATA; they are not part
of the product). Peers run where they are installed: autocorrect-py; pycorrector's Corrector, whose own model
of 2.8 GB lies on a server that is not reached: it gets characters counted from the same laws and work reports. Its
neural parts need models from a hub and are left out.
"""

import argparse
import lzma
import math
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import MagicMock

from xianxing.engines.proofread import DOCUMENT_KINDS, Tables, packaged_model, proofread, proofread_many
from xianxing.engines.proofread.language.speller import Speller

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "proofreading"
DOCUMENTS = FOLDER.parent / "documents"
EVERY_BROADCAST = 60
"""One broadcast sentence in so many is read."""

Pair = tuple[str, str]
Correct = Callable[[Sequence[str]], Sequence[str]]
PEER_ORDER, DISCOUNT = 3, 0.7


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of whole sentences put right; share of right sentences changed; characters a second."""

    precision: float
    recall: float
    f1: float
    false_alarms: float
    speed: float


def read_pairs(name: str) -> list[Pair]:
    """Sentences as written and as they should be."""
    rows = [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1]) for row in rows]


def read_sets() -> dict[str, list[Pair]]:
    """Every set that is measured; a part is unseen when its right sentence is in no training pair."""
    sets: dict[str, list[Pair]] = {}
    for name in ("law", "med"):
        known = {right for _, right in read_pairs(f"{name}_train.tsv")}
        pairs = read_pairs(f"{name}_test.tsv")
        sets[f"{name} test"] = pairs
        sets[f"{name} seen"] = [pair for pair in pairs if pair[1] in known]
        sets[f"{name} unseen"] = [pair for pair in pairs if pair[1] not in known]
    sets["textproof dev"] = read_pairs("textproof_dev.tsv")
    sets["clean dev"] = read_pairs("clean_dev.tsv")
    sets["broadcast"] = [(line, line) for line in read_corpus("broadcast_clean")[3::EVERY_BROADCAST]]
    return sets


def score(correct: Correct, pairs: Sequence[Pair]) -> Score:
    """The figures of one set; a sentence is right only when all of it is."""
    started = time.process_time()
    answers = correct([wrong for wrong, _ in pairs])
    spent = time.process_time() - started
    changed = sum(answer != wrong for answer, (wrong, _) in zip(answers, pairs, strict=True))
    bad = sum(wrong != right for wrong, right in pairs)
    hits = sum(
        answer == right and wrong != right for answer, (wrong, right) in zip(answers, pairs, strict=True)
    )
    alarms = sum(
        answer != wrong and wrong == right for answer, (wrong, right) in zip(answers, pairs, strict=True)
    )
    precision, recall = hits / max(changed, 1), hits / max(bad, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Score(
        precision,
        recall,
        f1,
        alarms / max(len(pairs) - bad, 1),
        sum(len(wrong) for wrong, _ in pairs) / max(spent, 1e-9),
    )


def count_characters(sentences: Sequence[str]) -> list[Counter[tuple[str, ...]]]:
    """How often each window of one to `PEER_ORDER` characters stands, single occurrences of the longest left out."""
    counts: list[Counter[tuple[str, ...]]] = [Counter() for _ in range(PEER_ORDER)]
    for sentence in sentences:
        tokens = ("<s>", *sentence.replace(" ", "").replace("\u3000", ""), "</s>")
        for size in range(1, PEER_ORDER + 1):
            counts[size - 1].update(tokens[at : at + size] for at in range(len(tokens) - size + 1))
    counts[-1] = Counter({key: often for key, often in counts[-1].items() if often > 1})
    return counts


def write_arpa(path: Path) -> None:
    """A KenLM text model over the work reports and every third law sentence.

    Source: absolute discounting with back-off, Ney et al. (1994).
    """
    counts = count_characters(read_corpus("work_reports") + read_corpus("laws")[::3])
    with path.open("w", encoding="utf-8") as file:
        file.write("\\data\\\n")
        file.writelines(f"ngram {at}={len(each) + (at == 1)}\n" for at, each in enumerate(counts, 1))
        for size, each in enumerate(counts, 1):
            file.write(f"\n\\{size}-grams:\n" + ("-7\t<unk>\n" if size == 1 else ""))
            followers = Counter(key[:-1] for key in counts[size]) if size < PEER_ORDER else Counter()
            total = sum(each.values())
            for key, often in sorted(each.items()):
                below = total if size == 1 else counts[size - 2][key[:-1]]
                chance = math.log10(max(often - DISCOUNT, 0.01) / below)
                weight = math.log10(max(DISCOUNT * followers[key] / often, 1e-7))
                file.write(
                    f"{chance:.4f}\t{' '.join(key)}" + (f"\t{weight:.4f}\n" if size < PEER_ORDER else "\n")
                )
        file.write("\n\\end\\\n")


def read_corpus(name: str) -> list[str]:
    """The sentences of one corpus."""
    packed = (FOLDER / "corpus" / f"{name}.txt.xz").read_bytes()
    return [line for line in lzma.decompress(packed).decode("utf-8").splitlines() if line.strip()]


def peers(folder: Path) -> dict[str, Correct]:
    """The peers that are installed here, by name."""
    found: dict[str, Correct] = {}
    try:
        import autocorrect_py  # type: ignore[import-not-found]  # late import: optional package

        found["autocorrect-py"] = lambda texts: [autocorrect_py.format(text) for text in texts]
    except ImportError:
        print("autocorrect-py is not installed here")
    try:
        for name in (
            "torch",
            "torch.nn",
            "torch.nn.functional",
            "torch.utils",
            "torch.utils.data",
            "transformers",
        ):
            sys.modules.setdefault(name, MagicMock())
        from pycorrector import Corrector  # type: ignore[import-not-found]  # late import: optional package

        write_arpa(folder / "peer.arpa")
        corrector = Corrector(language_model_path=str(folder / "peer.arpa"))
        found["pycorrector"] = lambda texts: [str(corrector.correct(text)["target"]) for text in texts]
    except ImportError:
        print("pycorrector is not installed here")
    return found


def print_scores(name: str, correct: Correct, sets: dict[str, list[Pair]], limit: int | None) -> None:
    """One line a set."""
    for title, pairs in sets.items():
        found = score(correct, pairs[:limit])
        print(
            f"{name:<15} {title:<14} {len(pairs[:limit]):>5}  P {found.precision:.3f}  R {found.recall:.3f}"
            f"  F1 {found.f1:.3f}  false alarms {found.false_alarms:7.2%}  {found.speed:>9,.0f} ch/s",
            flush=True,
        )


def print_documents(speller: Speller) -> None:
    """Speed and findings of the whole engine on official documents, one speech, and repeated reading."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    started = time.process_time()
    reports = [proofread(text, speller=speller) for text in texts]
    spent = time.process_time() - started
    size = sum(map(len, texts))
    found = [finding for report in reports for finding in report.findings]
    local = sum(finding.kind not in DOCUMENT_KINDS for finding in found)
    print(
        f"{len(texts)} official documents, {size} characters: {size / spent:,.0f} ch/s with all families,"
        f" {len(found)} findings ({local} of single lines), {sum(each.applies for each in found)} applied"
    )
    speech = "\n".join(texts)[:3000]
    started = time.process_time()
    proofread(speech, speller=speller)
    print(f"3,000 characters in {time.process_time() - started:.3f} s")


def main() -> int:
    """Prints the tables and returns 0."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer-limit", type=int, default=40, help="sentences a set for a slow peer")
    asked = parser.parse_args()
    if not (FOLDER / "law_test.tsv").is_file():
        print(
            f"proofread: no sentences at {FOLDER}; set XIANXING_DATA to the folder that holds `proofreading`"
        )
        return 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    started = time.perf_counter()
    speller = packaged_model()
    loaded = time.perf_counter() - started
    tables = Tables()
    print_documents(speller)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"model loaded in {loaded:.2f} s; {memory} MB resident at most ({before} MB before it was loaded)")
    sets = read_sets()

    def correct_ours(texts: Sequence[str]) -> list[str]:
        return [report.corrected for report in proofread_many(texts, speller=speller, tables=tables)]

    print_scores("xianxing", correct_ours, sets, None)
    with tempfile.TemporaryDirectory() as folder:
        for name, correct in peers(Path(folder)).items():
            print_scores(name, correct, sets, asked.peer_limit if name == "pycorrector" else None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
