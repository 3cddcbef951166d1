"""Enter what came in, once, and look after who sent it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.models import StoredFile
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.people.models import Person
from xianxing.office.register.codes import code_hash, new_code
from xianxing.office.register.errors import EntryRefused, NothingChanged, ReasonMissing, SenderErased
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.search import put_into_index
from xianxing.office.register.senders import ANONYMOUS, Sender, sender_key
from xianxing.text import normalise

SERIES = "收"
TITLE_LENGTH = 40
PEOPLE_LIMIT = 100_000


@writing()
def register(
    *,
    actor: Actor,
    channel: Channel,
    received_at: datetime,
    title: str,
    text: str,
    sender: Sender = ANONYMOUS,
    people_count: int = 1,
    files: Sequence[StoredFile] = (),
    source_reference: str = "",
    now: datetime,
) -> Entry:
    """Enter one thing that came in and return it, with its receipt number.

    The instance that comes back, and no other, carries the sender's query code in ``query_code``: show it
    now; only its keyed hash is kept. Effects in order: the texts are brought to normal form and refused when
    they bear a mark of classification; a number of the series 收 is taken; the entry is saved with the key of
    its sender and put into the search index; ``register.entry.registered`` is recorded.

    Raises:
        ClassifiedMaterial: the title or the text bears a mark of classification.
        EntryRefused: nothing was said, it comes from the future, or the number of people is out of range.

    Source: 信访工作条例 第二十一条、第二十二条第一款 (everything is entered).
    """
    title, text = normalise(title), normalise(text)
    refuse_classified(title, where=_("标题"))
    refuse_classified(text, where=_("内容"))
    _refuse_impossible(received_at=received_at, people_count=people_count, now=now)
    year = timezone.localtime(now).year
    entry = Entry(
        channel=Channel(channel),
        received_at=received_at,
        recorded_at=now,
        recorded_by_id=actor.actor_id,
        title=title[:200] or _title_from(text, files),
        text=text,
        people_count=people_count,
        source_reference=normalise(source_reference)[:80],
    )
    _name_sender(entry, sender)
    entry.receipt_number = format_number(SERIES, year, next_number(SERIES, year))
    entry.query_code = new_code()
    entry.query_code_hash = code_hash(entry.receipt_number, entry.query_code)
    entry.save(force_insert=True)
    if files:
        entry.files.add(*files)
    put_into_index(entry)
    changes = [
        Change("channel", "", str(Channel(channel).label)),
        Change("digest", "", content_digest(entry)),
    ]
    note("register.entry.registered", entry, actor=actor, now=now, changes=changes)
    return entry


@writing()
def attach_file(*, actor: Actor, entry: Entry, file: StoredFile, now: datetime) -> None:
    """Attach a stored file to an entry.

    Raises:
        NothingChanged: the same content is attached already.
    """
    if entry.files.filter(sha256=file.sha256).exists():
        raise NothingChanged(_("“%(name)s”的内容已在附件中；无需重复添加") % {"name": file.name})
    entry.files.add(file)
    changes = [Change("file", "", f"{file.name} {file.sha256}")]
    record(
        "register.file.attached", actor=actor, obj=entry, label=entry.receipt_number, changes=changes, now=now
    )


@writing()
def restrict_entry(*, actor: Actor, entry: Entry, reason: str, now: datetime) -> None:
    """Keep an entry from everyone but the head, in the book and in the search; again changes nothing.

    Source: 信访工作条例 第三十条第三款.
    """
    entry.refresh_from_db(fields=["restricted_at"])
    if entry.restricted_at is None:
        _set_restriction(entry, now)
        note("register.entry.restricted", entry, actor=actor, now=now, reason=required_reason(reason))


@writing()
def hide_entry(*, actor: Actor, entry: Entry, persons: Sequence[Person], now: datetime) -> None:
    """Keep an entry from certain persons whatever their role; the ledger does not say from whom.

    Source: 信访工作条例 第三十条第三款 (an accusation never reaches the accused).
    """
    entry.hidden_from.add(*persons)
    note("register.entry.hidden", entry, actor=actor, now=now, reason=_("涉及被反映人员"))


@writing()
def open_entry(*, actor: Actor, entry: Entry, reason: str, now: datetime) -> None:
    """Let the office see a restricted entry again, because it turned out not to need it."""
    entry.refresh_from_db(fields=["restricted_at"])
    if entry.restricted_at is not None:
        _set_restriction(entry, None)
        note("register.entry.opened", entry, actor=actor, now=now, reason=required_reason(reason))


@writing()
def reissue_code(*, actor: Actor, entry: Entry, reason: str, now: datetime) -> str:
    """Return a new query code for a sender who lost the old one, which stops working.

    Raises:
        ReasonMissing: no reason was given.
    """
    reason = required_reason(reason)
    code = new_code()
    entry.query_code_hash = code_hash(entry.receipt_number, code)
    entry.save(update_fields=["query_code_hash"])
    record(
        "register.code.reissued", actor=actor, obj=entry, label=entry.receipt_number, reason=reason, now=now
    )
    return code


@writing()
def reveal_sender(*, actor: Actor, entry: Entry, reason: str, now: datetime) -> Sender:
    """Return who sent an entry; each look is recorded with its reason.

    Raises:
        ReasonMissing: no reason was given.
        SenderErased: there is nobody left to show.

    Source: 个人信息保护法 第五十一条; 信访工作条例 第三十条第三款.
    """
    reason = required_reason(reason)
    refuse_erased(entry)
    record(
        "register.sender.revealed", actor=actor, obj=entry, label=entry.receipt_number, reason=reason, now=now
    )
    return sender_of(entry)


def note(
    verb: str,
    entry: Entry,
    *,
    actor: Actor,
    now: datetime,
    changes: Sequence[Change] = (),
    reason: str = "",
) -> None:
    """Record a verb under the entry's receipt number alone: a title may name somebody."""
    label = entry.receipt_number
    record(verb, actor=actor, obj=entry, label=label, changes=changes, reason=reason, now=now)


