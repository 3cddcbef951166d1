"""Start a paper, save its words, keep their versions and comments."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.writing.actions.states import save_paper
from xianxing.duties.writing.engine.changes import weigh
from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import EDITABLE, Bearing, State
from xianxing.duties.writing.errors import ConflictRefused, ContentRefused, MoveRefused
from xianxing.duties.writing.models import Comment, Correction, Incoming, Paper, PaperState, Version
from xianxing.duties.writing.wording import field_wording
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.models import Account
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.models import Organ

AUTOSAVE_SPAN = timedelta(minutes=10)
"""Autosaves of one person within this span renew one version."""
LONGEST = 200_000
WORDS = ("title", "content", "version_number")
URGENCIES = ("", "特急", "加急", "特提", "平急")


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of paper it is to be."""

    organ: Organ
    type: DocumentType | None = None
    form: Form = Form.ORDINARY
    bearing: Bearing = Bearing.DOWN


@dataclass(frozen=True, slots=True)
class Origin:
    """What a paper was made from: an object of any duty, or the incoming document that it answers."""

    object_type: str = ""
    object_id: int = 0
    answers: Incoming | None = None


NOWHERE = Origin()


@writing()
def draft_paper(
    *, actor: Account, kind: Kind, content: Content, origin: Origin = NOWHERE, now: datetime
) -> Paper:
    """Start a paper with its first version.

    Raises:
        ClassifiedMaterial: a field bears a mark of a state secret.
        ContentRefused: a field is too long, or the urgency is none of the known ones.
    """
    require_keepable(content)
    paper = Paper.objects.create(
        title=_one_line(content.title) or _("（无标题）"),
        type=kind.type or "",
        form=kind.form,
        way=kind.bearing,
        organ=kind.organ,
        drafter=actor,
        drafted_at=now,
        answers=origin.answers,
        about_type=origin.object_type,
        about_id=origin.object_id,
        updated_at=now,
    )
    _add_version(paper, content, actor=actor, now=now)
    save_paper(paper, now=now, fields=WORDS)
    record("writing.paper.drafted", actor=actor, obj=paper, now=now, label=str(paper))
    return paper


@writing()
def save_version(
    *, actor: Account, paper: Paper, content: Content, base: int, note: str = "", now: datetime
) -> Version | None:
    """Keep the words as a new version, and return it; None when nothing changed.

    At 复核 the change is weighed against what was signed and kept as a correction.

    Raises:
        MoveRefused: the words are fixed in this state.
        ConflictRefused: someone saved after ``base``, the version that the editor began from.
        ClassifiedMaterial, ContentRefused: a field cannot be kept.
    """
    if not _require_savable(paper, content, base, actor):
        return None
    before = paper.fields
    version = _add_version(paper, content, actor=actor, note=note, now=now)
    _finish(paper, before, content, actor=actor, now=now)
    return version


@writing()
def autosave(*, actor: Account, paper: Paper, content: Content, base: int, now: datetime) -> Version | None:
    """Keep the words while they are being written: a person's last autosave of ten minutes is renewed.

    The entry of the ledger is written with the version, not with each renewal. Raises as ``save_version``.
    """
    if not _require_savable(paper, content, base, actor):
        return None
    last = paper.versions.first()
    if last is None or not _renewable(last, actor, now):
        before = paper.fields
        version = _add_version(paper, content, actor=actor, now=now)
        version.is_automatic = True
        version.save(update_fields=["is_automatic"])
        _finish(paper, before, content, actor=actor, now=now)
        return version
    last.content, last.sha256 = content.as_mapping(), digest(content)
    last.save(update_fields=["content", "sha256"])
    _take_over(paper, content)
    save_paper(paper, now=now, fields=WORDS)
    return last


@writing()
def change_kind(*, actor: Account, paper: Paper, kind: Kind, now: datetime) -> None:
    """Change type, form, direction or organ of a paper that is still being drafted.

    Raises:
        MoveRefused: it is past drafting.
    """
    _require_state(paper, frozenset({State.DRAFTING, State.CONSULTING}))
    before = f"{paper.type} {paper.get_form_display()} {paper.get_way_display()}"
    paper.type, paper.form, paper.way = kind.type or "", kind.form, kind.bearing
    paper.organ = kind.organ
    save_paper(paper, now=now, fields=("type", "form", "way", "organ"))
    after = f"{paper.type} {paper.get_form_display()} {paper.get_way_display()}"
    changes = [Change(_("文种和格式"), before, after)]
    record("writing.paper.retyped", actor=actor, obj=paper, now=now, changes=changes)


@writing()
def hand_paper_to(*, actor: Actor, paper: Paper, drafter: Account, now: datetime) -> None:
    """Give a paper to another drafter."""
    before, paper.drafter = str(paper.drafter), drafter
    save_paper(paper, now=now, fields=("drafter",))
    changes = [Change(_("拟稿人"), before, str(drafter))]
    record("writing.paper.handed_over", actor=actor, obj=paper, now=now, changes=changes)


@dataclass(frozen=True, slots=True)
class Remark:
    """A reader's words about a field, or about a stretch of it."""

    text: str
    field: str = ""
    quote: str = ""


