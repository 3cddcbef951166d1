"""Take in what comes to the office: from a file or by hand, once each (条例 第二十四条)."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from xianxing.duties.writing.engine.content import tidy
from xianxing.duties.writing.errors import IntakeRefused
from xianxing.duties.writing.models import Incoming
from xianxing.duties.writing.permissions import INCOMING_TYPE, incoming_audience
from xianxing.duties.writing.press import draw_page
from xianxing.duties.writing.scanning import PAGE_WIDTH_PX, find_reader, read_pictures, telling_pages
from xianxing.engines.docform import DocformError, Document, Kind, parse_text, read
from xianxing.office.access.models import Account
from xianxing.office.files.actions import store
from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import record, writing
from xianxing.office.notices.actions import touch
from xianxing.office.search.actions import index
from xianxing.text import FoundDate, find_dates, fold, normalise

LONGEST = 400_000
MOST_PAGES = 200
FEWEST = 20
"""A PDF with fewer characters than this on all its pages is a scan."""
READABLE = ("docx", "doc", "wps", "txt", "md", "pdf")
_URGENCY = re.compile(r"特急|加急|特提|平急")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an incoming document says of itself."""

    title: str
    sender: str
    number: str = ""
    type: str = ""
    urgency: str = ""
    dated_on: date | None = None
    text: str = ""
    pages: int = 0


def read_upload(name: str, content: bytes) -> Letterhead:
    """Return what a file says: title, sender, number, day and text, for a person to confirm.

    Raises:
        IntakeRefused: it cannot be read; the message says what can, and what to do.
        ClassifiedMaterial: it bears a mark of a state secret.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix not in READABLE:
        raise IntakeRefused(
            _("“%(name)s”不能读出文字；可接收 %(allowed)s；扫描件请先存为 PDF")
            % {"name": name, "allowed": "、".join(READABLE)}
        )
    pages = 0
    if suffix == "pdf":
        text, pages = read_pdf(content, name)
        document = parse_text(text)
    else:
        try:
            document = read(content, name=name)
        except DocformError as refused:
            raise IntakeRefused(str(refused)) from refused
    refuse_classified(document.source, where=name)
    return _letterhead(document, pages)


def read_pdf(content: bytes, name: str) -> tuple[str, int]:
    """Return the text of a PDF and its number of pages.

    Raises:
        IntakeRefused: it is broken, too long, or a scan without text and nothing that reads scans is installed.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # late import: start-up time

    try:
        opened = PdfDocument(content)
    except PdfiumError as broken:
        raise IntakeRefused(
            _("“%(name)s”已损坏或者有口令，无法打开；请重新导出") % {"name": name}
        ) from broken
    try:
        count = len(opened)
        if count > MOST_PAGES:
            raise IntakeRefused(
                _("“%(name)s”有 %(found)s 页，最多 %(allowed)s 页；请拆分后登记")
                % {"name": name, "found": count, "allowed": MOST_PAGES}
            )
        text = "\n".join(opened[at].get_textpage().get_text_range() for at in range(count))
    finally:
        opened.close()
    if len("".join(text.split())) < FEWEST:
        text = _read_scan(content, count, name)
    return tidy(text), count


def _read_scan(content: bytes, pages: int, name: str) -> str:
    """The text of a scan, read from its telling pages where something that reads scans is installed."""
    reader = find_reader()
    if reader is None:
        raise IntakeRefused(
            _(
                "“%(name)s”是扫描件，没有文字；本机没有安装文字识别（rapidocr），请手工填写标题、字号和正文，原件照常保存"
            )
            % {"name": name}
        )
    pictures = [draw_page(content, page, PAGE_WIDTH_PX) for page in telling_pages(pages)]
    text = read_pictures(pictures, reader)
    if len("".join(text.split())) < FEWEST:
        raise IntakeRefused(
            _("“%(name)s”是扫描件，没有认出文字；请手工填写标题、字号和正文，原件照常保存") % {"name": name}
        )
    return text


def keep_upload(*, actor: Account, upload: "File[bytes]", now: datetime) -> tuple[StoredFile, bytes]:
    """Keep an uploaded file, and return its record and its bytes. Call it outside ``writing()``."""
    content = b"".join(upload.chunks())
    kept = ContentFile(content, upload.name)
    return store(actor=actor, upload=kept, now=now), content


