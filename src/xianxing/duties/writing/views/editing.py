"""The editor: start a paper, write it, keep it, see it as it will be printed."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.duties.writing.actions import drafting
from xianxing.duties.writing.engine.content import Content, chinese_day
from xianxing.duties.writing.engine.patterns import Known, Pattern, citation, pattern_of, patterns, unfilled
from xianxing.duties.writing.errors import WritingRefused
from xianxing.duties.writing.forms.papers import CommentForm, ContentForm, KindForm, NewForm
from xianxing.duties.writing.models import Comment, Incoming, Paper
from xianxing.duties.writing.permissions import (
    may_comment_on_paper,
    may_draft_papers,
    may_edit_paper,
)
from xianxing.duties.writing.press import print_paper
from xianxing.duties.writing.queries.composing import advise, apply_fix, compose_paper
from xianxing.duties.writing.queries.detail import find_incoming
from xianxing.duties.writing.queries.proofing import office_reader, proofread
from xianxing.duties.writing.queries.sources import (
    Source,
    facts_of,
    find_clauses,
    quoted_clauses,
    read_source,
)
from xianxing.duties.writing.views.finding import REFUSALS, add_refusal, paper_or_404, words_of
from xianxing.engines.docform import DocformError
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.people.models import Organ, OrganKind
from xianxing.office.people.queries import head_of


@require_http_methods(["GET", "POST"])
def new_paper(request: HttpRequest) -> HttpResponse:
    """Ask which kind of paper, and start it with its first words."""
    account = account_of(request)
    require(may_draft_papers, account)
    source = read_source(account, request.GET.get("about", ""))
    answered = _answered(account, request.GET.get("answers", ""))
    matter = source.title if source else (answered.title if answered else "")
    initial = {"pattern": request.GET.get("type", "notice"), "matter": matter[:120], "organ": _office()}
    form = NewForm(request.POST if request.method == "POST" else None, organs=issuers(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            paper = _start(account, form, source, answered)
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            return redirect("writing:edit", pk=paper.pk)
    context = {"form": form, "source": source, "answered": answered, "patterns": patterns()}
    return render(request, "writing/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the editor, or keep a version."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_edit_paper, account, paper)
    form = ContentForm(request.POST) if request.method == "POST" else ContentForm.of(paper)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_version(
                actor=account,
                paper=paper,
                content=form.content(),
                base=form.cleaned_data["base"],
                note=request.POST.get("note", ""),
                now=timezone.now(),
            )
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("已保存第 %(n)s 版") % {"n": paper.version_number})
            return redirect("writing:detail" if "leave" in request.POST else "writing:edit", pk=pk)
    content = form.content() if form.is_bound and form.is_valid() else paper.fields
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, **_beside(paper, content), "kind_form": _kind_form(paper)}
    return render(request, "writing/edit.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the words while they are being written, and answer what stands beside them."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_edit_paper, account, paper)
    form = ContentForm(request.POST)
    if not form.is_valid():
        return render(request, "writing/_beside.html", {"refused": form.errors.as_text()}, status=422)
    content = form.content()
    try:
        base = form.cleaned_data["base"]
        drafting.autosave(actor=account, paper=paper, content=content, base=base, now=timezone.now())
    except REFUSALS as refused:
        context = {"refused": words_of(refused), **_beside(paper, content)}
        return render(request, "writing/_beside.html", context, status=422)
    context = {"saved_at": timezone.now(), **_beside(paper, content)}
    return render(request, "writing/_beside.html", context)


@require_POST
def accept_fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the repair of one finding as a new version."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_edit_paper, account, paper)
    fixed = apply_fix(paper, paper.fields, request.POST.get("key", "")[:200], today=timezone.localdate())
    if fixed is None:
        messages.warning(request, _("这处问题已经不在了；请看最新的检查结果"))
        return redirect("writing:edit", pk=pk)
    try:
        note = _("采用检查建议")
        drafting.save_version(
            actor=account,
            paper=paper,
            content=fixed,
            base=paper.version_number,
            note=note,
            now=timezone.now(),
        )
        messages.success(request, _("已采用建议，存为第 %(n)s 版") % {"n": paper.version_number})
    except REFUSALS as refused:
        messages.error(request, words_of(refused))
    return redirect("writing:edit", pk=pk)


@require_POST
def change_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Change type, form, direction or organ."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_edit_paper, account, paper)
    form = KindForm(request.POST, organs=issuers())
    if form.is_valid():
        try:
            drafting.change_kind(actor=account, paper=paper, kind=form.kind(), now=timezone.now())
            messages.success(request, _("文种和格式已更改"))
        except REFUSALS as refused:
            messages.error(request, words_of(refused))
    else:
        messages.error(request, form.errors.as_text())
    return redirect("writing:edit", pk=pk)


@require_POST
def add_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a comment."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_comment_on_paper, account, paper)
    form = CommentForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        remark = drafting.Remark(given["text"], given["field"], given["quote"])
        try:
            drafting.write_comment(actor=account, paper=paper, remark=remark, now=timezone.now())
            messages.success(request, _("批注已保存"))
        except REFUSALS as refused:
            messages.error(request, words_of(refused))
    else:
        messages.error(request, _("批注是空的；请写明意见"))
    return redirect("writing:detail", pk=pk)


@require_POST
def settle_comment(request: HttpRequest, pk: int, comment_id: int) -> HttpResponse:
    """Mark a comment as dealt with."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_comment_on_paper, account, paper)
    comment = Comment.objects.select_related("paper").filter(pk=comment_id, paper=paper).first()
    if comment is None:
        raise Http404(_("没有此批注"))
    drafting.settle_comment(actor=account, comment=comment, now=timezone.now())
    return redirect("writing:detail", pk=pk)


