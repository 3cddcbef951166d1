"""The command: one answer a line, in order, and a bad line does not stop it."""

import io
import json
import runpy
import sys

import pytest

from xianxing.engines.grouping import Message, Relation
from xianxing.engines.grouping.__main__ import answer, main, read_message
from xianxing.engines.grouping.events import EventStream
from xianxing.engines.grouping.tests.cast import (
    BUS,
    MAHJONG_PINE,
    MAHJONG_WILLOW,
    MIXING,
    MIXING_AGAIN,
    MIXING_COPY,
    START,
)


def line(each: Message, **changed: object) -> str:
    fields = {"id": each.id, "time": each.time.isoformat(), "title": each.title, "text": each.text}
    return json.dumps({**fields, "complainant": each.complainant, **changed}, ensure_ascii=False)


def test_take_placements_follow_the_matter() -> None:
    stream = EventStream()
    placed = [stream.take(each) for each in (MIXING, MAHJONG_PINE, MAHJONG_WILLOW, BUS, MIXING_COPY)]
    assert [each.event for each in placed] == ["mixing", "pine", "willow", "bus", "mixing"]
    assert [each.duplicate_of for each in placed] == [None, None, None, None, "mixing"]
    assert placed[0].nearest is None
    assert placed[2].nearest is not None
    assert placed[2].nearest.relation is Relation.SAME_PROBLEM


def test_take_an_event_keeps_the_id_of_its_first_message() -> None:
    stream = EventStream()
    placed = [stream.take(each) for each in (MIXING, MIXING_COPY, MIXING_AGAIN)]
    assert [each.event for each in placed] == ["mixing"] * 3


def test_answer_each_line_is_answered_in_order() -> None:
    first, second = answer([line(MIXING), "\n", line(MIXING_COPY)])
    assert first == {
        "id": "mixing",
        "event": "mixing",
        "duplicate_of": None,
        "similarity": 0.0,
        "reasons": [],
    }
    assert second == {
        "id": "mixing-3",
        "event": "mixing",
        "duplicate_of": "mixing",
        "similarity": 1.0,
        "reasons": [
            "标题和正文相同（不计空格、标点和大小写）",
            "地点相同：春晖新城",
            "同一来件人2026-01-05已有来件，属重复来件",
        ],
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{", "第2个字符起不是合法的JSON；每行请给出一个JSON对象"),
        ("[1]", "这一行不是JSON对象；请给出含id、time、title、text的对象"),
        ('{"id":"1"}', "缺少字段“time”或其值不是文字；每行须有id、time、title、text"),
        (line(MIXING, title=None), "缺少字段“title”或其值不是文字；每行须有id、time、title、text"),
        (line(MIXING, id=True), "缺少字段“id”或其值不是文字；每行须有id、time、title、text"),
        (line(MIXING, time="昨天"), "时间“昨天”无法识别；请写成如“2026-11-23 09:30:00”"),
    ],
)
def test_answer_a_bad_line_is_told_and_the_next_goes_on(given: str, message: str) -> None:
    bad, good = answer([given, line(BUS)])
    assert bad == {"error": message}
    assert good["id"] == "bus"


def test_answer_a_repeated_id_is_an_error() -> None:
    _, second = answer([line(MIXING), line(MIXING)])
    assert second == {"error": "编号“mixing”已在索引中；请换一个编号，或先移除原件再加入"}


@pytest.mark.parametrize(
    "written", ["2026-01-05 09:00:00", "2026-01-05T09:00:00+08:00", "2026/1/5 9:00:00", "2026年1月5日 09:00"]
)
def test_read_message_each_form_of_time_is_read(written: str) -> None:
    assert read_message(line(MIXING, time=written)).time == START


def test_read_message_a_day_without_a_time_begins_at_midnight() -> None:
    assert read_message(line(MIXING, time="2026年1月5日")).time == START.replace(hour=0)


@pytest.mark.parametrize(("given", "expected"), [(None, None), ("", None), (7, "7"), ("甲", "甲")])
def test_read_message_complainant_may_be_unknown(given: object, expected: str | None) -> None:
    assert read_message(line(MIXING, complainant=given, id=5)).complainant == expected
    assert read_message(line(MIXING, id=5)).id == "5"


def run(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[int, list[dict[str, object]]]:
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    monkeypatch.setattr(sys, "stdout", output)
    status = main()
    return status, [json.loads(each) for each in output.getvalue().splitlines()]


def test_main_good_lines_end_with_status_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    status, results = run(monkeypatch, line(MIXING) + "\n" + line(BUS) + "\n")
    assert status == 0
    assert [result["event"] for result in results] == ["mixing", "bus"]


def test_main_a_bad_line_ends_with_status_one_after_the_last_line(monkeypatch: pytest.MonkeyPatch) -> None:
    status, results = run(monkeypatch, "x\n" + line(BUS) + "\n")
    assert status == 1
    assert [list(result) for result in results] == [
        ["error"],
        ["id", "event", "duplicate_of", "similarity", "reasons"],
    ]


def test_module_runs_as_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.delitem(sys.modules, "xianxing.engines.grouping.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("xianxing.engines.grouping", run_name="__main__")
    assert ended.value.code == 0
