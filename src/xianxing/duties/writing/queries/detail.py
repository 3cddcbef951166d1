"""Everything the page of one paper, or of one incoming document, shows."""

from dataclasses import dataclass, replace
from datetime import date

from xianxing.duties.writing.engine.changes import Piece, Weight, differences, weigh
from xianxing.duties.writing.engine.incoming import Act, Stand, acts_from
from xianxing.duties.writing.engine.life import Move, State, moves_from
from xianxing.duties.writing.models import (
    Circulation,
    Comment,
    Consultation,
    Copy,
    Incoming,
    NumberEntry,
    Paper,
    Rendition,
    Review,
    Signature,
    Version,
)
from xianxing.duties.writing.permissions import visible_incoming, visible_papers
from xianxing.duties.writing.queries.sources import Source, source_of
from xianxing.duties.writing.wording import clause_wording, field_wording
from xianxing.office.access.models import Account
from xianxing.office.access.roles import is_office_member, organs_of
from xianxing.office.ledger.queries import Line, lines, timeline


@dataclass(frozen=True, slots=True)
class PaperDetail:
    """One paper with all that hangs on it."""

    paper: Paper
    consultations: tuple[Consultation, ...]
    reviews: tuple[Review, ...]
    signatures: tuple[Signature, ...]
    comments: tuple[Comment, ...]
    copies: tuple[Copy, ...]
    renditions: tuple[Rendition, ...]
    numbers: tuple[NumberEntry, ...]
    timeline: tuple[Line, ...]
    moves: frozenset[Move]
    weight: Weight
    source: Source | None

    @property
    def read(self) -> int:
        """How many recipients have signed for it."""
        return sum(1 for copy in self.copies if copy.read_at)

    @property
    def answered(self) -> int:
        """How many organs have given their opinion."""
        return sum(1 for each in self.consultations if each.answered_at)


def find_paper(account: Account, pk: int) -> Paper | None:
    """Return the paper when it exists and the account may see it."""
    found = visible_papers(account).filter(pk=pk)
    return found.select_related("organ__parent", "drafter__person", "answers").first()


def paper_detail(account: Account, paper: Paper) -> PaperDetail:
    """Return what the page of a paper shows; a unit sees its own consultation and copy, no inner course."""
    inside = is_office_member(account) or paper.signatures.filter(signer=account).exists()
    consultations = paper.consultations.select_related("organ", "answered_by__person", "settled_by__person")
    copies = paper.recipients.select_related("organ", "read_by__person")
    if not inside:
        organs = organs_of(account)
        consultations = consultations.filter(organ_id__in=organs)
        copies = copies.filter(organ_id__in=organs)
    signed = paper.signatures.select_related("signer__person")
    return PaperDetail(
        paper=paper,
        consultations=tuple(consultations),
        reviews=tuple(paper.reviews.select_related("reviewed_by__person")) if inside else (),
        signatures=tuple(signed) if inside else (),
        comments=tuple(paper.comments.select_related("written_by__person")) if inside else (),
        copies=tuple(copies),
        renditions=tuple(paper.renditions.select_related("pdf", "docx")[:5]),
        numbers=tuple(paper.numbers.all()) if inside else (),
        timeline=course_of(paper) if inside else (),
        moves=moves_from(State(paper.state)),
        weight=_weight(paper),
        source=source_of(account, paper.about_type, paper.about_id) if inside else None,
    )


def course_of(obj: Paper | Incoming) -> tuple[Line, ...]:
    """Return the timeline with its articles as they are cited."""
    return tuple(
        replace(line, clauses=[clause_wording(each) for each in line.clauses])
        for line in lines(timeline(obj))
    )


def _weight(paper: Paper) -> Weight:
    if paper.state != State.RECHECKING or paper.version_number == paper.signed_version:
        return Weight.NONE
    signed = paper.versions.filter(number=paper.signed_version).first()
    return weigh(signed.fields.whole(), paper.fields.whole()) if signed else Weight.NONE


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in two versions, word by word."""

    field: str
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """How the field is called."""
        return field_wording(self.field)


def list_versions(paper: Paper) -> tuple[Version, ...]:
    """Return the versions of a paper, the latest first."""
    return tuple(paper.versions.select_related("saved_by__person").order_by("-number")[:100])


def compare_versions(older: Version, newer: Version) -> tuple[FieldChange, ...]:
    """Return the fields that differ between two versions, word by word."""
    before, after = older.fields.as_mapping(), newer.fields.as_mapping()
    return tuple(
        FieldChange(name, differences(before[name], after[name]))
        for name in after
        if before[name] != after[name]
    )


@dataclass(frozen=True, slots=True)
class IncomingDetail:
    """One incoming document with its readers and answers."""

    incoming: Incoming
    readers: tuple[Circulation, ...]
    replies: tuple[Paper, ...]
    timeline: tuple[Line, ...]
    acts: frozenset[Act]
    is_late: bool

    @property
    def read(self) -> int:
        """How many readers have read it."""
        return sum(1 for each in self.readers if each.read_at)


def find_incoming(account: Account, pk: int) -> Incoming | None:
    """Return the incoming document when it exists and the account may see it."""
    found = visible_incoming(account).filter(pk=pk)
    return found.select_related("lead", "handler__person", "received_by__person", "file").first()


def incoming_detail(account: Account, incoming: Incoming, *, today: date) -> IncomingDetail:
    """Return what the page of an incoming document shows."""
    replies = visible_papers(account).filter(answers=incoming).order_by("id")
    return IncomingDetail(
        incoming=incoming,
        readers=tuple(incoming.readers.select_related("reader__person")),
        replies=tuple(replies),
        timeline=course_of(incoming),
        acts=acts_from(Stand(incoming.state)),
        is_late=bool(incoming.is_open and incoming.due_on and incoming.due_on < today),
    )
