"""Number, print, distribute, archive, void (条例 第二十五条, 第二十七条, 第三十三条)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.actions.states import circumstances, move_paper, require_move, save_paper
from xianxing.duties.writing.actions.telling import refuse_the_unknowing, tell_organ
from xianxing.duties.writing.engine.life import STEPS, Move
from xianxing.duties.writing.errors import MoveRefused
from xianxing.duties.writing.models import Copy, NumberEntry, Paper, Rendition
from xianxing.duties.writing.press import print_paper, write_word
from xianxing.duties.writing.queries.composing import compose_paper
from xianxing.office.access.models import Account
from xianxing.office.files.actions import store
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.numbering.actions import format_number, next_number
from xianxing.office.people.models import Organ

ENDING = ("ended_reason",)
SERIES_KEY = "writing:"
"""Numbers of documents are series of their own, apart from receipts and matters of the same letters."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """What is fixed at registration: series, main recipients, those who get copies, copies each."""

    series: str
    main: Sequence[Organ]
    copies: Sequence[Organ] = ()
    count: int = 1


@writing()
def register_number(*, actor: Account, paper: Paper, wanted: Distribution, now: datetime) -> NumberEntry:
    """Give a paper its number and fix its distribution, all in one transaction: no gap, no repeat.

    A number that was taken stays in the register; when the paper is dropped it is void with the reason.

    Raises:
        GuardRefused: no series, or nobody to send it to (条例 二十五第二项).
    """
    series = "".join(wanted.series.split())
    recipients = {organ.pk: (organ, True) for organ in wanted.main}
    recipients |= {organ.pk: (organ, False) for organ in wanted.copies if organ.pk not in recipients}
    refuse_the_unknowing(paper, (organ for organ, _is_main in recipients.values()), now=now)
    at = replace(circumstances(paper), series=series, recipients=len(recipients))
    require_move(paper, Move.REGISTER, at)
    year = timezone.localdate(now).year
    sequence = next_number(SERIES_KEY + series, year)
    entry = NumberEntry.objects.create(
        series=series, year=year, sequence=sequence, paper=paper, taken_by=actor, taken_at=now
    )
    paper.recipients.filter(sent_at__isnull=True).delete()
    for organ, is_main in recipients.values():
        Copy.objects.create(paper=paper, organ=organ, is_main=is_main, count=wanted.count)
    paper.series, paper.copies = series, wanted.count * len(recipients)
    paper.number = format_number(series, year, sequence)
    changes = (Change(_("发文字号"), "", paper.number),)
    move_paper(
        actor=actor,
        paper=paper,
        move=Move.REGISTER,
        now=now,
        at=at,
        changes=changes,
        fields=("series", "copies", "number"),
    )
    return entry


def print_document(*, actor: Account, paper: Paper, now: datetime) -> Rendition:
    """Make the PDF and the .docx, keep them under their hashes, and move on.

    The files are made before the transaction, since it takes no lock while it works; what is written names them.

    Raises:
        MoveRefused: the paper has no number yet.
        LayoutError: it cannot be laid out.
    """
    require_move(paper, Move.PRINT, circumstances(paper))
    paper.printed_on = timezone.localdate(now)
    composed = compose_paper(paper)
    rendering = print_paper(composed)
    name = f"{paper.number or paper.pk} {paper.title}"[:80]
    pdf = store(actor=actor, upload=ContentFile(rendering.pdf, f"{name}.pdf"), now=now)
    docx = store(actor=actor, upload=ContentFile(write_word(composed), f"{name}.docx"), now=now)
    with writing():
        rendition = Rendition.objects.create(
            paper=paper,
            version_number=paper.version_number,
            pdf=pdf,
            docx=docx,
            pages=rendering.pages,
            remarks=[*rendering.remarks, *(each.text for each in rendering.substitutions)],
            made_by=actor,
            made_at=now,
        )
        changes = (Change("SHA-256", "", pdf.sha256),)
        move_paper(
            actor=actor, paper=paper, move=Move.PRINT, now=now, changes=changes, fields=("printed_on",)
        )
    return rendition


@writing()
def issue(*, actor: Account, paper: Paper, now: datetime) -> None:
    """Check what was printed and give it to everyone on the list; each can sign for it.

    Raises:
        GuardRefused: nothing has been printed.
    """
    at = replace(circumstances(paper), renditions=paper.renditions.count())
    move_paper(actor=actor, paper=paper, move=Move.ISSUE, now=now, at=at)
    paper.recipients.filter(sent_at__isnull=True).update(sent_at=now)
    for copy in paper.recipients.select_related("organ"):
        tell_organ(copy.organ_id, paper, _("收到文件：%(title)s") % {"title": paper}, now=now)
    save_paper(paper, now=now)


@writing()
def sign_for(*, actor: Account, copy: Copy, now: datetime) -> None:
    """A recipient signs for what it was sent; the second time changes nothing."""
    if copy.read_at:
        return
    copy.read_at, copy.read_by = now, actor
    copy.save(update_fields=["read_at", "read_by"])
    changes = [Change(_("签收单位"), "", str(copy.organ))]
    record("writing.copy.received", actor=actor, obj=copy.paper, now=now, changes=changes)


@writing()
def remind_recipient(*, actor: Actor, copy: Copy, now: datetime) -> None:
    """Remind a recipient who has not signed for a document.

    Raises:
        MoveRefused: it has.
    """
    if copy.read_at:
        raise MoveRefused(_("该单位已经签收，不必催办"))
    copy.reminded += 1
    copy.save(update_fields=["reminded"])
    tell_organ(copy.organ_id, copy.paper, _("请签收文件：%(title)s") % {"title": copy.paper}, now=now)
    changes = [Change(_("单位"), "", str(copy.organ))]
    record("writing.paper.reminded", actor=actor, obj=copy.paper, now=now, changes=changes)


@writing()
def archive(*, actor: Account, paper: Paper, now: datetime) -> None:
    """Put an issued document into the archive (条例 二十七)."""
    move_paper(actor=actor, paper=paper, move=Move.ARCHIVE, now=now)


@writing()
def void(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Withdraw an issued document: it counts as void from the start (条例 三十三)."""
    paper.ended_reason = reason[:300]
    move_paper(actor=actor, paper=paper, move=Move.VOID, now=now, reason=reason, fields=ENDING)
    _tell_all(paper, _("文件已撤销，自始无效：%(title)s") % {"title": paper}, now)


