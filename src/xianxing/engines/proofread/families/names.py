"""Organs, posts and the order of names, against the office's own tables."""

import re
from collections.abc import Iterator, Sequence

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.tables import Holder, Organ

_SOURCE = "本单位机构职务表"
_JOIN = r"(?:同志)?(?:（[^（）\n]{1,12}）)?(?:[、，和与及]|以及)"
_POST_ENDS = (
    "书记|主任|局长|市长|县长|区长|省长|镇长|乡长|部长|厅长|处长|科长|主席|院长|校长|会长|"
    "秘书长|委员|常委|厅长|董事长|总经理"
)
_POST_BEFORE = re.compile(rf"[一-鿿]{{0,16}}?(?:{_POST_ENDS})(?:、[一-鿿]{{1,12}}?(?:{_POST_ENDS}))*$")


def find(text: str, organs: Sequence[Organ], holders: Sequence[Holder]) -> Iterator[Finding]:
    """Wrong names of organs, posts that do not belong to a person, lists out of order, in one paragraph.

    Source: the tables given.
    """
    yield from _organs(text, organs)
    yield from _posts(text, holders)
    yield from _order(text, holders)


def _organs(text: str, organs: Sequence[Organ]) -> Iterator[Finding]:
    for organ in organs:
        right = [name for name in (organ.name, organ.short_name) if name]
        for wrong in organ.wrong_names:
            for mark in re.finditer(re.escape(wrong), text):
                if not any(_stands(text, mark.start(), wrong, name) for name in right):
                    rule = Rule(f"机构名称应为“{organ.name}”", _SOURCE)
                    yield found(text, mark.start(), mark.end(), Kind.NAME, rule, *right, confidence=0.85)


def _stands(text: str, at: int, wrong: str, right: str) -> bool:
    """Whether the wrong name is only a part of a right one that stands here."""
    inside = right.find(wrong)
    return inside >= 0 and text.startswith(right, at - inside)


def _posts(text: str, holders: Sequence[Holder]) -> Iterator[Finding]:
    posts: dict[str, list[str]] = {}
    for holder in holders:
        posts.setdefault(holder.person, []).append(holder.post)
    for person, held in posts.items():
        for mark in re.finditer(re.escape(person), text):
            written = _POST_BEFORE.search(text, max(mark.start() - 40, 0), mark.start())
            if written and not _agrees(written[0], held):
                rule = Rule(f"{person}的职务为{'、'.join(held)}", _SOURCE)
                start = written.start() + len(written[0]) - len(_last(written[0]))
                yield found(text, start, mark.start(), Kind.NAME, rule, *held, confidence=0.75)


def _last(written: str) -> str:
    return written.rsplit("、", 1)[-1]


def _agrees(written: str, held: Sequence[str]) -> bool:
    """Whether one of the posts held ends the written words, or is shortened by them (市委书记 for 某市委书记)."""
    last = _last(written)
    return any(("副" in last) == ("副" in post) and _ends_alike(last, post) for post in held)


def _ends_alike(written: str, post: str) -> bool:
    return (
        written.endswith(post) or post.endswith(written) or (len(written) >= 4 and written[-4:] == post[-4:])
    )


def _order(text: str, holders: Sequence[Holder]) -> Iterator[Finding]:
    rank = {holder.person: holder.order for holder in sorted(holders, key=lambda each: -each.order)}
    if len(rank) < 2:
        return
    names = "|".join(sorted(map(re.escape, rank), key=len, reverse=True))
    for run in re.finditer(rf"(?:{names})(?:{_JOIN}(?:{names}))+", text):
        people = [name for name in re.findall(names, run[0]) if name in rank]
        right = sorted(people, key=rank.__getitem__)
        if people != right:
            rule = Rule("名单应按规定顺序排列", _SOURCE)
            yield found(text, run.start(), run.end(), Kind.NAME, rule, "、".join(right), confidence=0.75)
