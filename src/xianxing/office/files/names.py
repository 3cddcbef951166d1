"""Names that are safe on every system and say what the content is."""

import re
import unicodedata

from xianxing.office.files.kinds import FileKind

LONGEST_BYTES = 180
"""Room for a name in any file system (255 bytes) with something in front of it."""

UNNAMED = "未命名"
_RUNNABLE = """
    exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp msix lnk url reg jar class sh bash
    py pyc pl rb php asp aspx jsp dll sys cpl apk appimage deb rpm html htm xhtml xht mht mhtml shtml svg svgz
    xml xsl swf docm dotm xlsm xltm xlam pptm potm ppam iso img vhd chm scf inf gadget desktop
"""
RUNNABLE = frozenset(_RUNNABLE.split())
"""Endings that a desktop runs or a browser draws: refused whatever the content is."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ENDING = re.compile(r"[A-Za-z0-9]{1,10}")


def ending(name: str) -> str:
    """The ending of a name in lower case, empty when it has none."""
    _, dot, found = clean_name(name).rpartition(".")
    return found.lower() if dot and _ENDING.fullmatch(found) else ""


def clean_name(name: str) -> str:
    """The last part of a path without invisible characters and without those that a file system forbids."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each) not in _INVISIBLE)
    plain = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def stored_name(name: str, kind: FileKind) -> str:
    """The name to keep: cleaned, short enough, and ending as its content does.

    A picture called ``a.docx`` becomes ``a.docx.png``: nothing opens in a program it was not made for.
    """
    plain = clean_name(name) or UNNAMED
    endings = kind.value.endings
    found = ending(plain)
    if found in endings:
        plain = plain[: -len(found) - 1]
    else:
        found = endings[0]
    return f"{_shorten(plain.strip('. ') or UNNAMED, LONGEST_BYTES - len(found) - 1)}.{found}"


def _shorten(stem: str, limit: int) -> str:
    kept = stem.encode()[:limit].decode(errors="ignore").rstrip(". ")
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept
