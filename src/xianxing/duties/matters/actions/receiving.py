"""Take in the e-mails of a folder: each once, the good ones to done, the bad ones to bad with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.intake import Particulars, open_matter
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.reading.mails import MOST_BYTES, Attachment, MailRefused, ReadMail, read_mail
from xianxing.office.access.models import Account
from xianxing.office.files.actions import store
from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import writing
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.senders import Sender

ENDINGS = frozenset({".eml", ".msg"})
AT_ONCE = timedelta()


@dataclass(frozen=True, slots=True)
class Received:
    """How many mails were taken in, were here already, and could not be taken in."""

    taken: int
    known: int
    bad: int

    @property
    def total(self) -> int:
        return self.taken + self.known + self.bad


def receive_folder(
    *, actor: Account, folder: Path, now: datetime, settled_for: timedelta = AT_ONCE
) -> Received:
    """Take in every mail of a folder that was left alone for ``settled_for``, and say what became of them.

    A mail is moved once its matter is saved; when the process dies in between, the next look finds the mail here
    already and only moves it.
    """
    counts = {"done": 0, "known": 0, "bad": 0}
    for path in _waiting(folder, now, settled_for):
        try:
            matter = receive_mail(actor=actor, content=_content(path), now=now)
        except (MailRefused, RefusedFile, ClassifiedMaterial, ValidationError) as refused:
            _put_away(path, folder / "bad", reason=_words(refused))
            counts["bad"] += 1
            continue
        _put_away(path, folder / "done")
        counts["known" if matter is None else "done"] += 1
    return Received(counts["done"], counts["known"], counts["bad"])


def receive_mail(*, actor: Account, content: bytes, now: datetime) -> Matter | None:
    """Register a mail and open its matter; None when it is here already.

    A file that the office does not accept is left out and named at the end of the text.

    Raises:
        MailRefused: it is not a mail that can be read.
        ClassifiedMaterial: it, or a file with it, bears a mark of classification.
        ValidationError: the register refuses it.
    """
    mail = read_mail(content)
    if _is_known(mail):
        return None
    refuse_classified(mail.title, where=_("主题"))
    refuse_classified(mail.text, where=_("正文"))
    files, left_out = _store_all(actor, mail.attachments, now)
    with writing():
        if _is_known(mail):
            return None
        entry = register(
            actor=actor,
            channel=Channel.EMAIL,
            received_at=min(mail.sent_at or now, now),
            title=mail.title,
            text="\n".join([mail.text, *left_out]).strip(),
            sender=Sender(name=mail.sender_name, contact=mail.sender_address),
            files=files,
            source_reference=mail.reference,
            now=now,
        )
        return open_matter(actor=actor, entry=entry, particulars=Particulars(), now=now)


def _is_known(mail: ReadMail) -> bool:
    return Entry.objects.filter(channel=Channel.EMAIL, source_reference=mail.reference).exists()


def _store_all(
    actor: Account, attachments: Sequence[Attachment], now: datetime
) -> tuple[list[StoredFile], list[str]]:
    files, left_out = [], []
    for attached in attachments:
        upload = ContentFile(attached.content, name=attached.name)
        try:
            files.append(store(actor=actor, upload=upload, now=now))
        except RefusedFile as refused:
            left_out.append(_("（附件未收：%(reason)s）") % {"reason": refused})
    return files, left_out


def _waiting(folder: Path, now: datetime, settled_for: timedelta) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.suffix.casefold() in ENDINGS and path.is_file() and not path.is_symlink():
            age = now.timestamp() - path.stat().st_mtime
            if not settled_for or age >= settled_for.total_seconds():
                yield path


def _content(path: Path) -> bytes:
    """Return the bytes of a mail, one more than is allowed at most: the reader then says that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _put_away(path: Path, folder: Path, *, reason: str = "") -> None:
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    if reason:
        target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8")


def _words(refused: Exception) -> str:
    return "；".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
