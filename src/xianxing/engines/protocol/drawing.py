"""A plan as SVG, seen from the audience or from the stage; the view is printed on it."""

from collections.abc import Mapping
from html import escape

from xianxing.engines.protocol.terms import Label, Plan, Seat, View

SEAT_WIDTH = 92
SEAT_HEIGHT = 46
GAP_X = 8
GAP_Y = 26
MARGIN = 28
HEADER = 46
FOOTER = 40
_NAME_SIZE = 18
_PLACE_SIZE = 10
_STYLE = (
    "<style>.s{fill:#fff;stroke:#345;stroke-width:1.2}.e{fill:#f3f3f3;stroke:#999;stroke-dasharray:4 3}"
    "text{font-family:'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif;text-anchor:middle}"
    ".t{font-size:20px;font-weight:600}.v{font-size:13px;fill:#345}.p{font-size:10px;fill:#678}</style>"
)


def draw(
    plan: Plan, *, names: Mapping[Label, str] | None = None, view: View | None = None, title: str = ""
) -> str:
    """The plan as an SVG document in pixels; `names` gives what is printed for a label.

    Seen from the stage everything turns by half a circle, so left and right, near and far change places.
    `view` overrides the view of the plan and is printed at the foot either way.
    Source: the view switch (面向主席台, 面向观众) of the seating facts.
    """
    seen = view or plan.view
    turn = -1 if seen is View.STAGE else 1
    seats = plan.seats
    xs = [turn * seat.spot.x for seat in seats] or [0.0]
    ys = [turn * seat.spot.y for seat in seats] or [0.0]
    left, far = min(xs), max(ys)
    width = int((max(xs) - left) * (SEAT_WIDTH + GAP_X)) + SEAT_WIDTH + 2 * MARGIN
    width = max(width, 360)
    inset = (width - (max(xs) - left) * (SEAT_WIDTH + GAP_X) - SEAT_WIDTH) / 2
    height = int((far - min(ys)) * (SEAT_HEIGHT + GAP_Y)) + SEAT_HEIGHT + 2 * MARGIN + HEADER + FOOTER
    shown = names or {}
    drawn = [
        _seat(
            seat,
            inset + (x - left) * (SEAT_WIDTH + GAP_X),
            MARGIN + HEADER + (far - y) * (SEAT_HEIGHT + GAP_Y),
            shown,
        )
        for seat, x, y in zip(seats, xs, ys, strict=False)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">{_STYLE}'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<text class="t" x="{width / 2:g}" y="{MARGIN + 14}">{escape(title or plan.title)}</text>'
        f"{''.join(drawn)}"
        f'<text class="v" x="{width / 2:g}" y="{height - MARGIN + 6}">视角：{plan.caption(seen)}</text></svg>'
    )


def spaced(name: str) -> str:
    """A name as it stands on a plate: two characters get one full-width space between them.

    Source: the rule for name tents (二字名中间空一字).
    """
    return f"{name[0]}　{name[1]}" if len(name) == 2 and all(each >= "一" for each in name) else name


def _seat(seat: Seat, x: float, y: float, names: Mapping[Label, str]) -> str:
    middle = x + SEAT_WIDTH / 2
    place = escape(seat.place)
    if seat.occupant is None:
        return (
            f'<rect class="s e" x="{x:g}" y="{y:g}" width="{SEAT_WIDTH}" height="{SEAT_HEIGHT}" rx="5"/>'
            f'<text class="p" x="{middle:g}" y="{y + 40:g}">{place}</text>'
        )
    name = spaced(str(names.get(seat.occupant, seat.occupant)))
    size = min(_NAME_SIZE, max(_PLACE_SIZE, int((SEAT_WIDTH - 8) / max(len(name), 1))))
    return (
        f"<g><title>{escape('；'.join(reason.text for reason in seat.reasons))}</title>"
        f'<rect class="s" x="{x:g}" y="{y:g}" width="{SEAT_WIDTH}" height="{SEAT_HEIGHT}" rx="5"/>'
        f'<text x="{middle:g}" y="{y + 25:g}" font-size="{size}">{escape(name)}</text>'
        f'<text class="p" x="{middle:g}" y="{y + 40:g}">{place}</text></g>'
    )
