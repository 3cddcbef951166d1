"""The command."""

import io
import json
import runpy
import sys
from pathlib import Path

import openpyxl
import pytest

from xianxing.engines.triage.__main__ import answer, main
from xianxing.engines.triage.tests.cast import TAXONOMY, confirmed
from xianxing.engines.triage.triage import Triage
from xianxing.engines.triage.types import Message

TRIAGE = Triage(TAXONOMY)
COMMAND = Path(__file__).parent.parent / "__main__.py"


@pytest.fixture
def taxonomy(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("一级分类", "二级分类", "三级分类"), *TAXONOMY.rows]:
        sheet.append(row)
    book.save(tmp_path / "taxonomy.xlsx")
    return tmp_path / "taxonomy.xlsx"


def answers(*lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    status = answer(TRIAGE, lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_command_answers_each_line_in_order() -> None:
    status, (first, second) = answers(
        '{"id": 7, "title": "停水", "text": "水压低"}\n', '{"id": "b", "title": "招生", "text": "学区"}\n'
    )
    assert status == 0
    assert set(first) == {"id", "labels", "decision"}
    assert (first["id"], second["id"]) == (7, "b")
    verdict = TRIAGE.classify(Message("停水", "水压低"))
    assert first["labels"] == [[each.label, round(each.confidence, 4)] for each in verdict.labels]
    assert first["decision"] == verdict.decision.value


def test_command_takes_a_missing_title_or_id_as_empty_and_skips_blank_lines() -> None:
    status, (only,) = answers("\n", '{"text": "停水"}', "  \n")
    assert status == 0
    assert only["id"] is None


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "这一行不是 JSON；应为 {id, title, text}"),
        ("[1]", "这一行不是对象；应为 {id, title, text}"),
        ('{"title": 3, "text": "x"}', "title 和 text 应为文字；请改为字符串"),
        ('{"title": "x", "text": null}', "title 和 text 应为文字；请改为字符串"),
        ('{"id": 1, "title": " "}', "title 和 text 都是空的；请至少写一项"),
    ],
)
def test_command_names_a_bad_line_and_goes_on(line: str, error: str) -> None:
    status, found = answers(line, '{"id": 2, "text": "停水"}')
    assert status == 1
    assert found[0] == {"error": error}
    assert found[1]["id"] == 2


def test_command_with_no_line_answers_nothing() -> None:
    assert answers() == (0, [])


def test_command_with_files_learns_and_keeps_the_whole_taxonomy(
    taxonomy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"{each.message.title},{each.message.text},{each.label}"
        for each in confirmed(12)
        if each.label != "卫生计生"
    ]
    lesson = tmp_path / "confirmed.csv"
    lesson.write_text("title,body,label\n" + "\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "title": "医院挂号", "text": "医生看病"}\n'))
    assert main(["--taxonomy", str(taxonomy), "--confirmed", str(lesson)]) == 0
    answered = json.loads(capsys.readouterr().out)
    assert {label for label, _ in answered["labels"]} == {"城乡建设", "教育文体", "卫生计生"}


def test_command_below_the_first_level_answers_with_paths(
    taxonomy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "title": "停水", "text": "水压低"}\n'))
    assert main(["--taxonomy", str(taxonomy), "--level", "2"]) == 0
    assert json.loads(capsys.readouterr().out)["labels"][0][0] == "城乡建设/城市建设和市政管理"


def test_command_with_an_unusable_file_says_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.xlsx"
    assert main(["--taxonomy", str(missing)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"打不开标签表 {missing}；请给出 .xlsx 文件\n")


def test_command_runs_as_a_module(
    taxonomy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["triage", "--taxonomy", str(taxonomy)])
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "text": "停水"}\nx\n'))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(COMMAND), run_name="__main__")
    assert ended.value.code == 1
    answered = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(each) for each in answered] == [["id", "labels", "decision"], ["error"]]
