"""Official documents as .docx, with tracked changes, and house templates learnt from .docx."""

from xianxing.engines.docform.word.changes import Change, Verdict, write_changes
from xianxing.engines.docform.word.template import Deviation, HouseTemplate, learn_template
from xianxing.engines.docform.word.writer import write_docx

__all__ = [
    "Change",
    "Deviation",
    "HouseTemplate",
    "Verdict",
    "learn_template",
    "write_changes",
    "write_docx",
]
