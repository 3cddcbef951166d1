"""Small .docx files for tests, written part by part."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TOP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PNG = b"\x89PNG\r\n\x1a\n"


def part(name: str, inner: str) -> str:
    """One part of WordprocessingML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {SPACES}>{inner}</w:{name}>'


def relations(targets: Mapping[str, str]) -> str:
    """The relations of the main part; an address counts as outside."""
    listed = "".join(
        f'<Relationship Id="{key}" Target="{target}"{_mode(target)}/>' for key, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def docx(body: str, **parts: str | bytes) -> bytes:
    """A .docx with this body; a keyword such as `numbering` is the part word/numbering.xml."""
    files = {f"word/{name}.xml": content for name, content in parts.items()}
    return packed(
        {"_rels/.rels": _TOP, "word/document.xml": part("document", f"<w:body>{body}</w:body>"), **files}
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def unpacked(content: bytes) -> dict[str, str | bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; a text without a bracket is a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, depth: int = 0, list_id: int = 1) -> str:
    """A paragraph with an automatic number."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, header: bool = False) -> str:
    """A row; a text without a bracket is a cell with one paragraph."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{inner}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph, or of the blocks given."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def drawing(relation: str, *, width: int = 3_600_000, caption: str = "") -> str:
    """A run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="1"/><wp:docPr id="1" name="n" descr="{caption}"/>'
        f'<a:graphic><a:blip r:embed="{relation}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _mode(target: str) -> str:
    return ' TargetMode="External"' if "://" in target else ""
