from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.workclock import load_seed
from xianxing.office.calendars.engine import Fault, Mark, Row, find_year, read_arrangement

NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""
NOTICE_2023 = """（一）元旦：2022年12月31日至2023年1月2日放假调休，共3天。
（二）国庆节、中秋节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
"""


def _days(marks: Mark, text: str, year: int) -> list[date]:
    return [row.day for row in read_arrangement(text, year).rows if row.mark is marks]


def test_read_arrangement_notice_of_2026_agrees_with_the_packaged_calendar_on_every_day() -> None:
    arrangement = read_arrangement(NOTICE_2026, 2026)
    assert arrangement.faults == ()
    seed = load_seed()
    written = {row.day: row.mark is Mark.MAKE_UP for row in arrangement.rows}
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert written.get(day, day.weekday() < 5) == seed.is_working(day), day


def test_read_arrangement_new_year_of_2026_is_read_day_by_day() -> None:
    assert read_arrangement(NOTICE_2026, 2026).rows[:4] == (
        Row(date(2026, 1, 1), Mark.STATUTORY, "元旦"),
        Row(date(2026, 1, 2), Mark.ADJUSTED, "元旦"),
        Row(date(2026, 1, 3), Mark.STATUTORY, "元旦"),
        Row(date(2026, 1, 4), Mark.MAKE_UP, "元旦"),
    )


def test_read_arrangement_span_over_the_turn_of_the_year_is_read() -> None:
    arrangement = read_arrangement(NOTICE_2023, 2023)
    assert arrangement.faults == ()
    assert [row.day for row in arrangement.rows[:3]] == [
        date(2022, 12, 31),
        date(2023, 1, 1),
        date(2023, 1, 2),
    ]
    assert _days(Mark.MAKE_UP, NOTICE_2023, 2023) == [date(2023, 10, 7), date(2023, 10, 8)]
    assert _days(Mark.ADJUSTED, NOTICE_2023, 2023) == [date(2023, 10, 5), date(2023, 10, 6)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("元旦：1月1日放假1天。", [date(2027, 1, 1)]),
        ("元旦：1月1日（星期五）放假，与周末连休。", [date(2027, 1, 1)]),
        ("劳动节：5月1日-2日放假", [date(2027, 5, 1), date(2027, 5, 2)]),
        ("1.劳动节：5月1日到5月2日放假", [date(2027, 5, 1), date(2027, 5, 2)]),
        ("2027年1月1日—3日放假3天", [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)]),
    ],
)
def test_read_arrangement_other_wordings_are_read(text: str, days: list[date]) -> None:
    arrangement = read_arrangement(text, 2027)
    assert ([row.day for row in arrangement.rows], arrangement.faults) == (days, ())


def test_read_arrangement_all_items_on_one_line_are_told_apart() -> None:
    joined = "".join(NOTICE_2026.splitlines()[1:])
    assert read_arrangement(joined, 2026).rows == read_arrangement(NOTICE_2026, 2026).rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("元旦：1月1日（周四）放假。", "2027-01-01 写作周四，实为周五；请核对年份和日期"),
        ("元旦：1月1日至3日（周六）放假。", "2027-01-03 写作周六，实为周日；请核对年份和日期"),
        ("元旦：1月1日至3日放假，共4天。", "写明共 4 天，实数 3 天；请核对起止日期"),
        ("元旦：1月3日至1日放假。", "从 2027-01-03 到 2027-01-01 不像一次放假；请核对起止日期和年份"),
        ("春节：2月30日放假。", "2027-2-30 不是存在的日期；请改正"),
        ("春节放假。\n元旦：1月1日放假。", "没有读到日期；应写成“1月1日（周四）至3日（周六）放假”，请改正"),
        ("元旦：1月1日放假。1月4日上班。", "2027-01-04 是周一，本来就上班；调休上班只能是周六或周日，请核对"),
        ("元旦：2024年1月1日放假。", "日期 2024-01-01 不在 2027 年的安排之内；请核对年份"),
        ("甲：1月2日放假。\n乙：1月2日上班。", "2027-01-02 在前文已有另一种安排；请核对后只留一种"),
    ],
)
def test_read_arrangement_faulty_notice_names_what_was_found(text: str, message: str) -> None:
    assert [fault.message for fault in read_arrangement(text, 2027).faults] == [message]


def test_read_arrangement_lines_are_read_in_every_usual_form() -> None:
    text = (
        "日期,类别,名称\n2027-01-01,法定,元旦\n2027/1/2\t调休放假\n\n2027年1月9日 调休上班 元旦\n"
        "2027.5.1 休 劳动节\n2027-10-01 00:00:00,statutory,国庆节,\n"
    )
    arrangement = read_arrangement(text, 2027)
    assert arrangement.faults == ()
    assert arrangement.rows == (
        Row(date(2027, 1, 1), Mark.STATUTORY, "元旦"),
        Row(date(2027, 1, 2), Mark.ADJUSTED),
        Row(date(2027, 1, 9), Mark.MAKE_UP, "元旦"),
        Row(date(2027, 5, 1), Mark.STATUTORY, "劳动节"),
        Row(date(2027, 10, 1), Mark.STATUTORY, "国庆节"),
    )


def test_read_arrangement_bad_lines_are_named_and_the_good_ones_kept() -> None:
    arrangement = read_arrangement(
        "元旦\n2027-01-01 法定\n2027-02-30 法定\n2027-05-01 假日\n2027-05-02", 2027
    )
    assert [row.day for row in arrangement.rows] == [date(2027, 1, 1)]
    assert arrangement.faults == (
        Fault(1, "元旦", "行首不是日期；应为“2026-01-01 法定 元旦”，请改正这一行"),
        Fault(3, "2027-02-30 法定", "2027-2-30 不是存在的日期；请改正"),
        Fault(4, "2027-05-01 假日", "类别为“假日”；应为 法定、调休放假、调休上班 之一，请改正这一行"),
        Fault(5, "2027-05-02", "类别为“空”；应为 法定、调休放假、调休上班 之一，请改正这一行"),
    )


def test_read_arrangement_the_same_line_twice_counts_once() -> None:
    arrangement = read_arrangement("2027-01-01 法定\n2027-01-01 法定", 2027)
    assert (len(arrangement.rows), arrangement.faults) == (1, ())


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (NOTICE_2026, 2026),
        ("关于2027年节假日安排的通知", 2027),
        ("元旦：1月1日放假", None),
        ("国办发明电〔2025〕7号 关于2026年部分节假日安排的通知", 2026),
    ],
)
def test_find_year_reads_the_title(text: str, year: int | None) -> None:
    assert find_year(text) == year


@given(st.text(alphabet="年月日0123456789（）周一至放假上班，。、\n法定 -"), st.integers(2000, 2199))
def test_read_arrangement_of_any_text_gives_days_of_the_year_in_order(text: str, year: int) -> None:
    days = [row.day for row in read_arrangement(text, year).rows]
    assert days == sorted(set(days))
    assert all(day.year in {year - 1, year} for day in days)


@given(st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=40))
def test_read_arrangement_lines_written_from_rows_give_the_rows_back(days: set[date]) -> None:
    rows = tuple(
        Row(day, Mark.MAKE_UP if day.weekday() >= 5 else Mark.ADJUSTED, "节") for day in sorted(days)
    )
    text = "\n".join(f"{row.day} {row.mark.value} {row.name}" for row in rows)
    assert read_arrangement(text, 2027).rows == rows
