"""Office packages (docx, xlsx, pptx, ofd) looked at without unpacking them."""

import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from xianxing.office.files.errors import DamagedFile, RefusedFile, TooLarge, UnsupportedType
from xianxing.office.files.kinds import ACCEPTED, FileKind

MOST_ENTRIES = 5_000
MOST_BYTES = 512 * 1024 * 1024
MOST_RATIO = 200
"""A spreadsheet of one repeated cell reaches about 100; deflate itself ends at 1,032."""

CONTENT_TYPES_BYTES = 1024 * 1024
ENCRYPTED = 0x1
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = (
    ("wordprocessingml.document.main+xml", FileKind.DOCX),
    ("spreadsheetml.sheet.main+xml", FileKind.XLSX),
    ("presentationml.presentation.main+xml", FileKind.PPTX),
)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


def inspect_archive(content: BinaryIO, name: str) -> FileKind:
    """Return which office package this is; only its directory and its list of types are read.

    Raises:
        UnsupportedType: another kind of archive, or one with macros.
        DamagedFile: the directory cannot be read, is encrypted, or names files outside the package.
        TooLarge: unpacked it would be out of proportion (a zip bomb).
    """
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as package:
            entries = package.infolist()
            _check_entries(entries, name)
            _check_sizes(entries, name, packed=content.seek(0, 2))
            return _package_kind(package, name)
    except RefusedFile:
        raise
    except _UNREADABLE:
        raise _damaged(name) from None


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename for entry in entries]
    if any(_OUTSIDE.search(each) for each in names) or len(set(names)) < len(names):
        raise _damaged(name)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise DamagedFile(_("文件“%(name)s”已加密，无法检查；请去掉密码后重新上传") % {"name": name})


def _check_sizes(entries: list[zipfile.ZipInfo], name: str, *, packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if sum(entry.compress_size for entry in entries) > packed:
        raise _damaged(name)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_BYTES or unpacked > MOST_RATIO * packed:
        raise TooLarge(
            _(
                "文件“%(name)s”解压后有 %(entries)d 项、%(unpacked)d 字节，超出允许的比例；"
                "请拆分或另存后重新上传"
            )
            % {"name": name, "entries": len(entries), "unpacked": unpacked}
        )


def _package_kind(package: zipfile.ZipFile, name: str) -> FileKind:
    names = set(package.namelist())
    if "OFD.xml" in names:
        return FileKind.OFD
    if _CONTENT_TYPES in names:
        types = _read_types(package, name)
        if "macroEnabled" in types or any(each.lower().endswith("vbaproject.bin") for each in names):
            raise UnsupportedType(_("文件“%(name)s”带有宏；请另存为不带宏的格式后重新上传") % {"name": name})
        for main_part, kind in _MAIN_PARTS:
            if main_part in types:
                return kind
    raise UnsupportedType(
        _("文件“%(name)s”是压缩包；可接收 %(accepted)s；请解压后逐个上传")
        % {"name": name, "accepted": ACCEPTED}
    )


def _read_types(package: zipfile.ZipFile, name: str) -> str:
    with package.open(_CONTENT_TYPES) as part:
        found = part.read(CONTENT_TYPES_BYTES + 1)
    if len(found) > CONTENT_TYPES_BYTES:
        raise _damaged(name)
    return found.decode("utf-8", errors="replace")


def _damaged(name: str) -> DamagedFile:
    return DamagedFile(_("文件“%(name)s”已损坏或结构异常；请用办公软件重新保存后上传") % {"name": name})
