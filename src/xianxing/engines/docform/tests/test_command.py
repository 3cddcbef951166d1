"""The command: parse, check, pdf, docx."""

import json
import runpy
import sys
from pathlib import Path

import pytest

from xianxing.engines.docform import command
from xianxing.engines.docform.command import run
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.reading.tests.parcel import PNG, docx, drawing, p, packed, relations, unpacked
from xianxing.engines.docform.terms import Kind
from xianxing.engines.docform.tests.cast import NOTICE
from xianxing.engines.docform.tests.outline import outline


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The notice with one fault, as a text file."""
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE.replace("〔2026〕15号", "[2026]15号"), encoding="utf-8")
    return path


def test_parse_prints_type_and_elements(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", str(paper)]) == 0
    answer = json.loads(capsys.readouterr().out)
    source = paper.read_text(encoding="utf-8")
    assert (answer["type"], answer["form"], answer["lost"]) == ("通知", "ordinary", [])
    assert answer["elements"][4] == {
        "kind": "title",
        "text": "青屏市人民政府办公室关于做好2026年防汛备汛工作的通知",
        "start": source.index("青屏市人民政府办公室关于"),
        "end": source.index("的通知\n") + 3,
        "level": 0,
        "run_in": False,
        "part": 0,
        "reasons": [
            {"text": "正文之前的短行，末尾没有句读", "clause": "GB/T 9704-2012 7.3.1"},
            {"text": "以文种结束", "clause": "党政机关公文处理工作条例 第九条第七项"},
        ],
    }
    assert [each["table"]["rows"][0] for each in answer["elements"] if "table" in each] == [
        ["任务", "责任单位", "完成时限"]
    ]


def test_parse_paper_of_no_type_says_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("要点\n值班。\n", encoding="utf-8")
    assert run(["parse", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["type"] is None


def test_parse_picture_is_told_without_its_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        **unpacked(docx(p("要点") + p("值班。", drawing("rId1", caption="图")))),
        "word/_rels/document.xml.rels": relations({"rId1": "media/a.png"}),
        "word/media/a.png": PNG,
    }
    path = tmp_path / "a.docx"
    path.write_bytes(packed(files))
    assert run(["parse", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["elements"][2]["picture"] == {
        "media_type": "image/png",
        "width_mm": 100.0,
        "caption": "图",
    }


def test_check_prints_findings_with_clause_and_strength(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(paper)]) == 0
    start = paper.read_text(encoding="utf-8").index("[2026]")
    assert json.loads(capsys.readouterr().out) == {
        "findings": [
            {
                "rule": "number.brackets",
                "clause": "GB/T 9704-2012 7.2.5",
                "strength": "must",
                "message": "发文字号的年份用“[]”括入；用六角括号〔〕",
                "start": start,
                "end": start + 6,
                "text": "[2026]",
                "fix": "〔2026〕",
            }
        ]
    }


def test_check_with_today_notices_a_date_ahead(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(["check", str(paper), "--today", "2026-01-01", "-o", str(out)]) == 0
    assert [each["rule"] for each in json.loads(out.read_text(encoding="utf-8"))["findings"]] == [
        "number.brackets",
        "date.future",
    ]


def test_pdf_and_docx_are_written(paper: Path, tmp_path: Path) -> None:
    for action, first in (("pdf", b"%PDF"), ("docx", b"PK\x03\x04")):
        out = tmp_path / f"out.{action}"
        assert run([action, str(paper), "-o", str(out)]) == 0
        assert out.read_bytes().startswith(first)
    again = read((tmp_path / "out.docx").read_bytes(), "out.docx")
    assert outline(again) == outline(parse_text(paper.read_text(encoding="utf-8")))


def test_run_file_that_is_not_there_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.txt"
    assert run(["parse", str(path)]) == 1
    captured = capsys.readouterr()
    assert (
        captured.err
        == f"docform: 读不到文件“{path}”（No such file or directory）；请给出一个存在、可读的文件\n"
    )
    assert captured.out == ""


def test_run_bad_file_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"no")
    assert run(["check", str(path)]) == 1
    assert capsys.readouterr().err == (
        "docform: 文件不是 .docx（开头不是压缩包标记）；请用 Word 或 WPS 另存为 .docx 再试\n"
    )


def test_run_answer_that_cannot_be_written_is_one_clear_line(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = paper.parent / "none" / "out.json"
    assert run(["parse", str(paper), "-o", str(out)]) == 1
    assert capsys.readouterr().err == (
        f"docform: 写不进文件“{out}”（No such file or directory）；请换一个可写的位置\n"
    )


def test_parsed_json_lone_surrogate_is_still_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "read", lambda content, name: parse_text("要点\n\udc80值班。\n"))
    path, out = tmp_path / "a.txt", tmp_path / "out.json"
    path.write_bytes(b"x")
    assert run(["parse", str(path), "-o", str(out)]) == 0
    assert json.loads(out.read_bytes())["elements"][1]["text"] == "\udc80值班。"


def test_main_module_ends_with_the_status(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["docform", "parse", str(tmp_path / "none.txt")])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("xianxing.engines.docform", run_name="__main__")
    assert ended.value.code == 1


def test_document_first_and_of_leave_attachments_out() -> None:
    document = parse_text(NOTICE.text)
    assert [each.part for each in document.elements if each.kind is Kind.TITLE] == [0, 1]
    assert document.of(Kind.TITLE) == (document.first(Kind.TITLE),)
    assert document.first(Kind.SIGNER) is None
