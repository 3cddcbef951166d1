"""A house template learnt from a .docx, and where it departs from the standard."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from xianxing.engines.docform.reading.archive import open_archive
from xianxing.engines.docform.terms import Strength
from xianxing.engines.docform.typeset.errors import BadTemplateError
from xianxing.engines.docform.typeset.fonts.names import LICENSED
from xianxing.engines.docform.typeset.settings import POINT_MM, NumberStyle, PageSettings, Role
from xianxing.engines.docform.word.looks import Looks

_NUMBER = re.compile(r"\S{1,15}[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*第?\s*0*\d+\s*号")
_LEVELS = {
    Role.HEI: re.compile(r"^[一二三四五六七八九十]+、"),
    Role.KAI: re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
}
_MAIN_PART = "word/document.xml"
_BROKEN = (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError, TypeError)
"""What python-docx raises for a file whose parts do not fit together."""
_MARK_PT = 26.0
_TITLE_PT = 18.0
_PITCH = (9.0, 14.0)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where a template departs from the standard, with the clause and its strength."""

    text: str
    clause: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class HouseTemplate:
    """How an office's documents look: `settings` serve both outputs.

    `mark_text` and `number_text` are as the file has them, empty where it has none; sizes are in points, 0 where
    nothing told them.
    """

    settings: PageSettings
    mark_text: str = ""
    mark_size_pt: float = 0.0
    number_text: str = ""
    title_size_pt: float = 0.0
    deviations: tuple[Deviation, ...] = ()


def learn_template(content: bytes) -> HouseTemplate:
    """The template of a .docx: page, margins, faces, line pitch, mark, number and page numbers.

    What the file does not tell is the standard's. Raises UnreadableError for what is no .docx, is past the limits or is
    hostile, and BadTemplateError for one that Word's own rules do not allow.
    Source: GB/T 9704-2012 5.2, 7.2-7.5; GB/T 33476.2-2016 6-8.
    """
    archive = open_archive(content)
    archive.tree(_MAIN_PART)
    try:
        return _learnt(docx.Document(BytesIO(content)))
    except _BROKEN as error:
        raise BadTemplateError(
            "文件结构不合 .docx 的规定，无法学习版式；请用 Word 或 WPS 另存后再试"
        ) from error


def _learnt(word: WordDocument) -> HouseTemplate:
    looks = Looks(word)
    paragraphs = [each for each in word.paragraphs if each.text.strip()]
    mark = _mark(paragraphs, looks)
    number = next((found.group() for each in paragraphs if (found := _NUMBER.search(each.text))), "")
    title = _title(paragraphs, looks, mark)
    learnt = HouseTemplate(
        _settings(word, paragraphs, looks, mark, title),
        mark.text.strip() if mark is not None else "",
        looks.size(mark) if mark is not None else 0.0,
        number,
        looks.size(title) if title is not None else 0.0,
    )
    return replace(learnt, deviations=tuple(deviations(learnt)))


def deviations(learnt: HouseTemplate) -> Iterator[Deviation]:
    """Where what was learnt departs from the standard. Source: GB/T 9704-2012 5.2, 7.2-7.5."""
    page = learnt.settings
    yield from _page_deviations(page)
    yield from _text_deviations(page)
    yield from _face_deviations(page)
    if learnt.title_size_pt and abs(learnt.title_size_pt - 22.0) > 0.1:
        yield Deviation(
            f"标题为 {learnt.title_size_pt:g} 磅，应为 2 号（22 磅）",
            "GB/T 9704-2012 7.3.1",
            Strength.NORMALLY,
        )
    if learnt.number_text and not re.search(r"〔\d{4}〕[1-9]\d*号$", learnt.number_text):
        text = f"发文字号“{learnt.number_text}”的年份应在六角括号〔〕内，序号不编虚位、不加“第”"
        yield Deviation(text, "GB/T 9704-2012 7.2.5", Strength.MUST)
    if page.number_style is not NumberStyle.DASHED:
        text = "页码应为 4 号半角宋体阿拉伯数字，左右各放一条一字线"
        yield Deviation(text, "GB/T 9704-2012 7.5", Strength.NORMALLY)


def _page_deviations(page: PageSettings) -> Iterator[Deviation]:
    lengths = (
        ("纸张宽", page.width_mm, 210.0, 2.0, "GB/T 9704-2012 5.1"),
        ("纸张高", page.height_mm, 297.0, 2.0, "GB/T 9704-2012 5.1"),
        ("天头", page.top_mm, 37.0, 1.0, "GB/T 9704-2012 5.2.1"),
        ("订口", page.left_mm, 28.0, 1.0, "GB/T 9704-2012 5.2.1"),
        ("版心宽", page.text_width_mm, 156.0, 1.0, "GB/T 9704-2012 5.2.1"),
        ("版心高", page.text_height_mm, 225.0, 1.0, "GB/T 9704-2012 5.2.1"),
    )
    for name, found, wanted, slack, clause in lengths:
        if abs(found - wanted) > slack + 0.05:
            text = f"{name} {found:.1f} 毫米，应为 {wanted:g}±{slack:g} 毫米"
            yield Deviation(text, clause, Strength.MUST)


def _text_deviations(page: PageSettings) -> Iterator[Deviation]:
    clause = "GB/T 9704-2012 5.2.3"
    if abs(page.size_pt - 16.0) > 0.1:
        text = f"正文 {page.size_pt:g} 磅，一般用 3 号（16 磅）"
        yield Deviation(text, "GB/T 9704-2012 5.2.2", Strength.NORMALLY)
    if page.lines != 22:
        yield Deviation(f"每面排 {page.lines} 行，一般排 22 行", clause, Strength.NORMALLY)
    if page.characters != 28:
        yield Deviation(f"每行排 {page.characters} 字，一般排 28 字", clause, Strength.NORMALLY)


