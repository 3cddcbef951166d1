"""Breaking a title into lines that keep words whole and make a 梯形 or a 菱形."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from unicodedata import east_asian_width

import rjieba

LINES = 6
_WEIGHED = 3
_RECURS = 3
_CUT_WORD = 24.0
_WANT_COMPANY = frozenset({"工作", "情况", "的", "通知", "意见", "报告", "请示", "函", "决定", "方案", "等"})
_PIECES = 60
_NAME_ENDS = (
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "村",
    "厅",
    "局",
    "部",
    "委",
    "办",
    "院",
    "署",
    "政府",
    "委员会",
    "办公室",
    "办公厅",
)
_NOT_FIRST = set("的了和与及或等、，。；：）》〉”’！？—…·")
_NOT_LAST = set("（《〈“‘")
_JOINS = re.compile(
    r"[A-Za-z0-9.%％—-]+(?:年度|周年|[年月日号次届期家个项万亿元])*|〔[^〕]*〕|“[^”]{0,12}”|《[^》]{0,12}》|（[^）]{0,10}）|[一二三四五六七八九十百]+[届次期号年月日]+"
)


def ems(text: str) -> float:
    """The width of a text in characters: 1 for a full-width one, 0.5 for others. Source: UAX 11."""
    return sum(1.0 if east_asian_width(each) in "FWA" else 0.5 for each in text)


def break_title(text: str, *, width: float, names: Iterable[str] = (), body: str = "") -> tuple[str, ...]:
    """The lines of a title, each at most `width` characters wide.

    Words, marks of punctuation with what they belong to, and every one of `names` stay whole; the lines grow,
    shrink, or grow and shrink again, and are as even as that allows. What recurs in `body` (政务新媒体) counts as one
    word. A title that cannot be cut so is cut where it must be. Source: GB/T 9704-2012 7.3.1.
    """
    pieces = _pieces(text, tuple(names), width)
    least = max(1, int(-(-ems(text) // width)))
    for count in range(least, LINES + 1):
        cut = _best(pieces, count, width, body)
        if cut:
            return cut
    return tuple(_filled(pieces, width))


def _pieces(text: str, names: Sequence[str], width: float) -> list[str]:
    """What may not be cut: names, bracketed stretches, numbers, words."""
    whole = [re.escape(name) for name in sorted(names, key=len, reverse=True) if 1 < len(name) <= width]
    pattern = re.compile("|".join([*whole, _JOINS.pattern]))
    pieces: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        pieces.extend(rjieba.cut(text[at : match.start()]))
        pieces.append(match.group())
        at = match.end()
    pieces.extend(rjieba.cut(text[at:]))
    return _glued([piece for piece in pieces if piece], width)


def _glued(pieces: Sequence[str], width: float) -> list[str]:
    """Joins what must not start or end a line to its neighbour, and an organ's ending to its name."""
    glued: list[str] = []
    for piece in pieces:
        clings = piece[0] in _NOT_FIRST or piece in _NAME_ENDS or bool(glued and glued[-1][-1] in _NOT_LAST)
        if glued and clings and ems(glued[-1] + piece) <= width:
            glued[-1] += piece
        else:
            glued.append(piece)
    return [part for piece in glued for part in _chopped(piece, width)]


def _chopped(piece: str, width: float) -> list[str]:
    step = max(1, int(width))
    return [piece] if ems(piece) <= width else [piece[at : at + step] for at in range(0, len(piece), step)]


def _best(pieces: Sequence[str], count: int, width: float, body: str) -> tuple[str, ...]:
    """The best cut into `count` lines; nothing when no cut fits."""
    sums = [0.0]
    for piece in pieces:
        sums.append(sums[-1] + ems(piece))
    fines = [0.0, *(_clumsy(left, right, body) for left, right in pairwise(pieces))]
    cut = _shaped if count <= _WEIGHED and len(pieces) <= _PIECES else _even
    edges = cut(sums, fines, count, width)
    return tuple("".join(pieces[left:right]) for left, right in pairwise(edges))


def _shaped(sums: Sequence[float], fines: Sequence[float], count: int, width: float) -> tuple[int, ...]:
    """The edges of the best lines when every cut is weighed, with the shape they make; few lines only."""
    even = sums[-1] / count
    costs: list[tuple[float, tuple[int, ...]]] = []
    for cuts in combinations(range(1, len(sums) - 1), count - 1):
        edges = (0, *cuts, len(sums) - 1)
        widths = [sums[right] - sums[left] for left, right in pairwise(edges)]
        if max(widths) <= width:
            costs.append((_cost(widths, even) + sum(fines[cut] for cut in cuts), edges))
    return min(costs)[1] if costs else ()


def _even(sums: Sequence[float], fines: Sequence[float], count: int, width: float) -> tuple[int, ...]:
    """The edges of the most even lines, found line after line: many lines have no shape worth the search."""
    even = sums[-1] / count
    last = len(sums) - 1
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for left, (cost, edges) in best.items():
            for right in range(left + 1, last + 1):
                wide = sums[right] - sums[left]
                if wide > width:
                    break
                found = cost + (wide - even) ** 2 + (fines[right] if right < last else 0.0)
                if right not in longer or found < longer[right][0]:
                    longer[right] = (found, (*edges, right))
        best = longer
    return best[last][1] if last in best else ()


def _cost(widths: Sequence[float], even: float) -> float:
    """Unevenness, with a fine for an hourglass and for lines that all have one width."""
    cost = sum((width - even) ** 2 for width in widths)
    inner = widths[1:-1]
    if inner and min(inner) < min(widths[0], widths[-1]):
        cost += 60
    if len(widths) > 1 and len(set(widths)) == 1:
        cost += 4
    return cost


def _clumsy(left: str, right: str, body: str) -> float:
    """A fine for a line that starts where the breath does not, or that cuts what recurs in the text."""
    alone = 14.0 if right in _WANT_COMPANY else 0.0
    across = (left[-1:] + right[:2], left[-2:] + right[:1])
    often = max(body.count(each) for each in across)
    return alone + (min(_CUT_WORD, often) if often >= _RECURS else 0.0)


def _filled(pieces: Sequence[str], width: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and ems(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines
