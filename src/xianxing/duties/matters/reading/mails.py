"""E-mails as saved files: who, when, about what, in plain text, with what attached. Pure."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from xianxing.duties.matters.reading.markup import plain_text
from xianxing.text import normalise

MOST_BYTES = 40 * 1024 * 1024
MOST_ATTACHMENTS = 30
MOST_PARTS = 300
MOST_TEXT = 50_000
LONGEST_REFERENCE = 80
CONTENT_MARK = "邮件"
_OLE = b"\xd0\xcf\x11\xe0"
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*[ \t]*:", re.MULTILINE)
_BROKEN = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    LookupError,
    MessageError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library of mails raises on hostile input."""


class MailRefused(ValueError):
    """The file is no mail that can be taken in; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadMail:
    """One mail; ``sent_at`` is what it says, aware, or None. ``reference`` is equal for the same mail."""

    reference: str
    sender_name: str
    sender_address: str
    title: str
    text: str
    sent_at: datetime | None
    attachments: tuple[Attachment, ...]


def read_mail(content: bytes) -> ReadMail:
    """Return what a saved e-mail says.

    Raises:
        MailRefused: it is not a mail in the form of RFC 5322, it is too large, or it has too many parts.

    Source: RFC 5322, RFC 2045.
    """
    if len(content) > MOST_BYTES:
        raise MailRefused(
            f"邮件有 {len(content) // 1024 // 1024} MB，最多 {MOST_BYTES // 1024 // 1024} MB；请另存附件后再收"
        )
    if content[:4] == _OLE:
        raise MailRefused("这是 Outlook 的 .msg 文件；请在邮件软件中另存为 .eml 后再放入")
    if not _HEADER.match(content.lstrip()):
        raise MailRefused("文件不是邮件；请在邮件软件中另存为 .eml 后再放入")
    try:
        return _read(content)
    except MailRefused:
        raise
    except _BROKEN:
        raise MailRefused("邮件格式已损坏，读不出来；请打开原邮件核对后手工登记") from None


def _read(content: bytes) -> ReadMail:
    message = message_from_bytes(content.lstrip(), policy=policy.default)
    _refuse_crowded(message)
    name, address = _sender(message)
    text = _body(message)
    attachments = tuple(_attached(part, number) for number, part in enumerate(message.iter_attachments(), 1))
    title = normalise(_header(message, "subject")).replace("\n", " ")
    if not (title or text or attachments):
        raise MailRefused("邮件没有主题、正文和附件；请打开原邮件核对后手工登记")
    return ReadMail(
        reference=_reference(message, content),
        sender_name=name[:60],
        sender_address=address[:100],
        title=title[:200],
        text=text[:MOST_TEXT],
        sent_at=_sent(message),
        attachments=tuple(attached for attached in attachments if attached.content),
    )


def _refuse_crowded(message: EmailMessage) -> None:
    parts = sum(1 for _part in message.walk())
    if parts > MOST_PARTS:
        raise MailRefused(f"邮件有 {parts} 个部分，最多 {MOST_PARTS} 个；请打开原邮件核对后手工登记")
    count = sum(1 for _part in message.iter_attachments())
    if count > MOST_ATTACHMENTS:
        raise MailRefused(f"邮件有 {count} 个附件，最多 {MOST_ATTACHMENTS} 个；请另存附件后手工登记")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header; one that was written in bare GB18030, against the standard, is read as such."""
    raw = next((value for key, value in message.raw_items() if key.casefold() == name), "")
    written = str(raw)
    if any("\udc80" <= each <= "\udcff" for each in written):
        return _decoded(written.encode("utf-8", "surrogateescape"))
    return str(message[name] or "")


def _sender(message: EmailMessage) -> tuple[str, str]:
    name, address = parseaddr(_header(message, "from"))
    return normalise(name), normalise(address)


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    text = _decoded(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    return normalise(plain_text(text) if part.get_content_subtype() == "html" else text).strip()


def _decoded(content: bytes, charset: str | None = None) -> str:
    """Return bytes as text by the charset they claim, or else by the two that are usual here."""
    for name in (charset, "utf-8", "gb18030"):
        try:
            if name:
                return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def _sent(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _reference(message: EmailMessage, content: bytes) -> str:
    given = normalise(_header(message, "message-id")).strip()
    if given and len(given) <= LONGEST_REFERENCE:
        return given
    return f"{CONTENT_MARK}:{hashlib.sha256(given.encode() or content).hexdigest()[:24]}"


def _attached(part: EmailMessage, number: int) -> Attachment:
    name = normalise(part.get_filename() or "").replace("\n", " ").strip()
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        content = first.as_bytes() if isinstance(first, Message) else b""
        return Attachment(name or f"附件{number}.eml", content)
    payload = part.get_payload(decode=True)
    ending = part.get_content_subtype().rpartition(".")[2][:10]
    return Attachment(name or f"附件{number}.{ending}", payload if isinstance(payload, bytes) else b"")
