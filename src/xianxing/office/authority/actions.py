"""Every action of authority."""

from xianxing.office.authority.deciding import Ruling, decide, propose, replay, rule
from xianxing.office.authority.drafting import (
    Direction,
    RowEdit,
    add_row,
    discard_draft,
    draft_again,
    draft_version,
    edit_row,
    move_row,
    remove_row,
    replace_rows,
)
from xianxing.office.authority.entering import enter_instrument, repeal_instrument
from xianxing.office.authority.limiting import seed_limits, set_limit
from xianxing.office.authority.publishing import backtest, check_version, publish_version
from xianxing.office.authority.seeding import seed_rules

seed_laws = seed_rules
"""The name by which the founding of an office calls it."""

__all__ = [
    "Direction",
    "RowEdit",
    "Ruling",
    "add_row",
    "backtest",
    "check_version",
    "decide",
    "discard_draft",
    "draft_again",
    "draft_version",
    "edit_row",
    "enter_instrument",
    "move_row",
    "propose",
    "publish_version",
    "remove_row",
    "repeal_instrument",
    "replace_rows",
    "replay",
    "rule",
    "seed_laws",
    "seed_limits",
    "seed_rules",
    "set_limit",
]
