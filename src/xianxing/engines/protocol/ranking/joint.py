"""Joint lists of a superior's people and the host's own."""

from collections.abc import Sequence

from xianxing.engines.protocol.settings import Setting
from xianxing.engines.protocol.terms import Label

JOINT = Setting(
    "joint",
    "上级与本单位合排",
    {
        "superior_first_then_alternate": "上级首位、本单位主要负责人、上级第 2 位，再本单位其他人、上级其他人",
        "superior_all_first": "上级全部在先",
    },
    "superior_first_then_alternate",
    "S25",
)


def join_sides(superior: Sequence[Label], host: Sequence[Label], rule: str) -> tuple[Label, ...]:
    """One list of both sides, each given in its own order.

    Source: S25 (上级首位 1 号, 本单位主要负责人 2 号, 上级第 2 位 3 号, 其余本单位在前).
    """
    if rule == "superior_all_first":
        return (*superior, *host)
    return (*superior[:1], *host[:1], *superior[1:2], *host[1:], *superior[2:])
