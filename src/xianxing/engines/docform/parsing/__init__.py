"""From text to a document and back. Source: GB/T 9704-2012 7."""

from xianxing.engines.docform.parsing.parser import parse_text
from xianxing.engines.docform.parsing.writing import to_text

__all__ = ["parse_text", "to_text"]
