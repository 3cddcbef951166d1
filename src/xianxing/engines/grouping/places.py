"""Places named in a message, and whether two messages speak of the same one.

Rules only, no gazetteer. A district ends in 区, 县 or is a county-level 市 written as a pseudonym (A3区,
A9市). A site (road, village, estate, school, company) ends in one of the suffixes below and starts where a
district, a punctuation mark or a leading word ends.
"""

import re
from dataclasses import dataclass
from enum import Enum

from xianxing.text import normalise

_LEAD_LIST = """
关于 对于 投诉 举报 反映 反应 咨询 建议 请问 请求 恳请 恳求 希望 要求 反对 位于 坐落 座落 居住 家住
住在 我是 我们是 在 到 从 与 及 附近 旁边 的 再次 多次 严重 坚决 违反 无视
"""
_LEADS = _LEAD_LIST.split()
_STARTERS = ("省", "市", "区", "县", *_LEADS)
_BEFORE = "|".join(rf"(?<={'|'.join(lead for lead in _STARTERS if len(lead) == size)})" for size in (1, 2, 3))
"""One look-behind for each length: Python wants a fixed width in each."""

_START = rf"(?:^|(?<=[^\w])|{_BEFORE})"
_HAN = "\u4e00-\u9fff"
_CITY = rf"(?:[A-Z]市|[{_HAN}]{{2,3}}[省市])?"
_PSEUDONYM = r"[A-Z]\d{1,2}[区县市]"
_NO_DISTRICT = "小社园地片辖校景库街郊矿商老新旧住民开务响和"
"""小区, 社区, 园区, 地区, ... are no districts."""

_DISTRICT = re.compile(
    rf"{_PSEUDONYM}|(?:^|(?<=[省市])){_CITY}"
    rf"(?P<name>(?:[{_HAN}]{{2,3}}(?<![{_NO_DISTRICT}])区|[{_HAN}]{{1,3}}县))(?!域)"
)
_SUFFIX = (
    "街道|大道|高速|国道|路|街|巷|桥|镇|乡|村|社区|小区|家园|花园|公园|新城|广场|大厦|公寓|公馆|山庄|庄园|"
    "别墅|庭院|中学|小学|大学|学院|学校|幼儿园|医院|公司|集团|银行|酒店|市场|商城|超市|驾校|地铁站|车站|"
    "客运站|工业园|园区|国际城|苑|园|城|府|郡|湾|庭|邸|轩|阁|滩|洲|湖"
)
_INSIDE = r"[^\W_的了是在被把将就也请对我你他这那哪各每某该还]"
"""A name does not run across these characters."""

_SITE = re.compile(
    rf"{_START}{_CITY}(?:{_PSEUDONYM})?"
    rf"(?P<name>{_INSIDE}{{1,8}}?(?:{_SUFFIX})(?:(?!道路|公路|马路){_INSIDE}{{0,3}}?(?:{_SUFFIX}))?)"
)
_TAIL = re.compile(r"(?:小区|社区|街道|新村)$")
_PREFIX = re.compile(rf"^.*?(?:[A-Z]市|{_PSEUDONYM})(?=..)|^(?:{'|'.join(_LEADS)})+")
_FILLER = re.compile(
    r"政府|有限|铁路|公路|马路|道路|路口|路边|城市|邻里|"
    r"家里|居民|业主|住宅|住房|安置|物业公司|一个|房子|严重|再次|距离|十字路|断头路|周边|作为|为什么"
)
"""Words that show that a match is a piece of a sentence, not a name."""

_READ = 300
"""Characters of the text in which a place is looked for: writers name it at once."""

MIN_NAME = 3
"""Characters of a site name: shorter ones (青园) are too often pieces of a sentence."""


class PlaceMatch(Enum):
    """What the places of two messages say."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Places:
    """Districts and sites of one message; `headline` are the sites that its title names."""

    districts: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def find_places(title: str, text: str) -> Places:
    """The places of a message, each once, in the order of their mention.

    Source: docs/engines/grouping.md, places.
    """
    heading, opening = normalise(title), normalise(text[:_READ])
    districts = _once([*_districts(heading), *_districts(opening)])
    headline = _sites(heading, districts)
    return Places(districts, headline, _once([*headline, *_sites(opening, districts)]))


def compare_places(one: Places, other: Places) -> PlaceMatch:
    """Whether two messages name the same place; symmetric.

    SAME when a site is shared. DIFFERENT when both titles name sites and none is shared, or when both name
    districts and none is shared. UNKNOWN otherwise.

    Source: docs/engines/grouping.md, places.
    """
    if shared_site(one, other):
        return PlaceMatch.SAME
    if one.headline and other.headline:
        return PlaceMatch.DIFFERENT
    if one.districts and other.districts and not set(one.districts) & set(other.districts):
        return PlaceMatch.DIFFERENT
    return PlaceMatch.UNKNOWN


def shared_site(one: Places, other: Places) -> str | None:
    """The longest site name that both messages use, None when there is none; symmetric."""
    if not one.sites or not other.sites:
        return None
    first, second = "\n".join(one.sites), "\n".join(other.sites)
    shared = [name for name in one.sites if name in second] + [name for name in other.sites if name in first]
    return min(shared, key=lambda name: (-len(name), name), default=None)


def _districts(text: str) -> list[str]:
    return [found["name"] or found[0] for found in _DISTRICT.finditer(text)]


def _sites(text: str, districts: tuple[str, ...]) -> tuple[str, ...]:
    found = [match["name"] for match in _SITE.finditer(text.replace("·", ""))]
    names = [_core(name, districts) for name in found if not _FILLER.search(name)]
    return _once([name for name in names if len(name) >= MIN_NAME])


def _core(name: str, districts: tuple[str, ...]) -> str:
    core = _PREFIX.sub("", _TAIL.sub("", name))
    for district in districts:
        core = core.removeprefix(district)
    return core


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
