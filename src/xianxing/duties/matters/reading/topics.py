"""A table of content labels, three levels a row."""

from collections.abc import Sequence

from xianxing.duties.matters.reading.sheets import Sheet, SheetRefused

LEVEL_NAMES = (("一级", "first"), ("二级", "second"), ("三级", "third"))
LEVELS = len(LEVEL_NAMES)
LONGEST = 60
MOST_LABELS = 5000


def read_topics(sheet: Sheet) -> tuple[tuple[str, str, str], ...]:
    """Return the labels of a table in order, each once; an empty cell under a merged one takes the one above.

    The columns are those whose headings say 一级, 二级, 三级, or else the first three.

    Raises:
        SheetRefused: a row has no first level, a label is too long, or there are none or too many.
    """
    places = _places(sheet.headings)
    found: dict[tuple[str, str, str], None] = {}
    above = ("", "", "")
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        cells = ["" if place is None or row[place] is None else str(row[place]).strip() for place in places]
        above = _filled((cells[0], cells[1], cells[2]), above)
        if not above[0]:
            raise SheetRefused(f"第 {number} 行没有一级分类；请补齐后再导入")
        long = [label for label in above if len(label) > LONGEST]
        if long:
            raise SheetRefused(
                f"第 {number} 行的“{long[0][:20]}…”有 {len(long[0])} 字，最多 {LONGEST} 字；请缩短"
            )
        found[above] = None
    if not 1 <= len(found) <= MOST_LABELS:
        raise SheetRefused(
            f"表中有 {len(found)} 个分类；应为 1 到 {MOST_LABELS} 个，第一行是列名，其下每行一个"
        )
    return tuple(found)


def _places(headings: Sequence[str]) -> list[int | None]:
    named = [
        next(
            (place for place, heading in enumerate(headings) if any(name in heading for name in names)), None
        )
        for names in LEVEL_NAMES
    ]
    if any(place is not None for place in named):
        return named
    return [place if place < len(headings) else None for place in range(LEVELS)]


def _filled(cells: tuple[str, str, str], above: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return the row with what a merged cell above gives; a new label on a level ends those below it."""
    first, second, third = cells
    if first:
        return first, second, third
    if second:
        return above[0], second, third
    return above[0], above[1], third
