"""A zip archive that may come from anyone: sizes are counted before anything is unpacked, DTDs are refused."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from xianxing.engines.docform.errors import DamagedError, DocformError, TooLargeError, UnreadableError

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
MOST_ENTRIES = 4_000
HIGHEST_RATIO = 200
DEEPEST = 256
MOST_ELEMENTS = 1_000_000
_SMALL = 10 * 1024 * 1024
"""Below this a high ratio is harmless: an empty picture or a long table of like cells packs to almost nothing."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)
_DTD = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


@dataclass(frozen=True, slots=True)
class Archive:
    """The entries of a checked archive."""

    opened: zipfile.ZipFile
    names: frozenset[str]

    def content(self, name: str) -> bytes:
        """The bytes of an entry, never more than it declared.

        Raises: DamagedError when the entry is missing, broken or longer than declared, TooLargeError past 64 MB.
        Source: APPNOTE.TXT 4.4.
        """
        if name not in self.names:
            raise DamagedError(f"文件里缺少“{name}”；完整的 .docx 必有此项，请重新保存后再试")
        size = self.opened.getinfo(name).file_size
        if size > LARGEST_PART:
            raise TooLargeError(f"“{name}”解压后 {_mb(size)}；最多 {_mb(LARGEST_PART)}，请拆分文件")
        try:
            with self.opened.open(name) as entry:
                return entry.read(size + 1)
        except _BROKEN as error:
            raise DamagedError(f"“{name}”无法解压（{error}）；文件已损坏或加密，请重新保存后再试") from error

    def tree(self, name: str) -> Element:
        """The root of an XML entry.

        Raises: DamagedError when it is no XML or declares a DTD, TooLargeError when it is too long.
        Source: ISO/IEC 29500-2 8.1.4: parts of a package shall not hold a DTD.
        """
        content = self.content(name)
        if any(mark in content for mark in _DTD):
            raise DamagedError(f"“{name}”里有文档类型声明（DTD）；正常的 .docx 没有，可能是恶意文件，已拒绝")
        return _parsed(content, name)


def open_archive(content: bytes) -> Archive:
    """The archive in these bytes, its sizes checked.

    Raises: UnreadableError when it is no zip, DamagedError when it is broken, TooLargeError when it or what
    unpacks from it is past the limits. Source: decision (50 MB, 200 MB unpacked, 4,000 entries, ratio 200).
    """
    if len(content) > LARGEST_FILE:
        raise TooLargeError(f"文件有 {_mb(len(content))}；最多 {_mb(LARGEST_FILE)}，请压缩其中的图片或者拆分")
    if not content.startswith(b"PK\x03\x04"):
        raise UnreadableError("文件不是 .docx（开头不是压缩包标记）；请用 Word 或 WPS 另存为 .docx 再试")
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedError(f"压缩包已损坏（{error}）；文件可能没有传完，请重新保存或重新上传") from error
    _require_modest(opened.infolist())
    return Archive(opened, frozenset(opened.namelist()))


def _require_modest(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise TooLargeError(f"压缩包里有 {len(entries)} 项；最多 {MOST_ENTRIES} 项，这不像一份公文")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_UNPACKED:
        raise TooLargeError(f"解压后有 {_mb(total)}；最多 {_mb(LARGEST_UNPACKED)}，可能是压缩炸弹，已拒绝")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _SMALL and ratio > HIGHEST_RATIO:
            told = f"“{entry.filename}”压缩了 {ratio:.0f} 倍；最多 {HIGHEST_RATIO} 倍，可能是压缩炸弹，已拒绝"
            raise TooLargeError(told)


class _Builder(TreeBuilder):
    """Builds a tree of bounded depth and size, so that no walk over it takes more than its length."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Opens an element; raises DamagedError when it lies too deep, TooLargeError when there are too many."""
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            told = f"“{self._name}”里的表格或控件套了 {self._depth} 层以上；最多 {DEEPEST} 层，请拆开后再试"
            raise DamagedError(told)
        if self._count > MOST_ELEMENTS:
            raise TooLargeError(f"“{self._name}”里的元素超过 {MOST_ELEMENTS} 个；请拆分文件")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Closes an element."""
        self._depth -= 1
        return super().end(tag)


def _parsed(content: bytes, name: str) -> Element:
    # Documents with a DTD, the way of every entity attack, were refused before this.
    parser = XMLParser(target=_Builder(name))  # noqa: S314
    try:
        parser.feed(content)
        return parser.close()
    except DocformError:
        raise
    except (ParseError, LookupError, ValueError) as error:
        raise DamagedError(f"“{name}”不是完整的 XML（{error}）；文件已损坏，请重新保存后再试") from error


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"