@writing()
def repeal(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Repeal an issued document: it counts as void from this day (条例 三十三)."""
    paper.ended_reason = reason[:300]
    move_paper(actor=actor, paper=paper, move=Move.REPEAL, now=now, reason=reason, fields=ENDING)
    _tell_all(paper, _("文件已废止，自即日起失效：%(title)s") % {"title": paper}, now)


@writing()
def drop(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Give a paper up before it is issued; a number it took stays in the register, void with the reason."""
    paper.ended_reason = reason[:300]
    move_paper(actor=actor, paper=paper, move=Move.DROP, now=now, reason=reason, fields=ENDING)
    taken = paper.numbers.filter(voided_at__isnull=True).first()
    if taken is not None:
        taken.voided_at, taken.void_reason = now, reason[:300]
        taken.save(update_fields=["voided_at", "void_reason"])
        changes = [Change(_("作废编号"), str(taken), "")]
        clauses = [STEPS[Move.REGISTER].clause]
        record(
            "writing.number.voided",
            actor=actor,
            obj=paper,
            now=now,
            changes=changes,
            reason=reason,
            clauses=clauses,
        )


def _tell_all(paper: Paper, text: str, now: datetime) -> None:
    for copy in paper.recipients.select_related("organ"):
        tell_organ(copy.organ_id, paper, text, now=now)
