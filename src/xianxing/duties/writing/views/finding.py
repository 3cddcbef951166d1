"""The object behind an address, when the account may see it; otherwise it is as if it were not there."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext as _

from xianxing.duties.writing.models import Incoming, Paper
from xianxing.duties.writing.queries.detail import find_incoming, find_paper
from xianxing.duties.writing.wording import clause_wording
from xianxing.engines.docform import DocformError
from xianxing.office.access.models import Account
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile

REFUSALS = (ValidationError, ClassifiedMaterial, RefusedFile, DocformError)
"""What an action may say no with; the page shows the words."""


def paper_or_404(account: Account, pk: int) -> Paper:
    """Return a paper that the account may see."""
    paper = find_paper(account, pk)
    if paper is None:
        raise Http404(_("没有此文稿，或您无权查看"))
    return paper


def incoming_or_404(account: Account, pk: int) -> Incoming:
    """Return an incoming document that the account may see."""
    incoming = find_incoming(account, pk)
    if incoming is None:
        raise Http404(_("没有此来文，或您无权查看"))
    return incoming


def words_of(refused: Exception) -> str:
    """Return what a refusal says."""
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)


def add_refusal(form: Form, refused: Exception) -> None:
    """Put a refusal and the articles it rests on into the form."""
    form.add_error(None, words_of(refused))
    clauses = getattr(refused, "clauses", ())
    form.refused_clauses = [clause_wording(each) for each in clauses]  # type: ignore[attr-defined]
