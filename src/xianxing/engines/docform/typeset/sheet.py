"""A document as the layout reads it: what stands where, in which face."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from xianxing.engines.docform.terms import Document, Element, Form, Kind, Picture
from xianxing.engines.docform.typeset.block import Block, Json, block, run
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.ending import closing_block, imprint_block, is_moved
from xianxing.engines.docform.typeset.opening import has_head, head_block
from xianxing.engines.docform.typeset.paragraphs import (
    SUFFIXES,
    note_items,
    paragraph_block,
    paragraphs,
    picture_block,
    table_block,
)
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.typeset.titling import title_lines
from xianxing.text.dates import find_dates

_HEAD = {Kind.COPY_NUMBER, Kind.CLASSIFICATION, Kind.URGENCY, Kind.ISSUER_MARK, Kind.NUMBER, Kind.SIGNER}
_IMPRINT = {Kind.COPY_TO, Kind.PRINTED_BY}
_SIGNED = {Kind.SIGNATURE, Kind.DATE}
_TEXT = {Kind.HEADING, Kind.BODY}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The data of a layout, the pictures it names, and what could not be shown."""

    values: Block
    pictures: dict[str, bytes]
    remarks: tuple[str, ...]


def with_last_text_turned(sheet: Sheet) -> Sheet:
    """The sheet with a new page before the last paragraph above the signature. Source: GB/T 9704-2012 7.3.3, 7.3.5.5."""
    flow = sheet.values["flow"]
    blocks: list[Json] = list(flow) if isinstance(flow, list) else []
    signed = next(
        at for at, each in enumerate(blocks) if isinstance(each, dict) and each["kind"] == "closing"
    )
    texts = [
        at for at, each in enumerate(blocks[:signed]) if isinstance(each, dict) and each["kind"] == "indented"
    ]
    place = texts[-1] if texts else signed
    return replace(sheet, values={**sheet.values, "flow": [*blocks[:place], block("turn"), *blocks[place:]]})


@dataclass(slots=True)
class _Pictures:
    """The pictures met so far, by the name they will have beside the layout."""

    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def keep(self, content: bytes, media_type: str, what: str) -> str | None:
        """The name of the kept file; nothing for a kind that cannot be drawn, with a remark."""
        if media_type not in SUFFIXES:
            self.remarks.append(
                f"{what}的格式 {media_type} 无法绘制，可用 PNG、JPEG、GIF、WebP、SVG；请转换后再排版"
            )
            return None
        name = f"picture-{len(self.files)}.{SUFFIXES[media_type]}"
        self.files[name] = content
        return name


@dataclass(frozen=True, slots=True)
class _Job:
    """What composing one document needs everywhere."""

    document: Document
    settings: PageSettings
    closing: Closing
    pictures: _Pictures


def compose_sheet(
    document: Document, *, settings: PageSettings, faces: dict[Role, tuple[str, ...]], closing: Closing
) -> Sheet:
    """The data the layout needs to set `document`. Source: GB/T 9704-2012 7, 10."""
    pictures = _Pictures()
    job = _Job(document, settings, closing, pictures)
    head = head_block(document, settings)
    flow = list(_flow(job))
    imprint = imprint_block(document)
    title = document.first(Kind.TITLE)
    values: Block = {
        "title": title.text if title else "",
        "day": _day(document),
        "page": _page(settings, numbered=head["form"] != "letter"),
        "faces": {role.value: list(families) for role, families in faces.items()},
        "head": head,
        "flow": [*flow, *([imprint] if imprint else [])],
    }
    return Sheet(values, pictures.files, tuple(pictures.remarks))


def _day(document: Document) -> list[Json]:
    """The day of the document as year, month, day; PDF/A wants one, and an undated draft gets the first of all."""
    written = document.first(Kind.DATE)
    found = find_dates(written.text) if written else ()
    day = found[0].day if found else date(1970, 1, 1)
    return [day.year, day.month, day.day]


def _page(settings: PageSettings, *, numbered: bool) -> Block:
    return {
        "width_mm": settings.width_mm,
        "height_mm": settings.height_mm,
        "top_mm": settings.top_mm,
        "bottom_mm": settings.bottom_mm,
        "left_mm": settings.left_mm,
        "right_mm": settings.right_mm,
        "pitch_mm": settings.pitch_mm,
        "size_pt": settings.size_pt,
        "tracking_pt": settings.tracking_pt,
        "folio_mm": settings.folio_mm,
        "number_style": settings.number_style.value,
        "first_numbered": numbered,
    }


