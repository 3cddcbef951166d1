"""Files into documents: text, Markdown, .docx, and old formats through LibreOffice. Source: ISO/IEC 29500-1."""

from xianxing.engines.docform.reading.reader import read

__all__ = ["read"]
