from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.ui import charts
from xianxing.office.ui.charts import Bar, Caption, Series, draw_bars, draw_lines, figure, round_up
from xianxing.office.ui.parts import Tone

CAPTION = Caption("各领域件数", "供暖最多", " 件")
FIGURES = st.floats(0, 1e9, allow_nan=False)


def parse(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - drawn by this product


def texts(drawn: str) -> list[str]:
    return [element.text or "" for element in parse(drawn).iter("text")]


def test_bars_in_order_have_name_value_and_tone() -> None:
    drawn = draw_bars([Bar("城建", 4), Bar("供暖", 2, Tone.RED)], caption=CAPTION)
    bars = list(parse(drawn).iter("rect"))
    assert texts(drawn) == ["城建", "4 件", "供暖", "2 件"]
    assert [bar.get("class") for bar in bars] == ["bar", "bar bar-red"]
    assert float(bars[0].get("width", "")) == pytest.approx(2 * float(bars[1].get("width", "")))


def test_bars_have_title_description_and_table() -> None:
    figure_element = parse(draw_bars([Bar("城建", 4)], caption=CAPTION))
    assert figure_element.findtext("svg/title") == "各领域件数"
    assert figure_element.findtext("svg/desc") == "供暖最多"
    assert [cell.text for cell in figure_element.iter("td")] == ["4 件"]
    assert figure_element.findtext("details/summary") == "查看数字"


def test_bars_without_any_are_an_empty_figure() -> None:
    assert texts(draw_bars([], caption=CAPTION)) == []


def test_bars_with_a_long_name_shorten_it_in_the_drawing_only() -> None:
    drawn = draw_bars([Bar("劳动和社会保障局", 1)], caption=CAPTION)
    assert texts(drawn)[0] == "劳动和社会保…"
    assert parse(drawn).findtext("details/table/tbody/tr/th") == "劳动和社会保障局"


def test_bars_with_markup_in_a_name_escape_it() -> None:
    assert "<script>" not in draw_bars(
        [Bar("<script>", 1)], caption=Caption("<script>", "<script>", "<script>")
    )


def test_bars_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^条形图的数值是 -1（退件）；须不小于 0；请检查来源数字$"):
        draw_bars([Bar("退件", -1)], caption=CAPTION)


def test_lines_with_a_gap_are_broken_there() -> None:
    drawn = draw_lines(list("一二三四五"), [Series("收到", (1, 2, None, 3, 4))], caption=CAPTION)
    paths = [path.get("class") for path in parse(drawn).iter("path")]
    assert paths == ["line", "line"]
    assert len(list(parse(drawn).iter("circle"))) == 4


def test_lines_of_two_series_differ_and_have_a_legend() -> None:
    drawn = draw_lines(["1 月", "2 月"], [Series("收到", (1, 2)), Series("办结", (1, None))], caption=CAPTION)
    assert [mark.get("class") for mark in parse(drawn).iter("circle")] == ["dot", "dot", "dot dot-second"]
    assert drawn.count('class="legend"') == 2
    assert [cell.text for cell in parse(drawn).iter("td")] == ["1 件", "1 件", "2 件", "—"]


def test_lines_of_one_point_stand_in_the_middle() -> None:
    drawn = draw_lines(["今天"], [Series("收到", (5,))], caption=CAPTION)
    middle = (charts.MARGIN_LEFT + charts.WIDTH - charts.MARGIN_RIGHT) / 2
    assert [circle.get("cx") for circle in parse(drawn).iter("circle")] == [f"{middle:.1f}"]


def test_lines_below_zero_have_a_grid_below_zero() -> None:
    drawn = draw_lines(["一", "二"], [Series("提前", (-2, 4))], caption=CAPTION)
    assert texts(drawn)[:5] == ["-2", "-0.5", "1", "2.5", "4"]


def test_lines_with_many_points_name_only_some() -> None:
    names = [f"{day}日" for day in range(1, 31)]
    drawn = draw_lines(names, [Series("收到", tuple(range(30)))], caption=CAPTION)
    assert [text for text in texts(drawn) if text.endswith("日")] == [
        "1日",
        "6日",
        "11日",
        "16日",
        "21日",
        "26日",
    ]


@pytest.mark.parametrize("count", [0, 3])
def test_lines_of_none_or_three_series_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"^折线图有 {count} 条线；只能画 1 或 2 条；请拆成几张图$"):
        draw_lines(["一"], [Series("甲", (1,))] * count, caption=CAPTION)


def test_lines_of_another_length_than_the_names_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^“收到”有 1 个数值，横轴有 2 个点；两者须相等；缺的请写 None$"):
        draw_lines(["一", "二"], [Series("收到", (1,))], caption=CAPTION)


@pytest.mark.parametrize(
    ("value", "end"),
    [
        (0, 1),
        (0.3, 0.32),
        (1, 1),
        (1.5, 2),
        (3, 4),
        (5, 8),
        (9, 12),
        (13, 16),
        (230, 240),
        (1000, 1000),
        (1001, 1200),
    ],
)
def test_round_up_of_a_figure_is_the_end_of_the_axis(value: float, end: float) -> None:
    assert round_up(value) == pytest.approx(end)


@given(st.floats(1e-6, 1e12))
def test_round_up_of_any_figure_is_not_below_it_nor_far_above(value: float) -> None:
    assert value <= round_up(value) * (1 + 1e-9)
    assert round_up(value) <= value * 2.01


@pytest.mark.parametrize(("value", "words"), [(None, "—"), (12.0, "12"), (1234, "1,234"), (0.25, "0.2")])
def test_figure_of_a_value_has_no_needless_decimals(value: float | None, words: str) -> None:
    assert figure(value) == words


@given(st.lists(st.tuples(st.text(max_size=20), FIGURES), max_size=8))
def test_bars_of_anything_stay_inside_the_drawing(pairs: list[tuple[str, float]]) -> None:
    names = ["".join(letter for letter in name if letter.isprintable()) for name, _ in pairs]
    drawn = draw_bars(
        [Bar(name, value) for name, (_, value) in zip(names, pairs, strict=True)], caption=CAPTION
    )
    room = charts.WIDTH - charts.LABEL_WIDTH - charts.VALUE_WIDTH
    assert all(0 <= float(bar.get("width", "")) <= room + 0.1 for bar in parse(drawn).iter("rect"))