def _flow(job: _Job) -> Iterator[Block]:
    """The pieces below the head in the order of reading, attachments last."""
    shown = has_head(job.document)
    by_part = sorted(job.document.elements, key=lambda each: each.part)
    for part, elements in groupby(by_part, lambda each: each.part):
        kept = [
            each
            for each in elements
            if not (each.kind in _IMPRINT or (shown and each.kind in _HEAD) or is_moved(each))
        ]
        yield from _attachment(kept, job) if part else _main(kept, job)


def _main(elements: Sequence[Element], job: _Job) -> Iterator[Block]:
    begun = False
    for kind, group in _stretches(elements):
        begun = begun or kind is Kind.BODY
        if kind is Kind.SIGNATURE and begun:
            files = _seal_files(job.closing, job.pictures)
            yield closing_block(group, job.document.form, job.closing, files)
        elif kind is Kind.TITLE:
            lines = title_lines("".join(each.text for each in group), job.document, job.settings)
            yield block("title", lines=[line.strip() for line in lines], gap_lines=1)
        elif kind is Kind.ATTACHMENT_NOTE:
            yield note_items(group)
        else:
            yield from _plain(group, job)


def _attachment(elements: Sequence[Element], job: _Job) -> Iterator[Block]:
    """An attachment on a page of its own. Source: GB/T 9704-2012 7.3.7."""
    label = "".join(each.text.strip() for each in elements if each.kind is Kind.ATTACHMENT) or "附件"
    label, _, named = label.partition("：")
    title = named.strip() + "".join(each.text.strip() for each in elements if each.kind is Kind.TITLE)
    lines = title_lines(title, job.document, job.settings) if title else ()
    yield block("attachment", label=[run(label, Role.HEI)], lines=[line.strip() for line in lines])
    rest = [each for each in elements if each.kind not in {Kind.ATTACHMENT, Kind.TITLE}]
    for kind, group in _stretches(rest):
        if kind is Kind.SIGNATURE:
            yield closing_block(group, Form.PLAIN, Closing(), {})
        else:
            yield from _plain(group, job)


def _stretches(elements: Sequence[Element]) -> Iterator[tuple[Kind, list[Element]]]:
    """Neighbours that are set together: text, signatures with their date, titles, attachment notes."""
    for kind, group in groupby(elements, _together):
        yield kind, list(group)


def _together(element: Element) -> Kind:
    if element.kind in _TEXT:
        return Kind.BODY
    return Kind.SIGNATURE if element.kind in _SIGNED else element.kind


def _plain(elements: Sequence[Element], job: _Job) -> Iterator[Block]:
    for group in paragraphs(elements):
        first = group[0]
        if first.table is not None and first.table.rows:
            yield table_block(first.table)
        elif first.picture is not None:
            yield _pictured(first.picture, first.text, job)
        elif first.kind is Kind.MAIN_RECIPIENT:
            yield block("flush", runs=[run(first.text.strip())])
        elif first.kind in _TEXT:
            yield paragraph_block(group, job.document)
        elif first.kind is Kind.NOTE:
            yield block("note", runs=[run(first.text.strip())])
        else:
            yield _centred(first.text.strip())


def _pictured(picture: Picture, text: str, job: _Job) -> Block:
    name = picture.caption or text or "未命名"
    file = job.pictures.keep(picture.content, picture.media_type, f"图片“{name}”")
    return picture_block(picture, file, job.settings) if file else _centred(f"（图片：{name}）")


def _centred(text: str) -> Block:
    return block("centred", runs=[run(text)])


def _seal_files(closing: Closing, pictures: _Pictures) -> dict[int, str]:
    """The picture of each seal, or of each stamp, by its place."""
    drawn = [(each.content, each.media_type) for each in closing.stamps or closing.seals]
    files: dict[int, str] = {}
    for at, (content, media_type) in enumerate(drawn):
        name = pictures.keep(content, media_type, "印章或签名章") if content else None
        if name:
            files[at] = name
    return files
