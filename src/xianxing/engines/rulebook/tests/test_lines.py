"""The command: JSON lines in, JSON lines out."""

import io
import json
import runpy
import sys
from types import SimpleNamespace

import pytest

from xianxing.engines.rulebook import RulebookError, table_to_json
from xianxing.engines.rulebook.__main__ import main
from xianxing.engines.rulebook.lines import answer_line
from xianxing.engines.rulebook.picking import Json
from xianxing.engines.rulebook.tests.cast import authority, make_table

TABLE: Json = json.loads(table_to_json(authority()))
FORM = '应为 {"table":{...},"facts":{...}} 或 {"table":{...},"check":{"today":"2026-11-23","clauses":{...}}}'


def _line(**parts: Json) -> bytes:
    return json.dumps(parts).encode()


def _run(text: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, Json]]]:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    status = main([])
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_line_with_facts_gives_the_fixed_answer() -> None:
    assert answer_line(_line(table=TABLE, facts={"amount": 12000.5, "marks": ["涉密"]})) == {
        "outcome": {"handler": "主任"},
        "row": "大额",
        "clauses": ["QZ-2"],
        "hits": ["大额"],
        "effect": "decide",
        "reasons": [{"text": "第 大额 行适用，据此判定", "clause": "QZ-2"}],
    }


def test_line_with_check_gives_the_findings() -> None:
    clauses: Json = {"QZ-1": {"from": "2026-01-01"}, "QZ-2": {"to": "2026-11-22"}, "XF-30": {}}
    text = "第 大额 行的依据 QZ-2 已于 2026-11-22 失效；请更换依据"
    finding: Json = {
        "kind": "clause_expired",
        "severity": "error",
        "rows": ["大额"],
        "text": text,
        "example": None,
        "clause": "QZ-2",
    }
    assert answer_line(_line(table=TABLE, check={"today": "2026-11-23", "clauses": clauses})) == {
        "publishable": False,
        "findings": [finding],
    }


def test_gap_in_a_check_comes_with_its_example() -> None:
    empty: Json = json.loads(table_to_json(make_table()))
    found = answer_line(_line(table=empty, check={"today": "2026-11-23", "clauses": {}}))
    assert isinstance(found["findings"], list)
    (gap,) = found["findings"]
    assert isinstance(gap, dict)
    assert gap["example"] == {"amount": "0.00", "marks": []}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"x", f"不是 UTF-8 的 JSON；{FORM}"),
        (b"\xff", f"不是 UTF-8 的 JSON；{FORM}"),
        (b"[" * 200_000, f"不是 UTF-8 的 JSON；{FORM}"),
        (b"[]", f"不是完整的问题；{FORM}"),
        (_line(table=TABLE), f"不是完整的问题；{FORM}"),
        (_line(table=[], facts={}), "table 为 []；应为 JSON 对象"),
        (_line(table=TABLE, facts=[]), "facts 为 []；应为 JSON 对象"),
        (_line(table=TABLE, facts={}), "缺少字段“amount”的值；请补上"),
        (
            _line(table=TABLE, facts={"amount": {}}),
            "facts 的“amount” 为 {}；应为文字、数、true、false 或文字列表",
        ),
        (_line(table=TABLE, check={"clauses": {}}), "check 的 today 为 空；应为文字"),
        (
            _line(table=TABLE, check={"today": "今天", "clauses": {}}),
            "check 的 today 为 今天；应为 2026-11-23 这样的日期",
        ),
    ],
)
def test_bad_line_is_refused_with_what_is_allowed(line: bytes, message: str) -> None:
    with pytest.raises(RulebookError) as refusal:
        answer_line(line)
    assert str(refusal.value) == message


def test_bad_line_in_the_middle_stops_nothing_and_fails_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    good = _line(table=TABLE, facts={"amount": 1})
    status, answers = _run(b"\n".join([good, b"", b'{"\\ud800":1}', good]), monkeypatch)
    assert status == 1
    assert [answer.get("row", answer.get("error")) for answer in answers] == [
        "小额",
        f"不是完整的问题；{FORM}",
        "小额",
    ]


def test_good_lines_end_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(_line(table=TABLE, facts={"amount": 1}), monkeypatch)[0] == 0


def test_module_runs_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    monkeypatch.setattr(sys, "argv", ["rulebook"])
    monkeypatch.delitem(sys.modules, main.__module__)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("xianxing.engines.rulebook", run_name="__main__")
    assert ended.value.code == 0