def sender_of(entry: Entry) -> Sender:
    """Return the sender as the entry names it."""
    return Sender(name=entry.sender_name, contact=entry.sender_contact, address=entry.sender_address)


def content_digest(entry: Entry) -> str:
    """Return the keyed digest of title and text that the ledger keeps, so that a later change shows."""
    content = f"{entry.title}\n{entry.text}"
    return salted_hmac("xianxing.register.content", content, algorithm="sha256").hexdigest()


def required_reason(reason: str) -> str:
    """Return the reason in normal form.

    Raises:
        ReasonMissing: it is empty.
    """
    reason = normalise(reason)
    if not reason:
        raise ReasonMissing(_("没有写明理由；此项操作会记入台账，请用一句话写明为什么"))
    return reason


def refuse_erased(entry: Entry) -> None:
    """Return when the sender was not erased.

    Raises:
        SenderErased: it was.
    """
    if entry.erased_at is not None:
        day = timezone.localtime(entry.erased_at).date()
        raise SenderErased(_("来信人信息已于%(day)s删除，不能再查看或更正") % {"day": day})


def _set_restriction(entry: Entry, moment: datetime | None) -> None:
    entry.restricted_at = moment
    entry.save(update_fields=["restricted_at"])
    put_into_index(entry)


def _refuse_impossible(*, received_at: datetime, people_count: int, now: datetime) -> None:
    if received_at > now:
        found = timezone.localtime(received_at).strftime("%Y-%m-%d %H:%M")
        raise EntryRefused(_("收到时间 %(found)s 晚于现在；请改为实际收到的时间") % {"found": found})
    if not 1 <= people_count <= PEOPLE_LIMIT:
        text = _("人数为 %(found)s；应在 1 到 %(limit)s 之间，请改正")
        raise EntryRefused(text % {"found": people_count, "limit": PEOPLE_LIMIT})


def _title_from(text: str, files: Sequence[StoredFile]) -> str:
    """Return the beginning of the text, or the first file's name, as a title."""
    first = text.split("\n", 1)[0]
    if first:
        return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
    if files:
        return files[0].name[:200]
    raise EntryRefused(_("没有标题、内容和附件；请至少填写一项"))


def _name_sender(entry: Entry, sender: Sender) -> None:
    """Put the sender and its key on the entry."""
    entry.sender_name = normalise(sender.name)[:60]
    entry.sender_contact = normalise(sender.contact)[:100]
    entry.sender_address = normalise(sender.address)[:200]
    entry.sender_key = sender_key(sender)
