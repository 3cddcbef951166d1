"""What a message is about: from label names and keywords on the first day, from confirmations later. Pure.

The classifier itself stands in ``triage.triage`` (with ``triage.taxonomy`` and ``triage.confirmed``) and is imported
from there: its libraries take seconds to load, and a web process needs only the cues that this package offers.
"""

from xianxing.engines.triage.errors import (
    ConfirmationError,
    LexiconError,
    MessageError,
    StateError,
    TaxonomyError,
    TriageError,
)
from xianxing.engines.triage.kinds import Kind, KindVerdict, suggest_kind
from xianxing.engines.triage.replies import ReplyVerdict, is_empty_reply
from xianxing.engines.triage.types import Confirmation, Decision, Message, Reason, Scored, Verdict
from xianxing.engines.triage.urgency import Danger, Urgency, urgency_cues

__all__ = [
    "Confirmation",
    "ConfirmationError",
    "Danger",
    "Decision",
    "Kind",
    "KindVerdict",
    "LexiconError",
    "Message",
    "MessageError",
    "Reason",
    "ReplyVerdict",
    "Scored",
    "StateError",
    "TaxonomyError",
    "TriageError",
    "Urgency",
    "Verdict",
    "is_empty_reply",
    "suggest_kind",
    "urgency_cues",
]
