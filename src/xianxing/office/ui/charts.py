"""Bar and line charts as SVG strings: drawn on the server, printable, with title, description and a table.

No clock, no database. Sizes are in the units of the SVG's own ``viewBox`` (about a CSS pixel at full width).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Text
from xianxing.office.ui.parts import Tone

WIDTH = 480
BAR_HEIGHT = 26
BAR_THICKNESS = 14
LABEL_WIDTH = 112
VALUE_WIDTH = 66
LINE_HEIGHT = 220
MARGIN_LEFT = 46
MARGIN_RIGHT = 14
MARGIN_TOP = 12
MARGIN_BOTTOM = 28
MOST_LABELS = 6
TICKS = 4
AXIS_STEPS = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 4.8, 6, 8, 10, 12)

NAME_HEADING = _("名称")
VALUE_HEADING = _("数值")
TABLE_HEADING = _("查看数字")
BELOW_ZERO = "条形图的数值是 %(value)s（%(name)s）；须不小于 0；请检查来源数字"
WRONG_LENGTH = "“%(name)s”有 %(found)s 个数值，横轴有 %(wanted)s 个点；两者须相等；缺的请写 None"

Rows = Sequence[tuple[Text, Sequence[float | None]]]
"""The figures again as a table: a name and its values."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value and the tone it is drawn in."""

    name: Text
    value: float
    tone: Tone = Tone.BLUE


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name and a value for each point; None leaves a gap."""

    name: Text
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """What the chart shows, in words; ``unit`` follows each figure."""

    title: Text
    description: Text
    unit: Text = ""
    name_heading: Text = NAME_HEADING
    value_heading: Text = VALUE_HEADING


def draw_bars(bars: Sequence[Bar], *, caption: Caption) -> SafeString:
    """Return a figure of horizontal bars, one below the other, in the order given.

    Raises:
        ValueError: a value is negative.
    """
    refused = [bar for bar in bars if bar.value < 0]
    if refused:
        raise ValueError(
            f"条形图的数值是 {figure(refused[0].value)}（{refused[0].name}）；须不小于 0；请检查来源数字"
        )
    longest = max((bar.value for bar in bars), default=0) or 1
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    drawn = "".join(
        _bar(bar, row * BAR_HEIGHT, room * bar.value / longest, caption) for row, bar in enumerate(bars)
    )
    height = max(BAR_HEIGHT, BAR_HEIGHT * len(bars))
    rows = [(bar.name, [bar.value]) for bar in bars]
    return _figure(drawn, height, caption, [caption.value_heading], rows)


def draw_lines(names: Sequence[Text], series: Sequence[Series], *, caption: Caption) -> SafeString:
    """Return a figure of one or two lines over the points ``names``, with a grid from zero.

    Raises:
        ValueError: there are more than two lines, or a line has not one value for each name.
    """
    _check_lines(names, series)
    known = [value for line in series for value in line.values if value is not None]
    top = round_up(max(known, default=0))
    lowest = min(known, default=0)
    bottom = -round_up(-lowest) if lowest < 0 else 0.0
    scale = _Scale(len(names), bottom, top)
    drawn = _grid(scale) + _point_names(names, scale)
    endings = ("", "-second")
    drawn += "".join(_line(line, scale, ending) for line, ending in zip(series, endings, strict=False))
    rows = [(name, [line.values[index] for line in series]) for index, name in enumerate(names)]
    return _figure(drawn, LINE_HEIGHT, caption, [line.name for line in series], rows)


def round_up(value: float) -> float:
    """Return the end of an axis that four ticks divide well, with whole ticks for whole figures above 3."""
    if value <= 0:
        return 1.0
    if 1 < value <= 12:
        return next(step for step in (2.0, 4.0, 8.0, 12.0) if value <= step)
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in AXIS_STEPS if value <= step * power * (1 + 1e-9))


def figure(value: float | None) -> str:
    """Return the value as it is read: no needless decimals, a dash for none."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if value == floor(value) else f"{value:,.1f}"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns a point and a value into coordinates."""

    points: int
    bottom: float
    top: float

    def x(self, index: int) -> float:
        room = WIDTH - MARGIN_LEFT - MARGIN_RIGHT
        return MARGIN_LEFT + (room * index / (self.points - 1) if self.points > 1 else room / 2)

    def y(self, value: float) -> float:
        room = LINE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
        return MARGIN_TOP + room * (self.top - value) / (self.top - self.bottom)


