"""The closed vocabulary of official documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of an official document is. Source: GB/T 9704-2012 7; 党政机关公文处理工作条例 第九条."""

    COPY_NUMBER = "copy_number"
    CLASSIFICATION = "classification"
    URGENCY = "urgency"
    ISSUER_MARK = "issuer_mark"
    NUMBER = "number"
    SIGNER = "signer"
    TITLE = "title"
    MAIN_RECIPIENT = "main_recipient"
    HEADING = "heading"
    BODY = "body"
    ATTACHMENT_NOTE = "attachment_note"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"
    ATTACHMENT = "attachment"
    COPY_TO = "copy_to"
    PRINTED_BY = "printed_by"


class DocumentType(StrEnum):
    """The fifteen types (文种). Source: 党政机关公文处理工作条例 第八条."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    BILL = "议案"
    LETTER = "函"
    MINUTES = "纪要"


class Form(StrEnum):
    """How a document is laid out. Source: GB/T 9704-2012 7 (ordinary), 10.1 (letter), 10.2 (order), 10.3 (minutes)."""

    ORDINARY = "ordinary"
    LETTER = "letter"
    ORDER = "order"
    MINUTES = "minutes"
    PLAIN = "plain"
    """An internal paper (签报, 讲话稿, 方案) without a red head."""


class Strength(StrEnum):
    """How strong the words of a clause are. Source: the wording of GB/T 9704-2012 and of the 条例."""

    MUST = "must"
    """应当, or no modifier: an error."""
    NORMALLY = "normally"
    """一般, 原则上: a warning."""
    MAY = "may"
    """推荐, 可以, 依次可以用: a hint."""
    PRACTICE = "practice"
    """What offices do, and no clause asks for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an element was taken for what it is, with the clause where there is one."""

    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside the body: rows of cells, every row of the same length; a merged cell repeats its text."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside the body; `width_mm` is as the source showed it."""

    content: bytes
    media_type: str
    width_mm: float
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a document, where it stands in the source, and why it was taken for that.

    `start` and `end` are code points of the source text, `source[start:end]` is the stretch with its own line
    breaks, and `text` is the same without them. `level` is 1-4 for 一、 （一） 1. （1）, 5 for 第X条, 6 for 第X章,
    and 0 elsewhere. A run-in heading is a HEADING that ends at its first 。 with the rest as a BODY that is
    marked `run_in`: both are one paragraph. An element of an attachment carries the attachment's number,
    counted from 1, in `part`; the document itself is part 0.
    """

    kind: Kind
    text: str
    start: int
    end: int
    level: int = 0
    run_in: bool = False
    part: int = 0
    table: Table | None = None
    picture: Picture | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, in the order of reading.

    `source` is the text that the offsets of the elements count in. `lost` names what the source held that a
    document cannot carry, one sentence each, so that nothing disappears in silence.
    """

    elements: tuple[Element, ...]
    source: str
    type: DocumentType | None = None
    form: Form = Form.ORDINARY
    lost: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Element, ...]:
        """The elements of one kind in the document itself, attachments left out. Source: 条例 第九条."""
        return tuple(element for element in self.elements if element.kind is kind and element.part == 0)

    def first(self, kind: Kind) -> Element | None:
        """The first element of `kind` in the document itself. Source: 条例 第九条."""
        return next(iter(self.of(kind)), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a document departs from a rule.

    `rule` names the rule for good (`date.chinese_numerals`), `clause` says where it stands (empty for practice),
    and `source[start:end]` is the stretch meant; `start == end` when something is missing there. `fix` is what the
    stretch should read, None when a person has to decide.
    """

    rule: str
    clause: str
    strength: Strength
    message: str
    start: int
    end: int
    fix: str | None = None
