"""The parts of a .docx and how they refer to one another."""

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from xianxing.engines.docform.errors import DamagedError, UnreadableError
from xianxing.engines.docform.reading.archive import Archive
from xianxing.engines.docform.reading.names import attribute, child, children, number, short

_MAIN = "word/document.xml"
_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".svg": "image/svg+xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx opened for reading."""

    archive: Archive
    main: str
    relations: dict[str, str]

    def part(self, name: str) -> Element | None:
        """The root of a part beside the main one, None when the package has none. Source: ISO/IEC 29500-2."""
        path = posixpath.join(posixpath.dirname(self.main), name)
        return self.archive.tree(path) if path in self.archive.names else None

    def picture(self, relation: str) -> tuple[bytes, str] | None:
        """The bytes and the media type that a relationship leads to; None when it leads outside or to no picture."""
        target = self.relations.get(relation, "")
        media_type = _TYPES.get(posixpath.splitext(target)[1].lower())
        if media_type is None or target not in self.archive.names:
            return None
        return self.archive.content(target), media_type

    def style_lists(self) -> dict[str, tuple[str, int]]:
        """The list and the depth that each paragraph style numbers with. Source: ISO/IEC 29500-1 17.7."""
        styles = self.part("styles.xml")
        own: dict[str, tuple[str, int]] = {}
        based: dict[str, str] = {}
        for style in children(styles, "w:style"):
            name = attribute(style, "w:styleId")
            based[name] = attribute(child(style, "w:basedOn"))
            numbered = child(style, "w:pPr", "w:numPr")
            if numbered is not None:
                own[name] = (
                    attribute(child(numbered, "w:numId")),
                    number(child(numbered, "w:ilvl"), 0),
                )
        return {name: found for name in based if (found := _inherited(name, own, based)) is not None}


def open_package(archive: Archive) -> Package:
    """The package in an archive.

    Raises: UnreadableError when it is a zip but no Word document, DamagedError when it is broken.
    Source: ISO/IEC 29500-2 9.3.
    """
    main = _main_part(archive)
    folder = posixpath.dirname(main)
    listing = posixpath.join(folder, "_rels", posixpath.basename(main) + ".rels")
    relations = {}
    if listing in archive.names:
        for each in archive.tree(listing):
            if attribute(each, "TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attribute(each, "Target")))
                relations[attribute(each, "Id")] = target.lstrip("/")
    return Package(archive, main, relations)


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive.names:
        for each in archive.tree("_rels/.rels"):
            if attribute(each, "Type").endswith("/officeDocument"):
                target = attribute(each, "Target").lstrip("/")
                if target in archive.names and short(archive.tree(target).tag) == "w:document":
                    return target
                if not target.endswith(".xml") or "word" not in target:
                    raise UnreadableError(
                        "文件是压缩包，但不是 Word 文档；请用 Word 或 WPS 另存为 .docx 再试"
                    )
    if _MAIN in archive.names:
        return _MAIN
    if "[Content_Types].xml" in archive.names:
        raise DamagedError("文件里没有正文（word/document.xml）；文件已损坏，请重新保存后再试")
    raise UnreadableError("文件是压缩包，但不是 Word 文档；请用 Word 或 WPS 另存为 .docx 再试")


def _inherited(name: str, own: dict[str, tuple[str, int]], based: dict[str, str]) -> tuple[str, int] | None:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = based.get(name, "")
    return None