def _check_lines(names: Sequence[Text], series: Sequence[Series]) -> None:
    if not 1 <= len(series) <= 2:
        raise ValueError(f"折线图有 {len(series)} 条线；只能画 1 或 2 条；请拆成几张图")
    for line in series:
        if len(line.values) != len(names):
            found, wanted = len(line.values), len(names)
            raise ValueError(WRONG_LENGTH % {"name": line.name, "found": found, "wanted": wanted})


def _bar(bar: Bar, top: float, length: float, caption: Caption) -> str:
    middle = top + BAR_HEIGHT / 2 + 4
    tone = "" if bar.tone is Tone.BLUE else f" bar-{bar.tone}"
    rect_top = top + (BAR_HEIGHT - BAR_THICKNESS) / 2
    return (
        f'<text x="{LABEL_WIDTH - 8}" y="{middle:g}" text-anchor="end">{escape(_short(str(bar.name)))}</text>'
        f'<rect class="bar{tone}" x="{LABEL_WIDTH}" y="{rect_top:g}" width="{length:.1f}"'
        f' height="{BAR_THICKNESS}"/>'
        f'<text x="{LABEL_WIDTH + length + 6:.1f}" y="{middle:g}">{_shown(bar.value, caption)}</text>'
    )


def _shown(value: float | None, caption: Caption) -> str:
    return figure(None) if value is None else escape(figure(value) + str(caption.unit))


def _short(name: str) -> str:
    return name if len(name) <= 7 else name[:6] + "…"


def _grid(scale: _Scale) -> str:
    lines = []
    for tick in range(TICKS + 1):
        value = scale.bottom + (scale.top - scale.bottom) * tick / TICKS
        y = scale.y(value)
        kind = "axis" if tick == 0 else "grid"
        lines.append(
            f'<line class="{kind}" x1="{MARGIN_LEFT}" x2="{WIDTH - MARGIN_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{MARGIN_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(figure(value))}</text>'
        )
    return "".join(lines)


def _point_names(names: Sequence[Text], scale: _Scale) -> str:
    every = max(1, ceil(len(names) / MOST_LABELS))
    baseline = LINE_HEIGHT - 8
    return "".join(
        f'<text x="{scale.x(index):.1f}" y="{baseline}" text-anchor="middle">{escape(name)}</text>'
        for index, name in enumerate(names)
        if index % every == 0
    )


def _line(line: Series, scale: _Scale, ending: str) -> str:
    stroke = f"line line{ending}" if ending else "line"
    dot = f"dot dot{ending}" if ending else "dot"
    strokes = [f'<path class="{stroke}" d="{path}"/>' for path in _paths(line, scale)]
    dots = [
        f'<circle class="{dot}" cx="{scale.x(index):.1f}" cy="{scale.y(value):.1f}" r="3"/>'
        for index, value in enumerate(line.values)
        if value is not None
    ]
    return "".join(strokes + dots)


def _paths(line: Series, scale: _Scale) -> list[str]:
    paths: list[list[str]] = [[]]
    for index, value in enumerate(line.values):
        if value is None:
            paths.append([])
            continue
        paths[-1].append(f"{scale.x(index):.1f} {scale.y(value):.1f}")
    return ["M" + "L".join(points) for points in paths if len(points) > 1]


def _figure(drawn: str, height: float, caption: Caption, headings: Sequence[Text], rows: Rows) -> SafeString:
    title, description = escape(caption.title), escape(caption.description)
    return mark_safe(  # noqa: S308 - every word in it is escaped where it is put in
        f'<figure class="chart"><figcaption>{title}{_legend(headings)}</figcaption>'
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img"><title>{title}</title>'
        f"<desc>{description}</desc>{drawn}</svg>"
        f"<details><summary>{escape(TABLE_HEADING)}</summary>{_table(caption, headings, rows)}</details>"
        "</figure>"
    )


def _legend(headings: Sequence[Text]) -> str:
    if len(headings) < 2:
        return ""
    marks = ("line", "line line-second")
    return "".join(
        f' <span class="legend"><svg viewBox="0 0 24 8" aria-hidden="true"><path class="{mark}" d="M1 4h22"/>'
        f"</svg>{escape(heading)}</span>"
        for mark, heading in zip(marks, headings, strict=True)
    )


def _table(caption: Caption, headings: Sequence[Text], rows: Rows) -> str:
    head = "".join(f'<th scope="col" class="number">{escape(heading)}</th>' for heading in headings)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="number">{_shown(value, caption)}</td>' for value in values)
        + "</tr>"
        for name, values in rows
    )
    return (
        f'<table class="table"><thead><tr><th scope="col">{escape(caption.name_heading)}</th>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table>"
    )
