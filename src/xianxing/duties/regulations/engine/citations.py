"""Which rules a text cites: 《信访工作条例》第三十四条第一款第（六）项, 本条例第三条. Pure.

Source: 立法技术规范（试行）（一） 法律引用的表述.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xianxing.text import numeral_to_int
from xianxing.text.numerals import NUMERAL_CHARACTERS

_N = f"[{NUMERAL_CHARACTERS}0-9]"
_PLACE = (
    rf"第(?P<article>{_N}+)条(?:之(?P<inserted>{_N}+))?"
    rf"(?:第(?P<paragraph>{_N}+)款)?(?:第?[（(]?(?P<item>{_N}+)[)）]?项)?"
)
_CITED = re.compile(
    rf"(?P<named>《(?P<title>[^《》]{{2,60}})》|(?P<own>本(?:法|条例|规定|办法|细则|规则|制度|规范|意见|通知)))?{_PLACE}"
)
_NAMED = re.compile(r"《(?P<title>[^《》]{2,60})》")
_AND = re.compile(r"[、和及或至与]|以及")
_FORM = re.compile(r"法典?|条例|规定|办法|细则|规则|制度|规范|决定|准则|意见|通则|章程")


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation in a text: ``text[start:end]``. Without a title it is of the text's own instrument.

    ``place`` is the clause as in a key (34, 22.2, 31.1(6)), empty when the instrument is cited as a whole.
    """

    start: int
    end: int
    title: str
    place: str


def find_citations(text: str) -> tuple[Cited, ...]:
    """Return what a text cites, in order. A list (第三条、第五条) carries its title on.

    Source: 立法技术规范（试行）（一）.
    """
    placed = tuple(_placed(text))
    covered = [range(each.start, each.end) for each in placed]
    whole = (
        Cited(found.start(), found.end(), _plain(found["title"]), "")
        for found in _NAMED.finditer(text)
        if not any(found.start() in span for span in covered) and _FORM.search(found["title"])
    )
    return tuple(sorted((*placed, *whole), key=lambda each: each.start))


def _placed(text: str) -> Iterator[Cited]:
    title, end = "", -1
    for found in _CITED.finditer(text):
        carries_on = end >= 0 and _AND.fullmatch(text[end : found.start()]) is not None
        if found["title"]:
            title = _plain(found["title"])
        elif found["own"] or not carries_on:
            title = ""
        place = _place(found)
        end = found.end()
        if place:
            yield Cited(found.start(), end, title, place)


def _place(found: re.Match[str]) -> str:
    try:
        number = numeral_to_int(found["article"])
        place = f"{number}-{numeral_to_int(found['inserted'])}" if found["inserted"] else f"{number}"
        if found["item"]:
            paragraph = numeral_to_int(found["paragraph"]) if found["paragraph"] else 1
            return f"{place}.{paragraph}({numeral_to_int(found['item'])})"
        return f"{place}.{numeral_to_int(found['paragraph'])}" if found["paragraph"] else place
    except ValueError:
        return ""


def plain_title(title: str) -> str:
    """Return a title as it is compared: without the state's name, brackets at its end and spaces.

    Source: 立法技术规范（试行）（一）: a law may be cited without 中华人民共和国.
    """
    return _plain(title)


def _plain(title: str) -> str:
    bare = re.sub(r"[\s　]", "", title).removeprefix("中华人民共和国")
    return re.sub(r"[（(][^（）()]*[)）]$", "", bare)
