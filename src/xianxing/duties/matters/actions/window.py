"""What a member of the public does at the window: submit, add, say whether it helped, ask for a review."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.answering import request_review
from xianxing.duties.matters.actions.intake import Particulars, open_matter
from xianxing.duties.matters.actions.states import save_matter
from xianxing.duties.matters.engine import State
from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.models import Callback, Knock, KnockKind, Matter, Participation, PartyRole
from xianxing.office.files.actions import store
from xianxing.office.ledger.actions import PUBLIC, record, writing
from xianxing.office.register.actions import register
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.senders import Sender

SUBMITS_PER_HOUR = 10
SUBMITS_PER_HOUR_IN_ALL = 300
WRONG_CODES_PER_QUARTER = 10


@dataclass(frozen=True, slots=True)
class Submission:
    """What the form of the window holds."""

    title: str
    text: str
    place: str
    sender: Sender
    uploads: tuple[UploadedFile, ...] = ()


def refuse_haste(*, address: str, now: datetime) -> None:
    """Return while this address, and everyone together, stay within the hourly limits.

    Raises:
        IntakeRefused: they do not; the message says when to try again.
    """
    hour = Knock.objects.filter(kind=KnockKind.SUBMIT, at__gt=now - timedelta(hours=1))
    own = hour.filter(address_hash=_hashed(address)).order_by("at")
    if own.count() >= SUBMITS_PER_HOUR:
        wait = own[0].at + timedelta(hours=1) - now
        raise IntakeRefused(
            _("此网络一小时内已提交 %(n)s 件；请 %(minutes)s 分钟后再提交，紧急情况请拨打电话或到窗口反映")
            % {"n": SUBMITS_PER_HOUR, "minutes": max(1, int(wait.total_seconds() // 60))}
        )
    if hour.count() >= SUBMITS_PER_HOUR_IN_ALL:
        raise IntakeRefused(_("现在提交的人很多；请一小时后再试，紧急情况请拨打电话或到窗口反映"))


def refuse_guessing(*, address: str, now: datetime) -> None:
    """Return while this address has not given too many wrong codes.

    Raises:
        IntakeRefused: it has.
    """
    recent = Knock.objects.filter(
        kind=KnockKind.WRONG_CODE, address_hash=_hashed(address), at__gt=now - timedelta(minutes=15)
    )
    if recent.count() >= WRONG_CODES_PER_QUARTER:
        raise IntakeRefused(_("查询码输错次数过多；请 15 分钟后再试，或携带证件到窗口查询"))


@writing()
def note_wrong_code(*, address: str, now: datetime) -> None:
    """Count a wrong code against this address."""
    Knock.objects.filter(at__lt=now - timedelta(days=1)).delete()
    Knock.objects.create(kind=KnockKind.WRONG_CODE, address_hash=_hashed(address), at=now)


def submit(*, submission: Submission, address: str, now: datetime) -> Entry:
    """Register what was submitted and open its matter; the entry carries the query code, once.

    Raises:
        IntakeRefused: too many submissions from this address or in all.
        ValidationError, ValueError: the register or the store of files refuses it.
    """
    refuse_haste(address=address, now=now)
    files = [store(actor=PUBLIC, upload=upload, now=now) for upload in submission.uploads]
    with writing():
        Knock.objects.create(kind=KnockKind.SUBMIT, address_hash=_hashed(address), at=now)
        entry = register(
            actor=PUBLIC,
            channel=Channel.WEB,
            received_at=now,
            title=submission.title,
            text=submission.text,
            sender=submission.sender,
            files=files,
            now=now,
        )
        open_matter(actor=PUBLIC, entry=entry, particulars=Particulars(place=submission.place), now=now)
    return entry


@writing()
def add_supplement(*, matter: Matter, entry: Entry, text: str, now: datetime) -> None:
    """Register an addition of the same person and put it to the matter."""
    added = register(
        actor=PUBLIC,
        channel=Channel.WEB,
        received_at=now,
        title=_("补充：%(title)s") % {"title": entry.title[:150]},
        text=text,
        sender=Sender(entry.sender_name, entry.sender_contact, entry.sender_address),
        source_reference=entry.receipt_number,
        now=now,
    )
    Participation.objects.create(matter=matter, entry=added, role=PartyRole.JOINED, joined_at=now)
    save_matter(matter, now=now)
    record("matters.matter.supplemented", actor=PUBLIC, obj=matter, now=now, reason=added.receipt_number)


@writing()
def say_result(*, matter: Matter, settled: bool, satisfied: bool, note: str, now: datetime) -> None:
    """Keep what the person says of the answer, once.

    Raises:
        IntakeRefused: not answered yet, or said before.
    """
    if matter.state not in {State.ANSWERED, State.CLOSED}:
        raise IntakeRefused(_("事项尚未答复；答复后再来评价"))
    if matter.callbacks.filter(called_by__isnull=True).exists():
        raise IntakeRefused(_("您已经评价过；如有新的情况请补充说明"))
    Callback.objects.create(
        matter=matter, reached=True, settled=settled, satisfied=satisfied, note=note[:1000], called_at=now
    )
    record("matters.callback.recorded", actor=PUBLIC, obj=matter, now=now)


def ask_review(*, matter: Matter, reason: str, now: datetime) -> None:
    """Ask for a review of the answer, within 30 days (信访工作条例 35).

    Raises:
        MatterRefused: too late, or the matter does not stand where a review is possible.
    """
    request_review(actor=PUBLIC, matter=matter, reason=reason, now=now)


def _hashed(address: str) -> str:
    return salted_hmac("xianxing.matters.window", address, algorithm="sha256").hexdigest()
