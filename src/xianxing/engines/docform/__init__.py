"""Official documents: what each line is, what is wrong with its form, and how it is laid out.

Source: GB/T 9704-2012 党政机关公文格式; 党政机关公文处理工作条例 (2012).
"""

from xianxing.engines.docform.checking import check, fixed
from xianxing.engines.docform.errors import (
    BadCommandError,
    ConverterError,
    DamagedError,
    DocformError,
    FixError,
    LayoutError,
    TooLargeError,
    UnreadableError,
)
from xianxing.engines.docform.parsing import parse_text, to_text
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.terms import (
    Document,
    DocumentType,
    Element,
    Finding,
    Form,
    Kind,
    Picture,
    Reason,
    Strength,
    Table,
)

__all__ = [
    "BadCommandError",
    "ConverterError",
    "DamagedError",
    "DocformError",
    "Document",
    "DocumentType",
    "Element",
    "Finding",
    "FixError",
    "Form",
    "Kind",
    "LayoutError",
    "Picture",
    "Reason",
    "Strength",
    "Table",
    "TooLargeError",
    "UnreadableError",
    "check",
    "fixed",
    "parse_text",
    "read",
    "to_text",
]