@writing()
def receive(
    *, actor: Account, head: Letterhead, file: StoredFile | None, now: datetime, again: str = ""
) -> Incoming:
    """Sign for a document that came in (签收). One that is there already is refused and named.

    ``again`` is the reason for entering it a second time, when there is one.

    Raises:
        IntakeRefused: no title or sender, or the same number of the same sender, or the same text, is there.
        ClassifiedMaterial: it bears a mark of a state secret.
    """
    require_particulars(head)
    twin = find_twin(head)
    if twin is not None and not again.strip():
        raise IntakeRefused(
            _("此件已于 %(day)s 登记（%(found)s）；同一来文不重复登记，确需再次登记的请写明理由")
            % {"day": twin.received_at.date().isoformat(), "found": twin}
        )
    incoming = Incoming.objects.create(
        title=head.title.strip()[:300],
        sender=head.sender.strip()[:120],
        number=head.number.strip()[:60],
        number_key=number_key(head.number),
        type=head.type[:10],
        urgency=head.urgency[:10],
        dated_on=head.dated_on,
        text=head.text[:LONGEST],
        text_sha256=text_digest(head.text),
        pages=head.pages,
        file=file,
        received_by=actor,
        received_at=now,
        updated_at=now,
    )
    keep_in_step(incoming, now=now)
    record("writing.incoming.received", actor=actor, obj=incoming, now=now, label=str(incoming), reason=again)
    return incoming


def find_twin(head: Letterhead) -> Incoming | None:
    """Return the document that is there already: of the same number and sender, or with the same text."""
    key = number_key(head.number)
    if key:
        for each in Incoming.objects.filter(number_key=key).order_by("id")[:20]:
            if fold(each.sender) == fold(head.sender):
                return each
    if not head.text.strip():
        return None
    return Incoming.objects.filter(text_sha256=text_digest(head.text)).order_by("id").first()


def number_key(number: str) -> str:
    """Return a document number as a key: brackets and widths made equal, blanks dropped."""
    plain = "".join(normalise(number).split())
    return re.sub(r"[\[［【（(]", "〔", re.sub(r"[\]］】）)]", "〕", plain))[:60]


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text without blanks and punctuation; empty for no text."""
    folded = fold(text)
    return hashlib.sha256(folded.encode()).hexdigest() if folded else ""


def require_particulars(head: Letterhead) -> None:
    """Return when a document can be entered.

    Raises:
        IntakeRefused: no title, or no sender.
        ClassifiedMaterial: a field bears a mark.
    """
    for text, name in ((head.title, _("标题")), (head.sender, _("来文机关"))):
        if not text.strip():
            raise IntakeRefused(_("没有%(name)s；请照来文填写") % {"name": name})
        refuse_classified(text, where=name)
    refuse_classified(head.text, where=_("正文"))


def keep_in_step(incoming: Incoming, *, now: datetime, fields: Sequence[str] = ()) -> None:
    """Save the named fields of an incoming document, put it into the index, and tell open pages."""
    incoming.updated_at = now
    incoming.save(update_fields=[*fields, "updated_at"])
    index(
        INCOMING_TYPE,
        incoming.pk,
        title=str(incoming),
        text=f"{incoming.sender}\n{incoming.register_number}\n{incoming.text}",
        audience=incoming_audience(incoming),
        updated_at=now,
    )
    touch("incoming", now)
    touch(f"incoming:{incoming.pk}", now)


def _letterhead(document: Document, pages: int) -> Letterhead:
    title = _text(document, Kind.TITLE)
    signature = _text(document, Kind.SIGNATURE)
    mark = re.sub(r"文件$", "", _text(document, Kind.ISSUER_MARK))
    named = title.partition("关于")[0] if "关于" in title else ""
    urgency = _URGENCY.search(_text(document, Kind.URGENCY).replace(" ", ""))
    days: tuple[FoundDate, ...] = find_dates(_text(document, Kind.DATE))
    return Letterhead(
        title=title,
        sender=signature or mark or named,
        number=_text(document, Kind.NUMBER),
        type=str(document.type or ""),
        urgency=urgency[0] if urgency else "",
        dated_on=days[0].day if days else None,
        text=tidy(document.source)[:LONGEST],
        pages=pages,
    )


def _text(document: Document, kind: Kind) -> str:
    element = document.first(kind)
    return element.text.strip() if element else ""
