"""The model as one file: a fixed order of arrays, readable without running anything that was stored."""

import io
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xianxing.engines.proofread.errors import BadModelError
from xianxing.engines.proofread.language.alphabet import Alphabet
from xianxing.engines.proofread.language.confusions import Confusions
from xianxing.engines.proofread.language.counts import Counts
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.language.table import ByteTable
from xianxing.engines.proofread.language.trees import Trees

_MAGIC = b"XXPR0002"
_ARRAYS = 17

Array = npt.NDArray[np.generic]


def packaged_model() -> Speller:
    """The model that ships with the engine. Raises: BadModelError. Source: docs/engines/proofread.md."""
    return parse_model(resources.files("xianxing.engines.proofread").joinpath("model.bin").read_bytes())


def load_model(path: Path) -> Speller:
    """The model of a file. Raises: BadModelError when it is none or of another version. Source: ADR 0012."""
    try:
        return parse_model(path.read_bytes())
    except OSError as error:
        raise BadModelError(f"模型 {path} 打不开（{error.strerror}）；请核对路径") from None


def parse_model(written: bytes) -> Speller:
    """The model that `format_model` wrote. Raises: BadModelError. Source: ADR 0012."""
    if not written.startswith(_MAGIC):
        raise BadModelError("不是本版本的校对模型；请用 train 命令重新训练")
    stream = io.BytesIO(written)
    stream.seek(len(_MAGIC))
    try:
        arrays = [np.load(stream, allow_pickle=False) for _ in range(_ARRAYS)]
    except (ValueError, EOFError, OSError):
        raise BadModelError("校对模型文件残缺；请重新安装或重新训练") from None
    return _assemble(arrays)


def format_model(speller: Speller) -> bytes:
    """The model as bytes; the same model always gives the same bytes. Source: ADR 0012."""
    counts, confusions, trees = speller.counts, speller.confusions, speller.trees
    characters = np.array([ord(each) for each in speller.alphabet.characters], dtype="<u4")
    numbers = np.array([counts.total, trees.base], dtype=np.float64)
    sizes = np.array([counts.table.seed, trees.depth], dtype=np.int64)
    arrays: list[Array] = [characters, numbers, sizes, counts.table.packed(), counts.singles]
    arrays += [confusions.offsets, confusions.targets, confusions.kinds, confusions.sounds]
    arrays += [confusions.word_keys, confusions.words]
    arrays += [
        trees.feature.astype(np.uint8),
        trees.threshold,
        trees.left,
        trees.right,
        trees.value,
        trees.roots,
    ]
    stream = io.BytesIO()
    stream.write(_MAGIC)
    for array in arrays:
        np.save(stream, np.ascontiguousarray(array), allow_pickle=False)
    return stream.getvalue()


def _assemble(arrays: list[Array]) -> Speller:
    characters = "".join(map(chr, arrays[0].astype(np.int64)))
    total, base = (float(each) for each in arrays[1].astype(np.float64))
    seed, depth = (int(each) for each in arrays[2].astype(np.int64))
    counts = Counts(
        ByteTable.unpacked(arrays[3].astype(np.uint8, copy=False), seed), arrays[4].astype(np.uint8), total
    )
    confusions = Confusions(
        arrays[5].astype(np.int32),
        arrays[6].astype(np.uint16),
        arrays[7].astype(np.uint8),
        arrays[8].astype(np.uint16),
        arrays[9].astype(np.int32),
        arrays[10].astype(np.uint16),
    )
    trees = Trees(
        arrays[11].astype(np.int32),
        arrays[12].astype(np.float32),
        arrays[13].astype(np.int32),
        arrays[14].astype(np.int32),
        arrays[15].astype(np.float32),
        arrays[16].astype(np.int32),
        depth,
        base,
    )
    return Speller(Alphabet(characters), counts, confusions, trees)
