"""Official documents as .docx, and house templates learnt from .docx."""

from xianxing.engines.docform.word.writer import write_docx

__all__ = ["write_docx"]
