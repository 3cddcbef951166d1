"""The stored form keeps everything, and refuses what it did not write."""

import io
import zipfile

import numpy as np
import pytest

from xianxing.engines.grouping import BadStateError, GroupingError
from xianxing.engines.grouping.archive import Snapshot, pack, unpack
from xianxing.engines.grouping.judgement import subject_of
from xianxing.engines.grouping.postings import PackedRows
from xianxing.engines.grouping.tests.cast import CAST, SCHOOL


def rows(*terms: str) -> PackedRows:
    packed = np.arange(len(terms), dtype=np.uint32) << 4 | 1
    return PackedRows(list(terms), packed.astype(np.uint32), np.array([len(terms)], dtype=np.int64))


def rewrite(stored: bytes, name: str, content: bytes | None) -> bytes:
    """The same zip with one part changed, or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stored)) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            if part != name:
                copy.writestr(part, source.read(part))
            elif content is not None:
                copy.writestr(part, content)
    return target.getvalue()


STORED = pack(Snapshot((subject_of(SCHOOL),), rows("学位"), rows("学位", "位划")))


def test_unpack_what_was_packed_is_the_same() -> None:
    subjects = tuple(subject_of(each) for each in CAST)
    restored = unpack(pack(Snapshot(subjects, rows("搅拌站", "噪音"), rows())))
    assert restored.subjects == subjects
    assert restored.words.terms == ["搅拌站", "噪音"]
    assert restored.words.packed.tolist() == [1, 17]
    assert restored.words.lengths.tolist() == [2]
    assert restored.grams.terms == []


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        (b"", "内容损坏"),
        (b"PK", "内容损坏"),
        (STORED[:-30], "内容损坏"),
        (rewrite(STORED, "subjects", None), "内容损坏"),
        (rewrite(STORED, "words.packed", None), "内容损坏"),
        (rewrite(STORED, "version", b"2"), "版本为2，应为1"),
        (rewrite(STORED, "subjects", b"{"), "内容损坏"),
        (rewrite(STORED, "subjects", b"[[1]]"), "内容损坏"),
        (rewrite(STORED, "words.lengths", b"123"), "内容损坏"),
    ],
)
def test_unpack_damage_is_refused_with_one_message(stored: bytes, found: str) -> None:
    with pytest.raises(BadStateError) as refusal:
        unpack(stored)
    assert str(refusal.value) == f"索引存档无法读取：{found}；请用原始来件重建索引"
    assert isinstance(refusal.value, GroupingError)


def test_unpack_what_was_rewritten_unchanged_is_accepted() -> None:
    assert unpack(rewrite(STORED, "none", None)).subjects == (subject_of(SCHOOL),)
