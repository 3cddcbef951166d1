"""Records of follow-up: items and tasks, answers and figures, conclusions, the office's scale."""

from xianxing.duties.followup.models.answers import Quantity, Reading, SameQuestion, Settlement
from xianxing.duties.followup.models.conclusions import Conclusion, Objection, ObjectionResult, Recheck
from xianxing.duties.followup.models.item import OPEN_STAGES, Item, ItemStage, MandateKind, Source
from xianxing.duties.followup.models.scale import Scale
from xianxing.duties.followup.models.task import Extension, Milestone, Progress, Reminder, Task

__all__ = [
    "OPEN_STAGES",
    "Conclusion",
    "Extension",
    "Item",
    "ItemStage",
    "MandateKind",
    "Milestone",
    "Objection",
    "ObjectionResult",
    "Progress",
    "Quantity",
    "Reading",
    "Recheck",
    "Reminder",
    "SameQuestion",
    "Scale",
    "Settlement",
    "Source",
    "Task",
]