@writing()
def write_comment(*, actor: Account, paper: Paper, remark: Remark, now: datetime) -> Comment:
    """Write a comment on the present version.

    Raises:
        ContentRefused: it is empty.
        ClassifiedMaterial: it bears a mark of a state secret.
    """
    if not remark.text.strip():
        raise ContentRefused(_("批注是空的；请写明意见"))
    refuse_classified(remark.text, where=_("批注"))
    comment = Comment.objects.create(
        paper=paper,
        version_number=paper.version_number,
        field=remark.field,
        quote=remark.quote[:200],
        text=remark.text.strip(),
        written_by=actor,
        written_at=now,
    )
    save_paper(paper, now=now)
    record("writing.comment.written", actor=actor, obj=paper, now=now, reason=remark.text.strip()[:300])
    return comment


@writing()
def settle_comment(*, actor: Account, comment: Comment, now: datetime) -> None:
    """Mark a comment as dealt with; the second time changes nothing."""
    if comment.settled_at:
        return
    comment.settled_by, comment.settled_at = actor, now
    comment.save(update_fields=["settled_by", "settled_at"])
    save_paper(comment.paper, now=now)
    record("writing.comment.settled", actor=actor, obj=comment.paper, now=now, reason=comment.text[:300])


def require_keepable(content: Content) -> None:
    """Return when every field may be kept.

    Raises:
        ClassifiedMaterial: a field bears a mark of a state secret; this system is not approved for it.
        ContentRefused: a field is too long, or the urgency is unknown.
    """
    for each in fields(content):
        text = getattr(content, each.name)
        refuse_classified(text, where=field_wording(each.name))
        if len(text) > LONGEST:
            raise ContentRefused(
                _("“%(field)s”有 %(found)s 字，最多 %(allowed)s 字；请分开存放")
                % {"field": field_wording(each.name), "found": len(text), "allowed": LONGEST}
            )
    if content.urgency.strip() not in URGENCIES:
        raise ContentRefused(
            _("紧急程度“%(found)s”不合规定；可用 %(allowed)s，或者留空")
            % {"found": content.urgency, "allowed": "、".join(URGENCIES[1:])}
        )


def digest(content: Content) -> str:
    """Return the SHA-256 of a content."""
    kept = json.dumps(content.as_mapping(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()


def _require_savable(paper: Paper, content: Content, base: int, actor: Account) -> bool:
    """Return whether there is anything to save; raise when it may not be saved."""
    require_keepable(content)
    paper.refresh_from_db()
    _require_state(paper, EDITABLE)
    if content == paper.fields:
        return False
    if paper.version_number > base:
        last = paper.versions.select_related("saved_by__person").first()
        if last is not None and last.saved_by_id != actor.pk:
            raise ConflictRefused(
                _("%(name)s 已于 %(time)s 保存了第 %(n)s 版；请先查看差异，再把您的改动并入")
                % {
                    "name": last.saved_by,
                    "time": timezone.localtime(last.saved_at).strftime("%H:%M"),
                    "n": last.number,
                }
            )
    return True


def _require_state(paper: Paper, allowed: frozenset[State]) -> None:
    paper.refresh_from_db(fields=("state",))
    if State(paper.state) not in allowed:
        raise MoveRefused(
            _("文稿现为“%(state)s”，文字不能再改；如确需修改，请先退回")
            % {"state": PaperState(paper.state).label}
        )


def _renewable(last: Version, actor: Account, now: datetime) -> bool:
    recent = now - last.saved_at <= AUTOSAVE_SPAN
    fixed = last.number in {last.paper.signed_version, 1}
    return last.is_automatic and recent and last.saved_by_id == actor.pk and not fixed


def _add_version(paper: Paper, content: Content, *, actor: Account, now: datetime, note: str = "") -> Version:
    paper.version_number += 1
    _take_over(paper, content)
    return Version.objects.create(
        paper=paper,
        number=paper.version_number,
        content=content.as_mapping(),
        sha256=digest(content),
        note=note[:100],
        saved_by=actor,
        saved_at=now,
    )


def _take_over(paper: Paper, content: Content) -> None:
    paper.content = content.as_mapping()
    paper.title = _one_line(content.title) or _("（无标题）")


def _finish(paper: Paper, before: Content, after: Content, *, actor: Account, now: datetime) -> None:
    """Keep a correction where the paper was signed, save the paper and write the entry."""
    if paper.state == State.RECHECKING:
        weight = weigh(before.whole(), after.whole())
        Correction.objects.create(
            paper=paper, version_number=paper.version_number, weight=weight, made_by=actor, made_at=now
        )
    save_paper(paper, now=now, fields=WORDS)
    changed = [
        Change(field_wording(each.name), "", _("（已改）"))
        for each in fields(after)
        if getattr(before, each.name) != getattr(after, each.name)
    ]
    label = _("第 %(n)s 版") % {"n": paper.version_number}
    record("writing.paper.saved", actor=actor, obj=paper, now=now, changes=changed, reason=label)


def _one_line(title: str) -> str:
    return "".join(line.strip() for line in title.splitlines())[:300]
