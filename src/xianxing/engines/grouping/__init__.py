"""Which messages concern the same matter, which only the same problem, and what the hot issues are."""

from xianxing.engines.grouping.errors import (
    BadMessageError,
    BadStateError,
    GroupingError,
    KnownIdError,
    UnknownIdError,
)
from xianxing.engines.grouping.events import EventStream, Placement
from xianxing.engines.grouping.groups import group
from xianxing.engines.grouping.index import Index
from xianxing.engines.grouping.model import (
    MATTER_FROM,
    PRE_TICK_FROM,
    SUGGEST_FROM,
    Ground,
    Group,
    Message,
    Reason,
    Relation,
    Suggestion,
)
from xianxing.engines.grouping.places import PlaceMatch, Places, compare_places, find_places

__all__ = [
    "MATTER_FROM",
    "PRE_TICK_FROM",
    "SUGGEST_FROM",
    "BadMessageError",
    "BadStateError",
    "EventStream",
    "Ground",
    "Group",
    "GroupingError",
    "Index",
    "KnownIdError",
    "Message",
    "PlaceMatch",
    "Placement",
    "Places",
    "Reason",
    "Relation",
    "Suggestion",
    "UnknownIdError",
    "compare_places",
    "find_places",
    "group",
]