def _face_deviations(page: PageSettings) -> Iterator[Deviation]:
    kinds = {
        Role.FANG: ("正文", "仿宋", "GB/T 9704-2012 5.2.2", Strength.NORMALLY),
        Role.HEI: ("第一层标题", "黑体", "GB/T 9704-2012 7.3.3", Strength.NORMALLY),
        Role.KAI: ("第二层标题", "楷体", "GB/T 9704-2012 7.3.3", Strength.NORMALLY),
        Role.TITLE: ("标题", "小标宋", "GB/T 9704-2012 7.3.1", Strength.NORMALLY),
    }
    for role, (place, kind, clause, strength) in kinds.items():
        face = page.faces[role]
        known = {name for group in LICENSED[role] for name in group}
        if kind not in face and face not in known:
            yield Deviation(f"{place}用“{face}”，应为{kind}", clause, strength)


def _mark(paragraphs: Sequence[WordParagraph], looks: Looks) -> WordParagraph | None:
    """The first big red paragraph; without one, the first that ends with 文件. Source: 7.2.4."""
    top = paragraphs[:12]
    red = (each for each in top if looks.is_red(each) and looks.size(each) >= _MARK_PT)
    named = (each for each in top if each.text.strip().endswith("文件") and len(each.text.strip()) <= 40)
    return next(red, next(named, None))


def _title(
    paragraphs: Sequence[WordParagraph], looks: Looks, mark: WordParagraph | None
) -> WordParagraph | None:
    above = next((at for at, each in enumerate(paragraphs) if mark is not None and each._p is mark._p), -1)
    below = paragraphs[above + 1 : above + 12]
    return next((each for each in below if looks.size(each) >= _TITLE_PT and not looks.is_red(each)), None)


def _settings(
    word: WordDocument,
    paragraphs: Sequence[WordParagraph],
    looks: Looks,
    mark: WordParagraph | None,
    title: WordParagraph | None,
) -> PageSettings:
    standard = PageSettings()
    body = [each for each in paragraphs if len(each.text.strip()) >= 20] or paragraphs
    size = _prevailing([looks.size(each) for each in body], standard.size_pt)
    pitch = _prevailing([looks.line_twips(each) for each in body], 0) / 20 * POINT_MM
    pitch = round(pitch, 2) if _PITCH[0] <= pitch <= _PITCH[1] else standard.pitch_mm
    half = max(0.0, (pitch - size * POINT_MM) / 2)
    section = word.sections[0]
    width, height = _mm(section.page_width, standard.width_mm), _mm(section.page_height, standard.height_mm)
    left, right = _mm(section.left_margin, standard.left_mm), _mm(section.right_margin, standard.right_mm)
    spacing = _spacing_pt(word)
    return PageSettings(
        width_mm=width,
        height_mm=height,
        top_mm=round(_mm(section.top_margin, standard.top_mm - half) + half, 2),
        bottom_mm=round(_mm(section.bottom_margin, standard.bottom_mm - half) + half, 2),
        left_mm=left,
        right_mm=right,
        pitch_mm=pitch,
        size_pt=size,
        characters=max(1, int((width - left - right) / POINT_MM / (size + spacing) + 0.01)),
        mark_size_pt=(looks.size(mark) if mark is not None else 0.0) or standard.mark_size_pt,
        number_style=_number_style(word),
        faces=_faces(paragraphs, body, looks, title),
    )


def _faces(
    paragraphs: Sequence[WordParagraph],
    body: Sequence[WordParagraph],
    looks: Looks,
    title: WordParagraph | None,
) -> dict[Role, str]:
    faces = dict(PageSettings().faces)
    faces[Role.FANG] = _named([looks.face(each) for each in body], faces[Role.FANG])
    for role, pattern in _LEVELS.items():
        found = [
            looks.face(each)
            for each in paragraphs
            if pattern.match(each.text.strip()) and len(each.text) <= 40
        ]
        faces[role] = _named(found, faces[role])
    if title is not None:
        faces[Role.TITLE] = looks.face(title) or faces[Role.TITLE]
    return faces


def _named(found: Sequence[str], otherwise: str) -> str:
    counted = Counter(each for each in found if each)
    return counted.most_common(1)[0][0] if counted else otherwise


def _prevailing(found: Sequence[float], otherwise: float) -> float:
    counted = Counter(each for each in found if each)
    return counted.most_common(1)[0][0] if counted else otherwise


def _mm(length: object, otherwise: float) -> float:
    return round(length / 36_000, 2) if isinstance(length, int) else otherwise


def _spacing_pt(word: WordDocument) -> float:
    """The spacing of characters that the style of the body sets, in points."""
    root: BaseOxmlElement = word.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
            for each in style.iter(qn("w:spacing")):
                value = each.get(qn("w:val"))
                if value is not None and value.lstrip("-").isdigit():
                    return int(value) / 20
    return 0.0


def _number_style(word: WordDocument) -> NumberStyle:
    """How the footer shows a page number: with dashes, bare, or not at all."""
    texts = []
    for section in word.sections:
        for footer in (section.footer, section.even_page_footer):
            root: BaseOxmlElement = footer._element
            fields = [each.text or "" for each in root.iter(qn("w:instrText"))]
            fields += [str(each.get(qn("w:instr"))) for each in root.iter(qn("w:fldSimple"))]
            if any("PAGE" in field for field in fields):
                texts.append("".join(each.text or "" for each in root.iter(qn("w:t"))))
    if not texts:
        return NumberStyle.NONE
    return NumberStyle.DASHED if re.search(r"[—－\-–-]", texts[0]) else NumberStyle.BARE
