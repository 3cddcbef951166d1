"""A trend as a drawing no larger than a word."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH = 5
GAP = 2
HEIGHT = 18


def draw_weeks(counts: Sequence[int]) -> SafeString:
    """Return bars of the messages of each week as SVG, the last week at the right; the figures are its title."""
    most = max(counts, default=0) or 1
    step = WIDTH + GAP
    bars = format_html_join(
        "",
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (place * step, HEIGHT - height, WIDTH, height)
            for place, height in enumerate(max(1, round(HEIGHT * count / most)) for count in counts)
        ),
    )
    words = _("最近 %(n)s 周每周来件：%(counts)s") % {
        "n": len(counts),
        "counts": "、".join(str(count) for count in counts),
    }
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img"><title>{}</title>{}</svg>',
        len(counts) * step,
        HEIGHT,
        len(counts) * step,
        HEIGHT,
        words,
        bars,
    )
