"""Small files of every kind, built in memory."""

import io
import zipfile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def office_package(main_type: str, **parts: bytes) -> bytes:
    """A package whose list of types names this main part."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{main_type}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "main.xml": b"<x/>", **parts})


def archive(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return packed.getvalue()


def ole(stream: str) -> bytes:
    """A compound file that names one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + f"{stream}\0".encode("utf-16-le") + b"\0" * 64
