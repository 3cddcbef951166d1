"""Training on invented sentences: the same bytes each time, and a model that knows what it read."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from xianxing.engines.proofread import BadCorpusError, BadModelError, load_model, proofread
from xianxing.engines.proofread.__main__ import main
from xianxing.engines.proofread.language.model_file import format_model, parse_model
from xianxing.engines.proofread.language.table import build_table
from xianxing.engines.proofread.tests.tiny import SHAPES, tiny_model, write_corpus
from xianxing.engines.proofread.training import shapes
from xianxing.engines.proofread.training.corpora import LAWS, read_lexicon, read_pairs, read_sentences
from xianxing.engines.proofread.training.sounds import near, readings, syllable, word_syllables


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return tiny_model(tmp_path_factory.mktemp("first"))


def test_model_survives_a_round_trip(written: bytes) -> None:
    assert format_model(parse_model(written)) == written


def test_trained_model_ranks_what_it_was_taught_first(written: bytes) -> None:
    speller = parse_model(written)
    reading = speller.alphabet.read("各县区要认真贯彻落是防汛抗旱工作。")
    ranked = [
        (float(score), int(edits.starts[at]), speller.alphabet.character(int(edits.tokens[at, 0])))
        for edits, scores in speller.rank(reading)
        for at, score in enumerate(scores)
    ]
    assert max(ranked)[1:] == (13, "实")


def test_trained_model_is_silent_on_what_it_read(written: bytes) -> None:
    speller = parse_model(written)
    text = "各县区要认真贯彻落实防汛抗旱工作。\n石桥镇要坚决安排部署河湖保护工作。"
    assert proofread(text, speller=speller).findings == ()


def test_command_writes_the_same_bytes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: bytes
) -> None:
    monkeypatch.setattr(shapes, "load_shapes", lambda: SHAPES)
    lexicon = write_corpus(tmp_path)
    out = tmp_path / "model.bin"
    assert main(["train", "--corpus", str(tmp_path), "--lexicon", str(lexicon), "-o", str(out)]) == 0
    assert "语料 480 + 240 句" in capsys.readouterr().out
    assert out.read_bytes() == written


def test_missing_corpus_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "load_shapes", lambda: SHAPES)
    asked = ["train", "--corpus", str(tmp_path), "--lexicon", "none", "-o", str(tmp_path / "model.bin")]
    assert main(asked) == 1
    assert capsys.readouterr().err.startswith(f"语料 {tmp_path / LAWS} 读不出")


@pytest.mark.parametrize("content", [b"not xz", lzma.compress(b"\xff\xfe")])
def test_damaged_corpus_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken.xz").write_bytes(content)
    with pytest.raises(BadCorpusError):
        read_sentences(tmp_path, "broken.xz")


def test_pairs_of_unequal_length_are_left_out_and_bad_rows_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("落是\t落实\n少字\t少一字\n", encoding="utf-8")
    assert [pair.right for pair in read_pairs(path)] == ["落实"]
    path.write_text("只有一列\n", encoding="utf-8")
    with pytest.raises(BadCorpusError):
        read_pairs(path)


def test_lexicon_leaves_out_single_characters_and_refuses_bad_rows(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text("的 9 u\n落实 7 v\n", encoding="utf-8")
    assert read_lexicon(path) == {"落实": 7}
    path.write_text("落实\n", encoding="utf-8")
    with pytest.raises(BadCorpusError):
        read_lexicon(path)


@pytest.mark.parametrize("content", [b"", b"XXPR0001", b"XXPR0002", b"XXPR0002garbage"])
def test_file_that_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(BadModelError):
        load_model(path)
    with pytest.raises(BadModelError) as refusal:
        load_model(tmp_path / "absent.bin")
    assert str(refusal.value).endswith("请核对路径")


def test_table_answers_what_was_stored_and_zero_for_the_rest() -> None:
    keys = np.arange(5_000, dtype=np.uint64) * np.uint64(7919)
    values = (np.arange(5_000) % 255 + 1).astype(np.uint8)
    table = build_table(keys, values, say=lambda _: None)
    assert (table.get(keys) == values).all()
    strangers = np.arange(5_000, 105_000, dtype=np.uint64) * np.uint64(7919)
    assert int((table.get(strangers) > 0).sum()) < 10


def test_table_with_the_same_key_twice_is_refused() -> None:
    with pytest.raises(BadModelError) as refusal:
        build_table(np.zeros(2, dtype=np.uint64), np.ones(2, dtype=np.uint8), say=lambda _: None)
    assert str(refusal.value) == "键有重复，建不成表；请先去重"


def test_sounds_of_characters_and_words() -> None:
    assert readings("行") == ("xíng", "háng", "héng")
    assert readings("A") == ()
    assert [syllable(each) for each in ("lǜ", "zhōng")] == ["lv", "zhong"]
    assert [near(each) for each in ("zhang", "nan", "hui", "ren")] == ["zan", "lan", "fui", "len"]
    assert word_syllables("银行") == ("yin", "hang")
