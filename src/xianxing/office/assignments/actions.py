"""Every action on assignments, from the three places where they are taken."""

from xianxing.office.assignments.answering import contribute, object_, report, sign
from xianxing.office.assignments.directing import (
    accept,
    grant_objection,
    postpone,
    refuse_objection,
    remind,
    return_,
    withdraw,
)
from xianxing.office.assignments.sending import assign

__all__ = [
    "accept",
    "assign",
    "contribute",
    "grant_objection",
    "object_",
    "postpone",
    "refuse_objection",
    "remind",
    "report",
    "return_",
    "sign",
    "withdraw",
]
