"""Saved triages."""

import io
import json
import zipfile

import numpy as np
import pytest

from xianxing.engines.triage import Message, StateError
from xianxing.engines.triage.tests.cast import HOSPITAL, SCHOOL, TAXONOMY, WATER, confirmed
from xianxing.engines.triage.triage import Triage

DAMAGED = "保存的分类模型已损坏；请用已确认的办件重新学习"


def altered(saved: bytes, **changes: object) -> bytes:
    """The same state with some entries of its head changed."""
    with np.load(io.BytesIO(saved)) as arrays:
        kept = {name: arrays[name] for name in arrays.files}
    head = {**json.loads(kept["head"].tobytes()), **changes}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        kept["head"] = np.frombuffer(json.dumps(head).encode(), np.uint8)
        for name, array in kept.items():
            entry = io.BytesIO()
            np.save(entry, array)
            archive.writestr(f"{name}.npy", entry.getvalue())
    return buffer.getvalue()


@pytest.mark.parametrize("rounds", [0, 20])
def test_saved_triage_answers_as_before(rounds: int) -> None:
    triage = Triage(TAXONOMY, confirmed(rounds))
    again = Triage.from_bytes(triage.to_bytes())
    for message in (WATER, SCHOOL, HOSPITAL):
        old, new = triage.classify(message), again.classify(message)
        assert [each.label for each in old.labels] == [each.label for each in new.labels]
        assert np.allclose([each.confidence for each in old.labels], [each.confidence for each in new.labels])
        assert (old.decision, old.reasons) == (new.decision, new.reasons)


def test_saved_triage_keeps_taxonomy_and_level() -> None:
    again = Triage.from_bytes(Triage(TAXONOMY, level=2).to_bytes())
    assert again.taxonomy.rows == TAXONOMY.rows
    assert again.level == 2


def test_saved_triage_holds_no_message() -> None:
    secret = Message("", "身份证号码尾数是八八六六的张某某")
    lesson = confirmed(20)
    saved = Triage(TAXONOMY, [*lesson, type(lesson[0])(secret, "城乡建设")]).to_bytes()
    with np.load(io.BytesIO(saved)) as arrays:
        assert secret.text not in arrays["head"].tobytes().decode()


@pytest.mark.parametrize("cut", [0, 10, -40])
def test_damaged_bytes_are_refused(cut: int) -> None:
    saved = Triage(TAXONOMY, confirmed(20)).to_bytes()
    with pytest.raises(StateError) as refused:
        Triage.from_bytes(saved[:cut])
    assert str(refused.value) == DAMAGED


def test_bytes_that_would_run_code_are_refused() -> None:
    buffer = io.BytesIO()
    np.savez(buffer, head=np.array([object()], dtype=object))
    with pytest.raises(StateError) as refused:
        Triage.from_bytes(buffer.getvalue())
    assert str(refused.value) == DAMAGED


def test_bytes_without_the_learned_arrays_are_refused() -> None:
    saved = altered(Triage(TAXONOMY).to_bytes(), blend=[1.0, 6.0, 0.9])
    with pytest.raises(StateError) as refused:
        Triage.from_bytes(saved)
    assert str(refused.value) == DAMAGED


def test_bytes_of_other_keywords_are_refused_and_of_the_same_accepted() -> None:
    saved = Triage(TAXONOMY).to_bytes()
    assert Triage.from_bytes(altered(saved)).level == 1
    with pytest.raises(StateError) as refused:
        Triage.from_bytes(altered(saved, lexicon="0" * 64))
    assert str(refused.value) == "保存的分类模型与现在的词库不是同一版本；请用已确认的办件重新学习"
