"""The records of a matter."""

from xianxing.duties.matters.models.answers import Callback, Closure, Mediation, Outcome, Reopening, Reply
from xianxing.duties.matters.models.clocks import Clock, ClockKind, Pause
from xianxing.duties.matters.models.knowledge import LearnedTopics, Topic
from xianxing.duties.matters.models.links import (
    Issue,
    IssueExclusion,
    IssueMember,
    Link,
    LinkRelation,
    LinkState,
    Participation,
    PartyRole,
)
from xianxing.duties.matters.models.matter import (
    Accused,
    Level,
    Matter,
    MatterKind,
    MatterState,
    MatterTrack,
    Recusal,
    Risk,
    TopicState,
)
from xianxing.duties.matters.models.office import (
    BulkRun,
    ColumnMapping,
    ImportRun,
    Override,
    RetentionHold,
    RetentionRule,
    SavedView,
)
from xianxing.duties.matters.models.public import Knock, KnockKind

__all__ = [
    "Accused",
    "BulkRun",
    "Callback",
    "Clock",
    "ClockKind",
    "Closure",
    "ColumnMapping",
    "ImportRun",
    "Issue",
    "IssueExclusion",
    "IssueMember",
    "Knock",
    "KnockKind",
    "LearnedTopics",
    "Level",
    "Link",
    "LinkRelation",
    "LinkState",
    "Matter",
    "MatterKind",
    "MatterState",
    "MatterTrack",
    "Mediation",
    "Outcome",
    "Override",
    "Participation",
    "PartyRole",
    "Pause",
    "Recusal",
    "Reopening",
    "Reply",
    "RetentionHold",
    "RetentionRule",
    "Risk",
    "SavedView",
    "Topic",
    "TopicState",
]
