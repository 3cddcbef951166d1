"""What a law says of itself: title, issuer, dates. Pure; every answer is a proposal for a person to confirm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xianxing.office.authority.engine import ParsedLaw
from xianxing.text import find_dates, normalise

_ISSUERS = (
    r"中共中央、国务院",
    r"中共中央办公厅、国务院办公厅",
    r"中共中央办公厅",
    r"中共中央",
    r"国务院办公厅",
    r"国务院",
    r"最高人民法院、最高人民检察院",
    r"最高人民法院",
    r"最高人民检察院",
    r"全国人民代表大会常务委员会",
    r"全国人民代表大会",
    r"[\u4e00-\u9fff]{2,12}?人民代表大会常务委员会",
    r"[\u4e00-\u9fff]{2,12}?人民代表大会",
    r"[\u4e00-\u9fff]{2,12}?人民政府(?:办公[厅室])?",
    r"[\u4e00-\u9fff]{2,10}?(?:委员会|部|局|厅)(?=令|公告|印发)",
)
_ISSUER = re.compile(r"(?:由|经|，|、|日|^|\s|（)(" + "|".join(_ISSUERS) + ")")
_IN_FORCE = re.compile(r"自(?P<date>[^，。]{4,20}?)(?:之日)?起(?:施行|实施|执行|生效)")
_FROM_ISSUE = re.compile(r"自(?:公布|发布|印发|颁布)之日起(?:施行|实施|执行|生效)")
_STARTED = re.compile(r"施行|实施|生效")
_ISSUED = re.compile(r"发布|公布|通过|印发|颁布|修订|修正|令")
_SESSION = re.compile(r"第[^次届]{1,6}届")


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What could be read; None or empty where the text does not say it."""

    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    level: str


def facts_of(law: ParsedLaw) -> LawFacts:
    """Return what a law says of itself in its head and its last articles.

    Source: 立法技术规范（试行）（一） 施行日期条款; 立法法 第六十一条.
    """
    issued = _issued_on(law.enactment)
    started = _from_head(law.enactment, _STARTED)
    closing = "\n".join(article.text for article in law.articles[-3:])
    named = _IN_FORCE.search(normalise(closing))
    if named and (found := find_dates(named["date"])):
        started = found[0].day
    elif started is None and _FROM_ISSUE.search(closing):
        started = issued
    issuer = _issuer(law.enactment)
    title = re.sub(r"[\s　]", "", law.title)
    return LawFacts(title, issuer, issued, started, _level(title, issuer))


def _issuer(enactment: Sequence[str]) -> str:
    """The organ that the last line of the head names: the first ones may tell who deliberated."""
    for line in reversed(enactment):
        found = _ISSUER.search(_SESSION.sub("", line))
        if found:
            return found[1]
    return ""


def _issued_on(enactment: Sequence[str]) -> date | None:
    return _from_head([line for line in enactment if not _STARTED.search(line)], _ISSUED)


def _from_head(enactment: Sequence[str], asked: re.Pattern[str]) -> date | None:
    """The latest date of the lines of the head that speak of something: a law that was revised bears several."""
    days = [found.day for line in enactment if asked.search(line) for found in find_dates(line)]
    return max(days) if days else None


def _level(title: str, name: str) -> str:
    """The level by title and issuer, empty when they do not tell."""
    if title.startswith("中华人民共和国") and title.endswith(("法", "法典")):
        return "law"
    if "最高人民" in name:
        return "judicial"
    if "中共中央" in name:
        return "party"
    if name.startswith("国务院") and title.endswith(("条例", "规定", "办法")):
        return "regulation"
    if title.endswith("条例") and name.endswith(("人民代表大会常务委员会", "人民代表大会")):
        return "local"
    return ""
