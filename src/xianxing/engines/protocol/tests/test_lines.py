"""The command: one JSON object a line in, one a line out."""

import io
import json
import runpy
import sys
from pathlib import Path

import pytest

from xianxing.engines.protocol import BadLineError
from xianxing.engines.protocol.__main__ import main
from xianxing.engines.protocol.lines import answer_line, answer_lines
from xianxing.engines.protocol.terms import Json

ROW = b'{"scene":"presidium_row","settings":{"even":"1_left_2_right"},"input":{"n":4}}'
COMMAND = Path(__file__).parent.parent / "__main__.py"


def answer(case: dict[str, Json], office: dict[str, Json] | None = None) -> dict[str, Json]:
    return answer_line(json.dumps(case).encode(), office=office or {})


def test_answer_has_layout_view_and_reasons() -> None:
    found = answer_line(ROW, office={})
    assert list(found) == ["layout", "view", "reasons"]
    assert (found["layout"], found["view"]) == ([[4, 2, 1, 3]], "audience")
    reasons = found["reasons"]
    assert isinstance(reasons, list)
    assert {"text": "尊位方向：以左为尊（国内政务）（supreme=left，默认）", "source": "S04、S09"} in reasons
    assert {
        "text": "双数排法：居中两座 1 号在左、2 号在右（乙式）（even=1_left_2_right，本次设定）",
        "source": "S03",
    } in reasons


def test_answer_ignores_what_a_stored_case_adds() -> None:
    case: dict[str, Json] = {
        "id": "X1",
        "scene": "walk",
        "settings": {},
        "input": {"n": 3},
        "view": "audience",
        "expected": [],
        "sources": [],
        "status": "rule",
        "note": "",
    }
    assert answer(case)["layout"] == [[2, 1, 3]]


def test_answer_takes_the_office_and_a_line_without_settings() -> None:
    found = answer({"scene": "presidium_row", "input": {"n": 2}}, {"two_person": "1_sits_left"})
    assert found["layout"] == [[2, 1]]


def test_answer_takes_one_rule_alone() -> None:
    case: dict[str, Json] = {"scene": "presidium_row", "input": {"n": 3}, "rules": {"pins": {"3": "主位"}}}
    assert answer(case)["layout"] == [[2, 3, 1]]


def test_answer_obeys_rules() -> None:
    case: dict[str, Json] = {
        "scene": "presidium_row",
        "input": {"n": 5},
        "rules": {
            "pins": {"5": "左1"},
            "notes": {"5": "老同志"},
            "wheelchair": [4],
            "accessible": ["右2"],
            "clear_view": [1],
            "poor_view": ["左2"],
            "apart": [[4, 5]],
            "together": [[1, 5]],
            "beside": {"5": 1},
        },
    }
    assert answer(case)["layout"] == [[4, 2, 1, 5, 3]]


FORM = '{"scene":"presidium_row","settings":{},"input":{"n":5}}'
RULE_FIELDS = "pins、notes、apart、together、beside、wheelchair、accessible、clear_view、poor_view"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "不是 UTF-8 的 JSON；应为一行一个 JSON 对象"),
        (b"\xff", "不是 UTF-8 的 JSON；应为一行一个 JSON 对象"),
        (b"[" * 100_000, "不是 UTF-8 的 JSON；应为一行一个 JSON 对象"),
        (b"[1]", f"不是 JSON 对象；应为 {FORM}"),
        (b"{}", f"没有 scene；应为 {FORM}"),
        (b'{"scene":"walk","people":3}', "不认识的字段 people；可用 scene、settings、input、rules"),
        (b'{"scene":"walk","input":3}', "input 为 3；须是 JSON 对象，请改正"),
        (b'{"scene":"walk","rules":{"seat":1}}', f"rules 中不认识 seat；可用 {RULE_FIELDS}"),
        (b'{"scene":"walk","rules":{"pins":[]}}', "rules.pins 须是 JSON 对象，请改正"),
        (b'{"scene":"walk","rules":{"pins":{"1":null}}}', "rules.pins 的 1 须是文字，请改正"),
        (b'{"scene":"walk","rules":{"apart":3}}', "rules.apart 须是两人一组的列表，请改正"),
        (b'{"scene":"walk","rules":{"apart":[[1]]}}', "rules.apart 须是两人一组的列表，请改正"),
        (b'{"scene":"walk","rules":{"wheelchair":1}}', "rules.wheelchair 须是列表，请改正"),
        (
            b'{"scene":"walk","rules":{"wheelchair":[null]}}',
            "rules.wheelchair 中的 None 不是姓名、序号或座位；请改正",
        ),
    ],
)
def test_a_line_in_another_form_is_refused(line: bytes, message: str) -> None:
    with pytest.raises(BadLineError) as refusal:
        answer_line(line, office={})
    assert str(refusal.value) == message


def test_lines_are_answered_in_order_and_a_bad_one_sets_the_status() -> None:
    written: list[str] = []
    status = answer_lines([ROW, b"\n", b"{", ROW], written.append, office={})
    assert status == 1
    assert [list(json.loads(each)) for each in written] == [
        ["layout", "view", "reasons"],
        ["error"],
        ["layout", "view", "reasons"],
    ]
    assert answer_lines([ROW], written.append, office={}) == 0


def command(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], *arguments: str
) -> tuple[int, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROW + b"\n")))
    status = main(arguments)
    return status, capfdbinary.readouterr().out.decode()


def test_command_answers_standard_input(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out = command(monkeypatch, capfdbinary)
    assert status == 0
    assert json.loads(out)["layout"] == [[4, 2, 1, 3]]


def test_command_reads_the_defaults_of_the_office(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    office = tmp_path / "office.json"
    office.write_text('{"print_view": "stage"}', "utf-8")
    _, out = command(monkeypatch, capfdbinary, "--office", str(office))
    assert (json.loads(out)["layout"], json.loads(out)["view"]) == ([[3, 1, 2, 4]], "stage")


def test_command_refuses_defaults_it_cannot_read(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    assert command(monkeypatch, capfdbinary, "--office", str(tmp_path / "none.json")) == (1, "")
    (tmp_path / "bad.json").write_text("[]", "utf-8")
    assert command(monkeypatch, capfdbinary, "--office", str(tmp_path / "bad.json")) == (1, "")


def test_command_runs_as_a_module(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr(sys, "argv", ["protocol"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(COMMAND), run_name="__main__")
    assert ended.value.code == 0
    assert capfdbinary.readouterr().out == b""
