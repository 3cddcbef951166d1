"""Review, sign, and recheck (条例 第二十条至第二十二条, 第二十五条第一项)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.actions.states import circumstances, move_paper, require_move, save_paper
from xianxing.duties.writing.engine.changes import Weight, weigh
from xianxing.duties.writing.engine.content import Content, compose
from xianxing.duties.writing.engine.life import STEPS, Move
from xianxing.duties.writing.errors import MoveRefused
from xianxing.duties.writing.models import Paper, Review, Signature
from xianxing.engines.docform import DocumentType, Form, Kind, Strength
from xianxing.engines.docform.checking import check
from xianxing.office.access.models import Account
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.people.queries import posts_of

SIGNED = ("signed_at", "dated_on", "signed_version", "signed_findings", "signed_length")
COUNTED = frozenset({Strength.MUST, Strength.NORMALLY})


@writing()
def submit(*, actor: Account, paper: Paper, now: datetime) -> None:
    """Put a paper up for review.

    Raises:
        MoveRefused, GuardRefused: no title or body, or an organ has not answered.
    """
    move_paper(actor=actor, paper=paper, move=Move.SUBMIT, now=now)


@writing()
def return_paper(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Send a paper back to its drafter with the reasons (条例 二十一)."""
    refuse_classified(reason, where=_("退回理由"))
    move_paper(actor=actor, paper=paper, move=Move.RETURN, now=now, reason=reason)
    _keep_review(paper, actor, passed=0, points=0, reason=reason, now=now)
    _tell(paper.drafter, paper, _("文稿退回修改：%(title)s") % {"title": paper.title}, now)


@writing()
def approve_review(
    *, actor: Account, paper: Paper, points: int, signers: Sequence[Account], reason: str, now: datetime
) -> None:
    """Pass a paper on to its signers, in their order; several sign jointly (会签).

    Raises:
        GuardRefused: a point of review is not confirmed, an organ differs, no signer, or an upward document
            whose first signer is not the principal (条例 十六, 二十, 二十二).
    """
    principals = [is_principal(each, paper, now) for each in signers]
    at = replace(
        circumstances(paper),
        points=points,
        signers=len(signers),
        principal_signs=any(principals),
    )
    move_paper(actor=actor, paper=paper, move=Move.APPROVE, now=now, at=at, reason=reason)
    _keep_review(paper, actor, passed=1, points=points, reason=reason, now=now)
    paper.signatures.filter(signed_at__isnull=True, declined_at__isnull=True).delete()
    for order, (signer, principal) in enumerate(zip(signers, principals, strict=True), start=1):
        Signature.objects.create(
            paper=paper, signer=signer, order_number=order, is_principal=principal, asked_at=now
        )
        _tell(signer, paper, _("请签发：%(title)s") % {"title": paper.title}, now)
    save_paper(paper, now=now)


@writing()
def sign(*, actor: Account, paper: Paper, opinion: str, now: datetime) -> Signature:
    """Sign with opinion, name and full date; after the last signer the document bears that day (条例 九, 二十二).

    Raises:
        MoveRefused: the paper does not wait for this account.
        GuardRefused: no opinion was written.
    """
    refuse_classified(opinion, where=_("签发意见"))
    at = replace(circumstances(paper), opinion=opinion)
    require_move(paper, Move.SIGN, at)
    signature = _own_signature(paper, actor)
    signature.opinion, signature.signed_at = opinion.strip(), now
    signature.signed_name, signature.version_number = actor.actor_name, paper.version_number
    signature.save()
    if _waiting(paper).exists():
        record(
            "writing.paper.cosigned",
            actor=actor,
            obj=paper,
            now=now,
            reason=opinion,
            clauses=[STEPS[Move.SIGN].clause],
        )
        save_paper(paper, now=now)
        return signature
    paper.signed_at, paper.dated_on = now, timezone.localdate(now)
    paper.signed_version = paper.version_number
    paper.signed_findings, paper.signed_length = count_findings(paper)
    move_paper(actor=actor, paper=paper, move=Move.SIGN, now=now, at=at, reason=opinion, fields=SIGNED)
    _tell(paper.drafter, paper, _("文稿已签发：%(title)s") % {"title": paper.title}, now)
    return signature


