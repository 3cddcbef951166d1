"""The language parts alone: alphabet, windows, names that are protected, known errors, drawn shapes."""

import io
import sys
from pathlib import Path

import numpy as np
import pytest

from xianxing.engines.proofread.families import known
from xianxing.engines.proofread.families.protected import protected
from xianxing.engines.proofread.language.alphabet import (
    BOUNDARY,
    DIGIT,
    LATIN,
    LONGEST_SENTENCE,
    UNKNOWN,
    Alphabet,
)
from xianxing.engines.proofread.language.counts import to_levels, to_logs
from xianxing.engines.proofread.language.keys import all_runs, run_keys
from xianxing.engines.proofread.training import drawing
from xianxing.engines.proofread.training.shapes import format_shapes, load_shapes, parse_shapes

ALPHABET = Alphabet("防汛，。")


def _tokens(text: str) -> list[int]:
    return [int(each) for each, place in zip(*_read(text), strict=True) if place >= 0]


def _read(text: str) -> tuple[list[int], list[int]]:
    reading = ALPHABET.read(text)
    return reading.ids.tolist(), reading.places.tolist()


def test_runs_of_digits_and_letters_are_one_token() -> None:
    assert _tokens("2026 防ABC汛x1") == [DIGIT, 4, LATIN, 5, LATIN, DIGIT]
    assert _tokens("") == []
    assert _tokens("𠀀\ud800") == [UNKNOWN, UNKNOWN]


def test_half_width_marks_read_as_full_width() -> None:
    assert _tokens("防,汛") == _tokens("防，汛")


def test_sentences_are_set_apart_by_boundaries() -> None:
    ids, places = _read("防。汛")
    assert ids == [BOUNDARY] * 4 + [4, 7] + [BOUNDARY] * 4 + [5] + [BOUNDARY] * 4
    assert [place for place in places if place >= 0] == [0, 1, 2]
    assert _read("防\n汛")[0].count(BOUNDARY) == 12


def test_endless_sentence_is_cut() -> None:
    ids, _ = _read("防" * (LONGEST_SENTENCE + 1))
    assert ids[4 + LONGEST_SENTENCE] == BOUNDARY


def test_numbers_and_characters_are_inverse() -> None:
    assert [ALPHABET.character(number) for number in ALPHABET.numbers("防汛")] == ["防", "汛"]


def test_levels_are_within_three_per_cent_of_the_count() -> None:
    counts = np.array([1, 2, 7, 100, 12_345, 5_000_000])
    found = np.exp(to_logs(to_levels(counts)))
    assert (np.abs(found / counts - 1) < 0.035).all()
    assert to_logs(np.zeros(1, dtype=np.uint8)).tolist() == [0.0]


def test_run_keys_depend_on_order_and_nothing_else() -> None:
    ids = np.array([3, 1, 4, 1, 5, 3, 1, 4])
    keys = run_keys(ids, 3).tolist()
    assert keys[0] == keys[5]
    assert len(set(keys)) == 5
    assert [len(each) for each in all_runs(ids, 3)] == [8, 7, 6]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("记者林知远报道", ["林知远"]),
        ("林知远说", ["林知远"]),
        ("推动中墨两国关系", ["墨"]),
        ("乌方表示", ["乌"]),
        ("总统斯米尔诺夫", ["斯米尔诺夫"]),
        ("约翰·布朗来访", ["约翰·布朗来访"]),
        ("认真落实各项工作", []),
    ],
)
def test_names_are_protected(line: str, kept: list[str]) -> None:
    spans = [line[start:end] for start, end in protected(line)]
    assert all(name in spans for name in kept)
    assert bool(spans) == bool(kept)


def test_known_errors_are_of_equal_length_and_right_forms_are_no_errors() -> None:
    errors = known.load_errors()
    pattern = known.error_pattern(errors)
    assert len(errors) > 500
    for wrong, right in errors.items():
        assert len(wrong) == len(right)
        assert not list(known.find(right, errors, pattern)), right
    assert list(known.find("会议布署工作，各抒已见", errors, pattern)) == [(2, "部"), (9, "己")]


def test_shapes_survive_a_round_trip() -> None:
    found = {"早": [("旱", 0.84)], "己": [("已", 0.97), ("巳", 0.96)], "无": []}
    assert parse_shapes(format_shapes(found)) == {"早": [("旱", 0.84)], "己": [("已", 0.97), ("巳", 0.96)]}
    packaged = load_shapes()
    assert {"已", "巳"} <= {other for other, _ in packaged["己"]}


def test_characters_drawn_alike_are_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fonts = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
    if not fonts:
        pytest.skip("no Noto Sans CJK on this machine")
    monkeypatch.setattr(sys, "stdin", io.StringIO("己已早旱髙高天\n"))
    assert drawing.main(["--font", str(fonts[0])]) == 0
    found = parse_shapes(capsys.readouterr().out)
    assert found["己"][0][0] == "已"
    assert found["早"][0][0] == "旱"
    assert found["髙"][0][0] == "高"
    assert all(other != "髙" for alike in found.values() for other, _ in alike)
