"""The command: JSON lines in, JSON lines out."""

import io
import json
import runpy
import sys
from types import SimpleNamespace

import pytest

from xianxing.engines.workclock import BadLineError, load_seed
from xianxing.engines.workclock.__main__ import main
from xianxing.engines.workclock.lines import Json, answer_line, answer_lines

CALENDAR = load_seed()
GOLDEN = '{"start":"2026-09-16","count":15,"unit":"day"}'


def _answer(line: str) -> dict[str, Json]:
    return answer_line(line.encode(), calendar=CALENDAR)


def _run(text: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, Json]]]:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    status = main([])
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_golden_line_gives_the_fixed_answer() -> None:
    assert _answer(GOLDEN) == {
        "due": "2026-10-08",
        "internal_due": "2026-09-30",
        "provisional": False,
        "reasons": [
            {"text": "起算当日不计入，自次日起算", "clause": "民法典 第二百零一条"},
            {
                "text": "末日 2026-10-01 为法定休假日，顺延至休假日结束的次日 2026-10-08",
                "clause": "民法典 第二百零三条",
            },
        ],
    }


def test_working_days_pauses_and_extension_are_accepted() -> None:
    pauses = '"pauses":[{"start":"2026-10-08","end":"2026-10-09"}]'
    paused = _answer(f'{{"start":"2026-09-29","count":5,"unit":"working_day",{pauses}}}')
    extended = _answer('{"start":"2026-08-03","count":60,"unit":"day","extend":30}')
    assert (paused["due"], extended["due"]) == ("2026-10-14", "2026-11-02")


def test_hours_answer_with_a_moment() -> None:
    found = _answer('{"start":"2026-11-23T09:00:00+08:00","count":2,"unit":"hour"}')
    assert (found["due"], found["internal_due"]) == ("2026-11-23T11:00:00+08:00", "2026-11-23T11:00:00+08:00")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x", "不是 UTF-8 的 JSON；应为一行一个 JSON 对象"),
        ("[" * 200_000, "不是 UTF-8 的 JSON；应为一行一个 JSON 对象"),
        ("[]", '不是 JSON 对象；应为 {"start":"2026-09-16","count":15,"unit":"day"}'),
        (
            '{"start":"2026-09-16","count":15,"unit":"day","pause":[]}',
            "不认识的字段 pause；可用 count、extend、pauses、start、unit",
        ),
        (
            '{"start":"2026-09-16","count":15,"unit":"week"}',
            'unit 为 "week"；应为 day、working_day、month、year、hour 之一',
        ),
        (
            '{"start":"2026-09-16","count":15}',
            "unit 为 空；应为 day、working_day、month、year、hour 之一",
        ),
        ('{"start":"2026-09-16","count":"15","unit":"day"}', 'count 为 "15"；应为整数'),
        ('{"start":"2026-09-16","count":true,"unit":"day"}', "count 为 true；应为整数"),
        (
            '{"start":"2026-09-31","count":1,"unit":"day"}',
            'start 为 "2026-09-31"；应为 2026-09-16 这样的日期',
        ),
        ('{"start":5,"count":1,"unit":"day"}', "start 为 5；应为 2026-09-16 这样的日期"),
        ('{"start":5,"count":1,"unit":"hour"}', "start 为 5；应为 2026-09-16T08:30 这样的时刻"),
        (
            '{"start":"2026-09-16","count":1,"unit":"hour","extend":1}',
            "按小时计算的期限不能带 pauses 或 extend；请删去",
        ),
        (
            '{"start":"2026-09-16","count":1,"unit":"day","pauses":1}',
            'pauses 为 1；应为 [{"start":"2026-09-20","end":"2026-09-22"}]',
        ),
        (
            '{"start":"2026-09-16","count":1,"unit":"day","pauses":[1]}',
            'pauses 中有 1；应为 {"start":"2026-09-20","end":"2026-09-22"}',
        ),
        (
            '{"start":"2026-09-16","count":1,"unit":"day","pauses":[{"start":"2026-09-20"}]}',
            'pauses 中有 {"start": "2026-09-20"}；应为 {"start":"2026-09-20","end":"2026-09-22"}',
        ),
    ],
)
def test_bad_line_is_refused_with_what_is_allowed(line: str, message: str) -> None:
    with pytest.raises(BadLineError) as refusal:
        _answer(line)
    assert str(refusal.value) == message


def test_line_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(BadLineError):
        answer_line(GOLDEN.encode("utf-16"), calendar=CALENDAR)


def test_bad_line_in_the_middle_stops_nothing_and_fails_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'{GOLDEN}\n\n{{"count":-1,"start":"2026-09-16","unit":"day"}}\n{GOLDEN}'.encode()
    status, answers = _run(text, monkeypatch)
    assert status == 1
    assert [answer.get("due", answer.get("error")) for answer in answers] == [
        "2026-10-08",
        "期限数为 -1；须是 1 以上的整数，请改正",
        "2026-10-08",
    ]


def test_good_lines_end_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(GOLDEN.encode(), monkeypatch)[0] == 0
    assert answer_lines([], print, calendar=CALENDAR) == 0


def test_lone_surrogate_comes_back_as_valid_json(monkeypatch: pytest.MonkeyPatch) -> None:
    status, answers = _run(b'{"\\ud800":1}\n', monkeypatch)
    assert status == 1
    assert answers == [{"error": "不认识的字段 \ud800；可用 count、extend、pauses、start、unit"}]


def test_help_prints_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert GOLDEN in capsys.readouterr().out


def test_module_runs_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    monkeypatch.setattr(sys, "argv", ["workclock"])
    monkeypatch.delitem(sys.modules, main.__module__)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("xianxing.engines.workclock", run_name="__main__")
    assert ended.value.code == 0