@writing()
def decline(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Send a paper back from the signer's desk; every signature of this round is void."""
    refuse_classified(reason, where=_("退回理由"))
    require_move(paper, Move.DECLINE, replace(circumstances(paper), reason=reason))
    signature = _own_signature(paper, actor)
    signature.declined_at, signature.opinion = now, reason[:300]
    signature.save()
    _waiting(paper).delete()
    move_paper(actor=actor, paper=paper, move=Move.DECLINE, now=now, reason=reason)
    _tell(paper.drafter, paper, _("签发人退回：%(title)s") % {"title": paper.title}, now)


@writing()
def pass_recheck(*, actor: Account, paper: Paper, now: datetime) -> None:
    """End the recheck; a change of substance since the signature stops it (条例 二十五).

    Raises:
        GuardRefused: the substance was changed: refer it back to the signer.
    """
    paper.refresh_from_db()
    at = replace(circumstances(paper), substance_changed=weight_since_signed(paper) is Weight.SUBSTANCE)
    move_paper(actor=actor, paper=paper, move=Move.PASS_RECHECK, now=now, at=at)


@writing()
def refer_back(*, actor: Account, paper: Paper, reason: str, now: datetime) -> None:
    """Send a paper back to everyone who signed it, to sign what it says now."""
    move_paper(actor=actor, paper=paper, move=Move.REFER_BACK, now=now, reason=reason)
    signed = paper.signatures.filter(signed_at__isnull=False).order_by("order_number", "id")
    rounds = {each.signer_id: each for each in signed}
    for each in rounds.values():
        Signature.objects.create(
            paper=paper,
            signer=each.signer,
            order_number=each.order_number,
            is_principal=each.is_principal,
            asked_at=now,
        )
        _tell(each.signer, paper, _("请复审：%(title)s") % {"title": paper.title}, now)


@writing()
def remind_signer(*, actor: Actor, signature: Signature, now: datetime) -> None:
    """Remind a signer.

    Raises:
        MoveRefused: the signature is there, or was refused.
    """
    if signature.signed_at or signature.declined_at:
        raise MoveRefused(_("签发人已经签批，不必催办"))
    signature.reminded += 1
    signature.save(update_fields=["reminded"])
    paper = signature.paper
    _tell(signature.signer, paper, _("催办签发：%(title)s") % {"title": paper.title}, now)
    changes = [Change(_("签发人"), "", str(signature.signer))]
    record("writing.paper.reminded", actor=actor, obj=paper, now=now, changes=changes)


def weight_since_signed(paper: Paper) -> Weight:
    """Return how much the words changed since they were signed."""
    signed = paper.versions.filter(number=paper.signed_version).first()
    if signed is None:
        return Weight.NONE
    return weigh(signed.fields.whole(), paper.fields.whole())


def count_findings(paper: Paper) -> tuple[int, int]:
    """Return how many findings of rules a paper has, and how many characters its body."""
    content: Content = paper.fields
    kind = DocumentType(paper.type) if paper.type else None
    composed = compose(content, kind=kind, form=Form(paper.form))
    # The number is given after the signature, the day with it: their absence is no fault of the draft.
    later = ("number.", "date.missing")
    found = check(composed.document)
    open_ones = [each for each in found if each.strength in COUNTED and not each.rule.startswith(later)]
    text = sum(len(each.text) for each in composed.document.of(Kind.BODY))
    return len(open_ones), text


def is_principal(account: Account, paper: Paper, now: datetime) -> bool:
    """Return whether an account's person heads the issuing organ, or an organ above it."""
    if account.person is None:
        return False
    above = {paper.organ_id, paper.organ.parent_id}
    held = posts_of(account.person, timezone.localdate(now))
    return any(each.post.is_head and each.post.organ_id in above for each in held)


def _own_signature(paper: Paper, actor: Account) -> Signature:
    found = _waiting(paper).filter(signer=actor).first()
    if found is None:
        raise MoveRefused(_("此文稿没有请您签发，或者您已经签发；请刷新页面"), (STEPS[Move.SIGN].clause,))
    return found


def _waiting(paper: Paper) -> QuerySet[Signature]:
    return paper.signatures.filter(signed_at__isnull=True, declined_at__isnull=True)


def _keep_review(
    paper: Paper, actor: Account, *, passed: int, points: int, reason: str, now: datetime
) -> None:
    Review.objects.create(
        paper=paper,
        version_number=paper.version_number,
        passed=bool(passed),
        points=points,
        reason=reason,
        reviewed_by=actor,
        reviewed_at=now,
    )


def _tell(account: Account, paper: Paper, text: str, now: datetime) -> None:
    address = reverse("writing:detail", args=[paper.pk])
    notify(account, text=text, url=address, obj=paper, group_key=f"writing:{paper.pk}", now=now)
