"""What a file is, judged by its content; the name only tells plain text kinds apart."""

import codecs
import contextlib
import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from xianxing.office.files.archive import inspect_archive
from xianxing.office.files.errors import EmptyFile, UnsupportedType
from xianxing.office.files.kinds import ACCEPTED, FileKind
from xianxing.office.files.names import RUNNABLE, ending

HEAD_BYTES = 4096
_MAGIC = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", FileKind.DOC),
    ("PowerPoint Document", FileKind.PPT),
    ("Workbook", FileKind.XLS),
    ("Book", FileKind.XLS),
)
_MARKUP = re.compile(
    r"\s*(?:<!--|<\?|#!|<!doctype\b|<(?:html|head|body|script|iframe|svg|math|style|title|table|div|img|object|"
    r"embed|link|meta|base|form|font|h1|br|a|b|p)\b)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAIL_HEADER = re.compile(
    r"^(?:from|to|date|subject|received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE
)


def detect(content: BinaryIO, name: str) -> FileKind:
    """Return the kind of a seekable binary stream.

    Raises:
        EmptyFile: there are no bytes.
        UnsupportedType: it is of no accepted type, or its ending is one that a desktop runs.
        DamagedFile, TooLarge: it is an office package that must not be opened.
    """
    if ending(name) in RUNNABLE:
        raise _unsupported(name)
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if not head:
        raise EmptyFile(_("文件“%(name)s”是空的；请核对后重新上传") % {"name": name})
    kind = _binary_kind(head, content, name) or _text_kind(content, name)
    if kind is None:
        raise _unsupported(name)
    return kind


def read_text(content: BinaryIO, limit: int) -> str:
    """Return the beginning of a text file, at most so many bytes of it."""
    content.seek(0)
    head = content.read(limit)
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", errors="ignore")


def _binary_kind(head: bytes, content: BinaryIO, name: str) -> FileKind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head.startswith(_OLE):
        return _ole_kind(content)
    if head.startswith(b"PK\x03\x04"):
        return inspect_archive(content, name)
    return None


def _ole_kind(content: BinaryIO) -> FileKind | None:
    """Installers and encrypted packages are compound files too: only those with a document inside pass."""
    content.seek(0)
    body = content.read()
    for stream, kind in _OLE_STREAMS:
        if f"{stream}\0".encode("utf-16-le") in body:
            return kind
    return None


def _text_kind(content: BinaryIO, name: str) -> FileKind | None:
    content.seek(0)
    body = content.read()
    for codec in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return _decoded_kind(body.decode(codec).removeprefix("\ufeff"), name, codec)
    return None


def _decoded_kind(text: str, name: str, codec: str) -> FileKind | None:
    if _CONTROL.search(text) or _MARKUP.match(text) or not text.strip():
        return None
    if ending(name) == "csv":
        return FileKind.CSV if codec == "utf-8" else FileKind.CSV_GB
    if ending(name) == "eml" and len(_MAIL_HEADER.findall(text[:HEAD_BYTES])) >= 2:
        return FileKind.EML
    return FileKind.TEXT if codec == "utf-8" else FileKind.TEXT_GB


def _unsupported(name: str) -> UnsupportedType:
    return UnsupportedType(
        _("文件“%(name)s”的内容不是可接收的类型；可接收 %(accepted)s；请转换后重新上传")
        % {"name": name, "accepted": ACCEPTED}
    )
