"""What the model is trained from: sentences, pairs of wrong and right, and a lexicon."""

import lzma
from dataclasses import dataclass
from pathlib import Path

from xianxing.engines.proofread.errors import BadCorpusError

LAWS, REPORTS = "corpus/laws.txt.xz", "corpus/work_reports.txt.xz"
PAIRS = ("law_train.tsv", "med_train.tsv", "odw_train_unleaked.tsv")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as it was written and as it should be; both are equal when nothing is wrong."""

    wrong: str
    right: str


def read_sentences(folder: Path, name: str) -> list[str]:
    """The lines of one corpus, in order. Raises: BadCorpusError. Source: the README beside the data."""
    try:
        return lzma.decompress((folder / name).read_bytes()).decode("utf-8").splitlines()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise BadCorpusError(f"语料 {folder / name} 读不出（{error}）；请核对 --data 所指的文件夹") from None


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of one file, only those of equal length. Raises: BadCorpusError. Source: the README beside it."""
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        return [Pair(wrong, right) for wrong, right in rows if len(wrong) == len(right)]
    except (OSError, ValueError) as error:
        raise BadCorpusError(f"句对 {path} 读不出（{error}）；每行应为“原句<TAB>正句”") from None


def read_lexicon(path: Path) -> dict[str, int]:
    """Words of two characters or more with their frequency; lines are `word frequency tag`.

    Raises: BadCorpusError. Source: the dictionary of jieba 0.42.1 (MIT).
    """
    try:
        rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
        return {row[0]: int(row[1]) for row in rows if len(row[0]) > 1}
    except (OSError, ValueError, IndexError) as error:
        raise BadCorpusError(f"词表 {path} 读不出（{error}）；每行应为“词 频次 词性”") from None
