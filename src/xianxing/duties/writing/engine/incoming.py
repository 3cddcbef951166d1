"""The course of a document that came in. Source: 党政机关公文处理工作条例 第二十四条, 第二十七条."""

from collections.abc import Mapping
from enum import StrEnum


class Stand(StrEnum):
    """Where an incoming document stands."""

    RECEIVED = "received"
    REGISTERED = "registered"
    EXAMINED = "examined"
    READING = "reading"
    HANDLING = "handling"
    ANSWERED = "answered"
    RETURNED = "returned"
    ARCHIVED = "archived"


class Act(StrEnum):
    """What may happen to it."""

    REGISTER = "register"
    PASS = "pass"  # noqa: S105 - not a password
    SEND_BACK = "send_back"
    CIRCULATE = "circulate"
    ASSIGN = "assign"
    ANSWER = "answer"
    ARCHIVE = "archive"


_COURSE: Mapping[Act, Mapping[Stand, Stand]] = {
    Act.REGISTER: {Stand.RECEIVED: Stand.REGISTERED},
    Act.PASS: {Stand.REGISTERED: Stand.EXAMINED},
    Act.SEND_BACK: {Stand.REGISTERED: Stand.RETURNED},
    Act.CIRCULATE: {
        Stand.EXAMINED: Stand.READING,
        Stand.READING: Stand.READING,
        Stand.HANDLING: Stand.HANDLING,
    },
    Act.ASSIGN: {Stand.EXAMINED: Stand.HANDLING, Stand.READING: Stand.HANDLING},
    Act.ANSWER: {Stand.HANDLING: Stand.ANSWERED},
    Act.ARCHIVE: {
        Stand.READING: Stand.ARCHIVED,
        Stand.ANSWERED: Stand.ARCHIVED,
        Stand.RETURNED: Stand.ARCHIVED,
    },
}

CLAUSES: Mapping[Act, str] = {
    Act.REGISTER: "党政机关公文处理工作条例#24",
    Act.PASS: "党政机关公文处理工作条例#24",
    Act.SEND_BACK: "党政机关公文处理工作条例#24",
    Act.CIRCULATE: "党政机关公文处理工作条例#24",
    Act.ASSIGN: "党政机关公文处理工作条例#24",
    Act.ANSWER: "党政机关公文处理工作条例#24",
    Act.ARCHIVE: "党政机关公文处理工作条例#27",
}
CLOSED = frozenset({Stand.ANSWERED, Stand.RETURNED, Stand.ARCHIVED})
EXAMINATION = (
    "是否应当由本机关办理",
    "是否符合行文规则",
    "文种、格式是否符合要求",
    "涉及其他地区或者部门职权范围内的事项是否已经协商、会签",
    "是否符合公文起草的其他要求",
)
"""The five questions of the first examination. Source: 条例 第二十四条第三项."""


def acts_from(stand: Stand) -> frozenset[Act]:
    """What may happen from here."""
    return frozenset(act for act, course in _COURSE.items() if stand in course)


def next_stand(stand: Stand, act: Act) -> Stand | None:
    """Where it stands after an act, None when there is no such act from here."""
    return _COURSE[act].get(stand)