@require_GET
def show_clauses(request: HttpRequest) -> HttpResponse:
    """Answer clauses in force that hold the words, for quoting."""
    account = account_of(request)
    require(may_draft_papers, account)
    words = request.GET.get("words", "").replace("\x00", "")[:60]
    found = find_clauses(words, on=timezone.localdate()) if words.strip() else ()
    return render(request, "writing/_clauses.html", {"found": found, "words": words})


def issuers() -> QuerySet[Organ]:
    """Return the organs in whose name the office writes: itself, what stands above it, and those it serves.

    Only an office with authority may issue in the name of its government or committee (条例 第十六条第二项).
    """
    office = _office()
    if office is None:
        return Organ.objects.none()
    mine = Q(pk__in=[office.pk, office.parent_id]) | Q(kind=office.kind, parent__isnull=True)
    found = Organ.objects.filter(mine, abolished_on__isnull=True).exclude(kind=OrganKind.SECTION)
    return found.order_by("order_number", "id")


def _beside(paper: Paper, content: Content) -> dict[str, object]:
    """Return what stands beside the text: checks, clauses, blanks, pages."""
    composed = compose_paper(paper, content)
    trouble, pages, remarks = "", range(0), ()
    try:
        rendering = print_paper(composed)
        pages, remarks = range(1, rendering.pages + 1), rendering.remarks  # type: ignore[assignment]
    except DocformError as refused:
        trouble = str(refused)
    today = timezone.localdate()
    advice = (
        *advise(paper, composed, content, today=today),
        *proofread(composed, office_reader(today)),
    )
    return {
        "paper": paper,
        "advice": advice,
        "clauses": quoted_clauses(content.body),
        "unfilled": unfilled(content),
        "pages": pages,
        "remarks": remarks,
        "trouble": trouble,
        "digest": drafting.digest(content)[:12],
    }


def _kind_form(paper: Paper) -> KindForm:
    initial = {"type": paper.type, "form": paper.form, "way": paper.way, "organ": paper.organ_id}
    return KindForm(organs=issuers(), initial=initial)


def _office() -> Organ | None:
    return Organ.objects.filter(is_office=True).first()


def _answered(account: Account, text: str) -> Incoming | None:
    return find_incoming(account, int(text)) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _start(account: Account, form: NewForm, source: Source | None, answered: Incoming | None) -> Paper:
    given = form.cleaned_data
    pattern = pattern_of(given["pattern"])
    if pattern is None:
        raise WritingRefused(_("没有这个文种；请重新选择"))
    kind = drafting.Kind(given["organ"], pattern.type, pattern.form, pattern.bearing)
    origin = drafting.Origin(
        object_type=source.object_type if source else "",
        object_id=source.object_id if source else 0,
        answers=answered,
    )
    content = first_words(
        pattern, account, given["organ"], given["matter"], answered, facts=facts_of(account, source)
    )
    return drafting.draft_paper(actor=account, kind=kind, content=content, origin=origin, now=timezone.now())


def first_words(
    pattern: Pattern,
    account: Account,
    organ: Organ,
    matter: str,
    answered: Incoming | None,
    *,
    facts: Sequence[str] = (),
) -> Content:
    """Return a pattern filled with what the office knows."""
    today = timezone.localdate()
    office, head = _office(), head_of(organ, today)
    known = Known(
        organ=organ.name,
        office=office.name if office else organ.name,
        superior=organ.parent.name if organ.parent else "",
        matter=matter.strip().removeprefix("关于"),
        detail="\n".join(facts),
        citation=citation(answered.title, answered.number) if answered else "",
        day=chinese_day(today),
        signer=head.name if head else "",
        drafter=account.actor_name,
    )
    return pattern.fill(known)
