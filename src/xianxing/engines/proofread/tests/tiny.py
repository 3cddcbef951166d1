"""A small model trained on invented sentences: quick to make, and small enough to reason about."""

import lzma
from pathlib import Path

from xianxing.engines.proofread import Speller
from xianxing.engines.proofread.language.model_file import parse_model
from xianxing.engines.proofread.training.corpora import LAWS, PAIRS, REPORTS
from xianxing.engines.proofread.training.train import train

_SUBJECTS = ("各县区", "有关部门", "市水务局", "石桥镇", "防汛指挥部", "各责任单位")
_ADVERBS = ("认真", "全面", "切实", "坚决")
_VERBS = ("贯彻落实", "组织开展", "安排部署", "检查指导")
_OBJECTS = ("安全生产工作", "防汛抗旱工作", "河湖保护工作", "群众来访工作", "信息公开工作")
WORDS = (
    "贯彻",
    "落实",
    "部署",
    "安排",
    "防汛",
    "抗旱",
    "安全",
    "生产",
    "保护",
    "指导",
    "检查",
    "工作",
    "认真",
    "坚决",
)

SHAPES = {"早": [("旱", 0.9)], "旱": [("早", 0.9)], "是": [("足", 0.8)]}
"""Look-alikes enough for these sentences."""


def sentences() -> list[str]:
    """Every combination of the invented parts, as sentences."""
    return [
        f"{subject}要{adverb}{verb}{thing}。"
        for subject in _SUBJECTS
        for adverb in _ADVERBS
        for verb in _VERBS
        for thing in _OBJECTS
    ]


def write_corpus(folder: Path) -> Path:
    """Files in the form that training reads; the answer is the lexicon's path."""
    every = sentences()
    (folder / "corpus").mkdir()
    (folder / LAWS).write_bytes(lzma.compress("\n".join(every).encode()))
    (folder / REPORTS).write_bytes(lzma.compress("\n".join(every[::2]).encode()))
    for at, name in enumerate(PAIRS):
        rows = [f"{line.replace('落实', '落是')}\t{line}" for line in every[at::7]]
        rows += [f"{line}\t{line}" for line in every[at::9]]
        (folder / name).write_text("\n".join(rows), encoding="utf-8")
    lexicon = folder / "dict.txt"
    lexicon.write_text("\n".join(f"{word} 50 n" for word in WORDS), encoding="utf-8")
    return lexicon


def tiny_model(folder: Path) -> bytes:
    """The bytes of a model of these sentences."""
    lexicon = write_corpus(folder)
    return train(folder, lexicon, shapes=SHAPES, say=lambda _: None)


def tiny_speller(folder: Path) -> Speller:
    """The model of these sentences."""
    return parse_model(tiny_model(folder))
