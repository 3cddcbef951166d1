"""One run of the layout engine: a sheet in, a PDF and what became of it out."""

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category

from typst import Compiler, Fonts, TypstError

from xianxing.engines.docform.errors import LayoutError
from xianxing.engines.docform.typeset.errors import BadPictureError
from xianxing.engines.docform.typeset.settings import PageSettings
from xianxing.engines.docform.typeset.sheet import Sheet

SHEETS = Path(__file__).parent / "sheets"
STANDARD: Final = "a-2b"
_MAIN = "document.typ"
_NO_GLYPH = "〓"
_KEPT = "\u200b\n\t"
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF, its pages, where its signature came to stand, and how many pages were turned before its imprint."""

    pdf: bytes
    pages: int
    signed_page: int
    signed_top_mm: float
    turned: int

    def stands_alone(self, page: PageSettings) -> bool:
        """Whether a page begins with the signature, so that no text stands above the seal. Source: 7.3.5.5."""
        return self.signed_page > 1 and self.signed_top_mm < page.top_mm + 0.1


def new_compiler(fonts: Fonts, folder: Path = SHEETS) -> Compiler:
    """A layout engine for the sheets in a folder, which sees these fonts and no others. Source: facts A12."""
    return Compiler(str(folder / _MAIN), root=str(folder), font_paths=fonts, ignore_system_fonts=True)


def make(sheet: Sheet, compiler: Compiler, fonts: Fonts, missing: tuple[str, ...]) -> Made:
    """The PDF of a sheet. Pictures lie beside the layout in a folder of their own for as long as it runs.

    Raises BadPictureError and LayoutError. Source: ISO 19005-2.
    """
    drawn = _drawable(sheet_text(sheet), missing)
    values = {"sheet": json.dumps(_cleaned(sheet.values, drawn), ensure_ascii=False)}
    try:
        if not sheet.pictures:
            return _compiled(compiler, values)
        with TemporaryDirectory() as name:
            folder = Path(name)
            for file in SHEETS.glob("*.typ"):
                copy(file, folder)
            for picture, content in sheet.pictures.items():
                (folder / picture).write_bytes(content)
            return _compiled(new_compiler(fonts, folder), values)
    except TypstError as error:
        if sheet.pictures and "decode image" in error.message:
            told = f"图片或印章文件已损坏，无法绘制（{error.message}）；请重新插入图片"
            raise BadPictureError(told) from error
        raise LayoutError(f"排版未完成：{error.message}；请检查文稿内容") from error


def sheet_text(sheet: Sheet) -> str:
    """Every text that a sheet shows. Source: none, a list of what was composed."""
    return "".join(_texts([sheet.values["flow"], sheet.values["head"], sheet.values["title"]]))


def seen_text(sheet: Sheet) -> str:
    """The characters of a sheet that leave ink: controls and marks of format do not. Source: Unicode 4.5."""
    return "".join(each for each in sheet_text(sheet) if category(each) not in _UNSEEN)


def _compiled(compiler: Compiler, values: dict[str, str]) -> Made:
    made = compiler.compile(format="pdf", sys_inputs=values, pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        raise LayoutError("排版未产生 PDF；请检查 typst 的版本")
    facts = {each["kind"]: each for each in json.loads(compiler.query("<fact>", field="value"))}
    signed = facts.get("signed", {"page": 1, "top": 0.0})
    turned = facts.get("turned", {"count": 0})
    pages = int(facts["pages"]["count"])
    return Made(made, pages, int(signed["page"]), float(signed["top"]), int(turned["count"]))


def _drawable(text: str, missing: tuple[str, ...]) -> dict[int, str]:
    """What becomes of characters that cannot be drawn: the unseen go, for those of no font stands the printers' 〓."""
    gone = {ord(each): "" for each in set(text) if category(each) in _UNSEEN and each not in _KEPT}
    return gone | {ord(each): _NO_GLYPH for each in missing}


def _cleaned(value: object, drawn: dict[int, str]) -> object:
    """The value with every text in it made drawable."""
    if isinstance(value, str):
        return value.translate(drawn)
    if isinstance(value, dict):
        return {key: _cleaned(each, drawn) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, drawn) for each in value]
    return value


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return []
