"""Candidates out of pasted minutes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.followup.engine.minutes import Candidate, find_candidates, find_due, title_of
from xianxing.engines.workclock import load_seed

TODAY = date(2026, 11, 23)
DAYS = load_seed()
UNITS = {"应急局": 1, "水利局": 2, "财政局": 3, "市水利局": 2, "住建局": 4, "城管局": 5}
MINUTES = """市政府第38次常务会议纪要
出席：市应急局、水利局、财政局主要负责人。
一、会议听取了应急局关于防汛物资储备情况的汇报。
会议要求，由应急局牵头，会同市水利局、财政局，11月30日前摸清防汛物资底数并报市政府。
二、关于老旧小区供暖
（一）住建局负责在两周内完成南苑小区管网抢修；
（二）城管局、住建局负责月底前清理占道堆料。
会议认为，各单位配合良好。
"""


def found() -> tuple[Candidate, ...]:
    return find_candidates(MINUTES, units=UNITS, today=TODAY, calendar=DAYS)


def test_minutes_give_three_tasks() -> None:
    assert [(each.owner, each.helpers, each.due) for each in found()] == [
        (1, (2, 3), date(2026, 11, 30)),
        (4, (), date(2026, 12, 7)),
        (5, (4,), date(2026, 11, 30)),
    ]


def test_candidate_stands_where_it_was_read() -> None:
    for each in found():
        assert MINUTES[each.start : each.end] == each.text


def test_title_leaves_out_the_words_of_the_meeting() -> None:
    assert found()[0].title == "由应急局牵头，会同市水利局、财政局，11月30日前摸清防汛物资底数并报市政府"


def test_title_of_a_long_sentence_is_cut() -> None:
    assert title_of("很" * 50) == "很" * 39 + "…"


def test_reasons_name_the_word_the_units_and_the_day() -> None:
    assert found()[1].reasons == ("“负责”", "住建局", "2026-12-07")


def test_those_present_and_what_was_heard_are_no_tasks() -> None:
    assert not any("出席" in each.text or "听取" in each.text for each in found())


def test_helper_named_before_the_lead_word_helps() -> None:
    (only,) = find_candidates("水利局会同财政局负责核实库存。", units=UNITS, today=TODAY, calendar=DAYS)
    assert (only.owner, only.helpers) == (2, (3,))


def test_sentence_without_unit_keeps_its_day() -> None:
    (only,) = find_candidates("会议决定，12月1日前完成整改。", units=UNITS, today=TODAY, calendar=DAYS)
    assert (only.owner, only.due) == (None, date(2026, 12, 1))


def test_too_long_minutes_are_refused() -> None:
    with pytest.raises(ValueError, match="纪要有 50001 字，最多 50000 字；请分段粘贴"):
        find_candidates("会" * 50001, units=UNITS, today=TODAY, calendar=DAYS)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("于2026年12月5日前报送", date(2026, 12, 5)),
        ("12月5日前报送", date(2026, 12, 5)),
        ("1月10日前报送", date(2027, 1, 10)),
        ("10日内报送", date(2026, 12, 3)),
        ("五个工作日内报送", date(2026, 11, 30)),
        ("两周内报送", date(2026, 12, 7)),
        ("三个月内完成", date(2027, 2, 21)),
        ("本周五前报送", date(2026, 11, 27)),
        ("本周内报送", date(2026, 11, 27)),
        ("下周三前报送", date(2026, 12, 2)),
        ("月底前报送", date(2026, 11, 30)),
        ("年底前报送", date(2026, 12, 31)),
        ("明天上午报送", date(2026, 11, 24)),
        ("今日报送", date(2026, 11, 23)),
        ("尽快报送", None),
    ],
)
def test_day_of_a_sentence(words: str, day: date | None) -> None:
    assert find_due(words, today=TODAY, calendar=DAYS) == day


def test_last_of_february_of_next_year_exists() -> None:
    assert find_due("2月29日前", today=date(2024, 12, 1), calendar=DAYS) == date(2025, 3, 1)


@given(st.text(alphabet="会议要求应急局负责牵头水利局，。；\n11月30日前（一）", max_size=80))
def test_any_text_gives_candidates_inside_it_and_in_order(text: str) -> None:
    candidates = find_candidates(text, units=UNITS, today=TODAY, calendar=DAYS)
    assert all(text[each.start : each.end] == each.text for each in candidates)
    assert [each.start for each in candidates] == sorted(each.start for each in candidates)
    assert all(each.owner not in each.helpers for each in candidates)
