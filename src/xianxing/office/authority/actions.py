"""Every action of authority."""

from xianxing.office.authority.deciding import Ruling, decide, propose, replay, rule
from xianxing.office.authority.drafting import (
    Direction,
    RowEdit,
    add_row,
    discard_draft,
    draft_version,
    edit_row,
    move_row,
    remove_row,
)
from xianxing.office.authority.publishing import backtest, publish_version
from xianxing.office.authority.seeding import seed_rules

seed_laws = seed_rules
"""The name by which the founding of an office calls it."""

__all__ = [
    "Direction",
    "RowEdit",
    "Ruling",
    "add_row",
    "backtest",
    "decide",
    "discard_draft",
    "draft_version",
    "edit_row",
    "move_row",
    "propose",
    "publish_version",
    "remove_row",
    "replay",
    "rule",
    "seed_laws",
    "seed_rules",
]
