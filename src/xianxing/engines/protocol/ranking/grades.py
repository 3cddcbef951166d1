"""Grades of office from the highest down, with the short and the long way of writing each."""

from collections.abc import Mapping
from types import MappingProxyType

_LADDER = (
    ("正国级", "国家级正职", "正国"),
    ("副国级", "国家级副职", "副国"),
    ("正部级", "省部级正职", "正省级", "正部", "正省"),
    ("副部级", "省部级副职", "副省级", "副部", "副省"),
    ("正厅级", "厅局级正职", "正局级", "正厅", "正局"),
    ("副厅级", "厅局级副职", "副局级", "副厅", "副局"),
    ("正处级", "县处级正职", "正县级", "正处", "正县"),
    ("副处级", "县处级副职", "副县级", "副处", "副县"),
    ("正科级", "乡科级正职", "正科"),
    ("副科级", "乡科级副职", "副科"),
    ("股级", "一级科员"),
    ("一般干部", "科员", "办事员"),
)
GRADES: Mapping[str, int] = MappingProxyType(
    {name: at for at, names in enumerate(_LADDER, start=1) for name in names}
)
"""The rank of each grade, 1 the highest. Source: 公务员法 第十八条 (levels of leading posts)."""


def grade_name(rank: int) -> str:
    """The usual name of a grade. Source: 公务员法 第十八条."""
    return _LADDER[rank - 1][0]
