"""Who may see and do what with a paper or an incoming document. The three officers see neither."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from xianxing.duties.writing.engine.life import EDITABLE, State
from xianxing.duties.writing.models import Circulation, Consultation, Copy, Incoming, Paper, Signature
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import predicate
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_unit_contact, organs_of
from xianxing.office.duty import knowledge

OBJECT_TYPE = "writing.paper"
INCOMING_TYPE = "writing.incoming"


def visible_papers(account: Account) -> QuerySet[Paper]:
    """Return the papers that an account may see, as a query without joins."""
    asked = Signature.objects.filter(signer=account).values("paper_id")
    about_known = ~_about_the_unknown(account)
    if is_office_member(account):
        return Paper.objects.filter(about_known | Q(pk__in=asked))
    if is_leader(account):
        return Paper.objects.filter(pk__in=asked)
    if is_unit_contact(account):
        organs = organs_of(account)
        consulted = Consultation.objects.filter(organ_id__in=organs).values("paper_id")
        sent = Copy.objects.filter(organ_id__in=organs, sent_at__isnull=False).values("paper_id")
        return Paper.objects.filter(about_known, Q(pk__in=consulted) | Q(pk__in=sent))
    return Paper.objects.none()


def _about_the_unknown(account: Account) -> Q:
    """Return the condition of a paper about an object that the account may not know of, as its duty says."""
    hidden = Q(pk__in=[])
    for object_type, ids in knowledge().items():
        knows = Exists(ids(account).filter(pk=OuterRef("about_id")))
        hidden |= Q(about_type=object_type) & ~Q(knows)
    return hidden


def visible_incoming(account: Account) -> QuerySet[Incoming]:
    """Return the incoming documents that an account may see."""
    if is_office_member(account):
        return Incoming.objects.all()
    if is_leader(account):
        return Incoming.objects.filter(
            pk__in=Circulation.objects.filter(reader=account).values("incoming_id")
        )
    return Incoming.objects.none()


@predicate
def may_list_papers(account: Account, _obj: Any) -> bool:
    """Members of the office, leaders and units have the list of what concerns them."""
    return is_office_member(account) or is_leader(account) or is_unit_contact(account)


@predicate
def may_see_paper(account: Account, paper: Paper) -> bool:
    """Whether the account may open this paper."""
    return may_list_papers(account) and visible_papers(account).filter(pk=paper.pk).exists()


@predicate
def may_know_paper(account: Account, paper: Paper) -> bool:
    """Whether the account may know of what the paper is about, as the duty of that object says."""
    return not Paper.objects.filter(_about_the_unknown(account), pk=paper.pk).exists()


@predicate
def may_draft_papers(account: Account, _obj: Any) -> bool:
    """Members of the office draft."""
    return is_office_member(account)


@predicate
def may_edit_paper(account: Account, paper: Paper) -> bool:
    """Members of the office change the words while words may change."""
    return is_office_member(account) and State(paper.state) in EDITABLE


@predicate
def may_work_on_paper(account: Account, _paper: Any) -> bool:
    """Members of the office carry a paper through its course."""
    return is_office_member(account)


@predicate
def may_review_paper(account: Account, _paper: Any) -> bool:
    """The head reviews for the office (条例 二十)."""
    return is_head(account)


@predicate
def may_sign_paper(account: Account, paper: Paper) -> bool:
    """Who was asked to sign and has not."""
    waiting = paper.signatures.filter(signer=account, signed_at__isnull=True, declined_at__isnull=True)
    return paper.state == State.SIGNING and waiting.exists()


@predicate
def may_answer_consultation(account: Account, consultation: Consultation) -> bool:
    """The contact of the organ that was asked."""
    asked = is_unit_contact(account) and consultation.organ_id in organs_of(account)
    return asked and may_know_paper(account, consultation.paper)


@predicate
def may_comment_on_paper(account: Account, paper: Paper) -> bool:
    """The office and the signers write remarks."""
    return (is_office_member(account) or is_leader(account)) and may_see_paper(account, paper)


@predicate
def may_end_paper(account: Account, _paper: Any) -> bool:
    """The head voids and repeals what was issued (条例 三十三)."""
    return is_head(account)


@predicate
def may_read_book(account: Account, _obj: Any) -> bool:
    """Members of the office read the register of issued documents."""
    return is_office_member(account)


@predicate
def may_list_incoming(account: Account, _obj: Any) -> bool:
    """Members of the office and leaders have the list of incoming documents."""
    return is_office_member(account) or is_leader(account)


@predicate
def may_work_on_incoming(account: Account, _incoming: Any) -> bool:
    """Members of the office take up what came in."""
    return is_office_member(account)


@predicate
def may_read_incoming(account: Account, incoming: Incoming) -> bool:
    """A reader to whom it was sent."""
    return incoming.readers.filter(reader=account).exists()


@predicate
def may_see_incoming(account: Account, incoming: Incoming) -> bool:
    """Whether the account may open this incoming document."""
    return may_list_incoming(account) and visible_incoming(account).filter(pk=incoming.pk).exists()


def audience(paper: Paper) -> tuple[str, ...]:
    """Return the search tokens of those who may find the paper."""
    tokens = {"office"}
    tokens |= {f"account:{each}" for each in paper.signatures.values_list("signer_id", flat=True)}
    tokens |= {f"organ:{each}" for each in paper.consultations.values_list("organ_id", flat=True)}
    sent = paper.recipients.filter(sent_at__isnull=False)
    tokens |= {f"organ:{each}" for each in sent.values_list("organ_id", flat=True)}
    return tuple(sorted(tokens))


def incoming_audience(incoming: Incoming) -> tuple[str, ...]:
    """Return the search tokens of those who may find an incoming document."""
    readers = incoming.readers.values_list("reader_id", flat=True)
    return ("office", *(f"account:{each}" for each in readers))
