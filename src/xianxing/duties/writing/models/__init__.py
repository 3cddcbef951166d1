"""Records of what the office writes and what is written to it."""

from xianxing.duties.writing.models.approvals import Comment, Consultation, Position, Review, Signature
from xianxing.duties.writing.models.incoming import Circulation, Handling, Incoming, Standing
from xianxing.duties.writing.models.issue import Copy, Correction, NumberEntry, Rendition
from xianxing.duties.writing.models.paper import Paper, PaperForm, PaperState, PaperWay, Version

__all__ = [
    "Circulation",
    "Comment",
    "Consultation",
    "Copy",
    "Correction",
    "Handling",
    "Incoming",
    "NumberEntry",
    "Paper",
    "PaperForm",
    "PaperState",
    "PaperWay",
    "Position",
    "Rendition",
    "Review",
    "Signature",
    "Standing",
    "Version",
]
