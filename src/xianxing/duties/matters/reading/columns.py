"""Which column holds what: guessed from the headings, corrected by a person, remembered."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xianxing.text import fold


class Column(StrEnum):
    """What a column of an import may hold."""

    REFERENCE = "reference"
    SENDER = "sender"
    CONTACT = "contact"
    ADDRESS = "address"
    TITLE = "title"
    TIME = "time"
    TEXT = "text"
    PLACE = "place"
    CHANNEL = "channel"


SYNONYMS: Mapping[Column, tuple[str, ...]] = {
    Column.REFERENCE: ("留言编号", "来信编号", "来件编号", "工单编号", "工单号", "编号", "id"),
    Column.SENDER: ("留言用户", "姓名", "来信人", "信访人", "诉求人", "反映人", "用户", "联系人", "name"),
    Column.CONTACT: ("电话", "联系电话", "手机", "手机号", "联系方式", "邮箱", "phone"),
    Column.ADDRESS: ("住址", "地址", "联系地址", "address"),
    Column.TITLE: ("留言主题", "标题", "主题", "事项", "题目", "诉求标题", "title", "subject"),
    Column.TIME: ("留言时间", "时间", "日期", "来信时间", "来电时间", "受理时间", "收到时间", "time", "date"),
    Column.TEXT: ("留言详情", "内容", "正文", "详情", "诉求内容", "来信内容", "反映内容", "text", "body"),
    Column.CHANNEL: ("渠道", "来源", "来件渠道", "反映渠道", "受理渠道", "channel"),
    Column.PLACE: ("地点", "事发地点", "位置", "问题属地", "place"),
}
REQUIRED = (Column.TITLE, Column.TEXT)
COUNTERS = ("点赞数", "反对数", "浏览量", "转发数")
"""Columns that anyone can drive up: never read, and the page says so."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Column numbers (from 0) by what they hold, and the headings that nothing uses."""

    places: Mapping[Column, int]
    unused: tuple[str, ...]

    @property
    def missing(self) -> bool:
        """Whether there is neither a title nor a text."""
        return not any(column in self.places for column in REQUIRED)

    @property
    def counters(self) -> tuple[str, ...]:
        """The headings of counts that say nothing about how many people complain."""
        return tuple(heading for heading in self.unused if heading.strip() in COUNTERS)


def guess_columns(headings: Sequence[str]) -> Mapped:
    """Return the columns whose headings say what they hold: an exact name first, then one that contains it."""
    folded = [fold(heading) for heading in headings]
    places: dict[Column, int] = {}
    for exact in (True, False):
        for column, names in SYNONYMS.items():
            if column not in places:
                found = _find(folded, names, set(places.values()), exact=exact)
                if found is not None:
                    places[column] = found
    unused = tuple(
        heading for place, heading in enumerate(headings) if place not in places.values() and heading
    )
    return Mapped(places, unused)


def looks_like_headings(cells: Sequence[str]) -> bool:
    """Return whether a row names at least two columns, a title or a text among them."""
    mapped = guess_columns(cells)
    return len(mapped.places) > 1 and not mapped.missing


def headings_hash(headings: Sequence[str]) -> str:
    """Return the SHA-256 by which a set of headings is remembered, whatever their order."""
    return hashlib.sha256("\n".join(sorted(fold(heading) for heading in headings)).encode()).hexdigest()


def _find(folded: Sequence[str], names: Sequence[str], taken: set[int], *, exact: bool) -> int | None:
    for name in names:
        for place, heading in enumerate(folded):
            fits = heading == name if exact else len(name) > 1 and name in heading
            if place not in taken and fits:
                return place
    return None
