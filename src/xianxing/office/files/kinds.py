"""The closed set of types that may be stored, each with the endings that a name of this type may have."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file: what it is served as, and its endings, the usual one first."""

    content_type: str
    endings: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument."


class FileKind(Enum):
    PDF = Kind("application/pdf", ("pdf",))
    PNG = Kind("image/png", ("png",))
    JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
    GIF = Kind("image/gif", ("gif",))
    WEBP = Kind("image/webp", ("webp",))
    DOCX = Kind(f"{_OOXML}wordprocessingml.document", ("docx",))
    XLSX = Kind(f"{_OOXML}spreadsheetml.sheet", ("xlsx",))
    PPTX = Kind(f"{_OOXML}presentationml.presentation", ("pptx",))
    OFD = Kind("application/ofd", ("ofd",))
    DOC = Kind("application/msword", ("doc", "wps"))
    XLS = Kind("application/vnd.ms-excel", ("xls", "et"))
    PPT = Kind("application/vnd.ms-powerpoint", ("ppt", "dps"))
    TEXT = Kind("text/plain; charset=utf-8", ("txt", "md", "log"))
    TEXT_GB = Kind("text/plain; charset=gb18030", ("txt", "md", "log"))
    CSV = Kind("text/csv; charset=utf-8", ("csv",))
    CSV_GB = Kind("text/csv; charset=gb18030", ("csv",))
    EML = Kind("message/rfc822", ("eml",))


INLINE = frozenset(
    each.value.content_type
    for each in (FileKind.PDF, FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP)
)
"""The types that a browser may show in place; everything else is only ever saved."""

ACCEPTED = "pdf、ofd、docx、xlsx、pptx、doc、xls、ppt、wps、et、png、jpg、gif、webp、txt、csv、eml"
