"""Words that are required, and how moments are written."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.access.models import Account
from xianxing.office.assignments.errors import BadDueTime, WordsMissing
from xianxing.office.assignments.models import Assignment, Report, ReportKind
from xianxing.office.files.classified import refuse_classified
from xianxing.text import normalise


def required_words(text: str, where: str) -> str:
    """Return the text in normal form.

    Raises:
        WordsMissing: it is empty.
        ClassifiedMaterial: it bears a mark of classification.
    """
    text = normalise(text)
    refuse_classified(text, where=where)
    if not text:
        raise WordsMissing(_("没有填写%(where)s；请用一两句话写清楚") % {"where": where})
    return text


def write_down(assignment: Assignment, kind: ReportKind, text: str, actor: Account, now: datetime) -> Report:
    """Keep the words of one step and return them.

    Raises:
        WordsMissing, ClassifiedMaterial: see ``required_words``.
    """
    words = required_words(text, str(kind.label))
    return Report.objects.create(assignment=assignment, kind=kind, text=words, at=now, by=actor)


def refuse_past(due_at: datetime, now: datetime) -> None:
    """Return when the time limit lies ahead.

    Raises:
        BadDueTime: it has passed.
    """
    if due_at <= now:
        raise BadDueTime(
            _("办理时限 %(found)s 已经过去；请改为以后的时间") % {"found": written_moment(due_at)}
        )


def written_moment(moment: datetime) -> str:
    """Return a moment as the ledger and messages write it: 2026-11-23 09:00."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
