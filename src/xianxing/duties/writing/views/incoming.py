"""Incoming documents: the list, one beside it, taking in a file, and every act on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.duties.writing.actions import arriving, handling
from xianxing.duties.writing.engine.incoming import Act, Stand, acts_from
from xianxing.duties.writing.forms import incoming as forms
from xianxing.duties.writing.models import Incoming
from xianxing.duties.writing.permissions import (
    may_draft_papers,
    may_list_incoming,
    may_read_incoming,
    may_work_on_incoming,
)
from xianxing.duties.writing.queries.detail import incoming_detail
from xianxing.duties.writing.queries.listing import SHELF_TITLES, Shelf, list_incoming
from xianxing.duties.writing.views.finding import REFUSALS, add_refusal, incoming_or_404, words_of
from xianxing.duties.writing.views.pages import kept_query, next_url, tab_links
from xianxing.duties.writing.views.rows import incoming_row
from xianxing.engines.docform import DocumentType
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.duty import Text
from xianxing.office.files.models import StoredFile
from xianxing.office.files.responses import download, preview

ANSWERED_BY: Mapping[str, str] = {DocumentType.REQUEST: "reply", DocumentType.LETTER: "letter"}
"""The pattern that answers a type of document; every other is answered by a report."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on an incoming document: its form and what it calls."""

    name: str
    title: Text
    form: type[forms.ActForm]
    run: Callable[[Account, Incoming, Any, datetime], object]
    act: Act
    done: Text

    def fits(self, incoming: Incoming) -> bool:
        """Return whether the document stands where this applies."""
        return self.act in acts_from(Stand(incoming.state))


def _register(actor: Account, incoming: Incoming, _form: Any, now: datetime) -> object:
    return handling.register_incoming(actor=actor, incoming=incoming, now=now)


def _examine(actor: Account, incoming: Incoming, form: Any, now: datetime) -> object:
    points = len(form.cleaned_data["points"])
    return handling.pass_examination(actor=actor, incoming=incoming, points=points, now=now)


def _send_back(actor: Account, incoming: Incoming, form: Any, now: datetime) -> object:
    return handling.send_back(actor=actor, incoming=incoming, reason=form.cleaned_data["reason"], now=now)


def _circulate(actor: Account, incoming: Incoming, form: Any, now: datetime) -> object:
    return handling.circulate(
        actor=actor,
        incoming=incoming,
        readers=form.chosen(),
        proposal=form.cleaned_data["proposal"],
        now=now,
    )


def _assign(actor: Account, incoming: Incoming, form: Any, now: datetime) -> object:
    return handling.assign_incoming(actor=actor, incoming=incoming, task=form.task(), now=now)


def _answer(actor: Account, incoming: Incoming, form: Any, now: datetime) -> object:
    return handling.answer_incoming(
        actor=actor, incoming=incoming, answer=form.cleaned_data["answer"], now=now
    )


def _archive(actor: Account, incoming: Incoming, _form: Any, now: datetime) -> object:
    return handling.archive_incoming(actor=actor, incoming=incoming, now=now)


DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed("register", _("收文登记"), forms.NothingForm, _register, Act.REGISTER, _("已登记")),
        Deed("examine", _("初审通过"), forms.ExamineForm, _examine, Act.PASS, _("初审已通过")),
        Deed("assign", _("批办"), forms.AssignForm, _assign, Act.ASSIGN, _("已批办")),
        Deed("circulate", _("送阅"), forms.CirculateForm, _circulate, Act.CIRCULATE, _("已送阅")),
        Deed("answer", _("答复"), forms.AnswerForm, _answer, Act.ANSWER, _("已记下答复情况")),
        Deed("archive", _("归档"), forms.NothingForm, _archive, Act.ARCHIVE, _("已归档")),
        Deed("send_back", _("退文"), forms.WhyForm, _send_back, Act.SEND_BACK, _("已退文")),
    )
}


@require_GET
def show_incoming(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show the list and, where one is chosen, the document beside it."""
    account = account_of(request)
    require(may_list_incoming, account)
    shelf = read_shelf(request)
    incoming = incoming_or_404(account, pk) if pk else None
    now, today = timezone.now(), timezone.localdate()
    words, after = request.GET.get("q", "")[:80], request.GET.get("after", "")
    try:
        page = list_incoming(account, shelf, query=words, after=after)
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    query = kept_query(request.GET)
    context = {
        "now": now,
        "rows": [incoming_row(row, now=now, today=today, selected=pk, query=query) for row in page.rows],
        "tabs": tab_links("writing:incoming", SHELF_TITLES, shelf, request.GET),
        "next_url": next_url("writing:incoming", request.GET, page),
        "query": query,
        "selected": incoming,
        "may_receive": may_work_on_incoming(account),
    }
    if incoming:
        context |= _detail_context(account, incoming)
    return render(request, "writing/incoming.html", context)


def _detail_context(account: Account, incoming: Incoming) -> dict[str, object]:
    works = may_work_on_incoming(account)
    deeds = [deed for deed in DEEDS.values() if deed.fits(incoming)] if works else []
    return {
        "incoming": incoming,
        "detail": incoming_detail(account, incoming, today=timezone.localdate()),
        "deeds": deeds,
        "works": works,
        "may_draft": may_draft_papers(account),
        "answered_by": ANSWERED_BY.get(incoming.type, "report"),
        "reading": incoming.readers.filter(reader=account).first(),
        "read_form": forms.ReadForm(),
    }


def read_shelf(request: HttpRequest) -> Shelf:
    """Return the tab that the address names."""
    name = request.GET.get("tab", "")
    return Shelf(name) if name in set(Shelf) else Shelf.ALL


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a file or particulars by hand: first read, then confirmed."""
    account = account_of(request)
    require(may_work_on_incoming, account)
    if request.method == "POST" and "read" in request.POST:
        return _read_file(request, account)
    form = forms.ReceiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = StoredFile.objects.filter(pk=given["file_id"] or 0, stored_by=account).first()
        try:
            incoming = arriving.receive(
                actor=account, head=form.letterhead(), file=file, again=given["again"], now=timezone.now()
            )
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, str(_("已签收")))
            return redirect("writing:incoming_detail", pk=incoming.pk)
    context = {"form": form, "upload": forms.UploadForm()}
    return render(request, "writing/receive.html", context, status=422 if form.errors else 200)


def _read_file(request: HttpRequest, account: Account) -> HttpResponse:
    """Keep the uploaded file and show what was read from it."""
    upload = forms.UploadForm(request.POST, request.FILES)
    form, status = forms.ReceiveForm(), 422
    if upload.is_valid():
        given = upload.cleaned_data["file"]
        try:
            file, content = arriving.keep_upload(actor=account, upload=given, now=timezone.now())
            form = forms.ReceiveForm(initial={"file_id": file.pk})
            head = arriving.read_upload(given.name, content)
        except REFUSALS as refused:
            add_refusal(upload, refused)
        else:
            known = {name: getattr(head, name) for name in head.__slots__}
            form, status = forms.ReceiveForm(initial={**known, "file_id": file.pk}), 200
    return render(request, "writing/receive.html", {"form": form, "upload": upload}, status=status)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    account = account_of(request)
    incoming = incoming_or_404(account, pk)
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404(_("没有这个步骤；请回到来文页"))
    require(may_work_on_incoming, account, incoming)
    form = deed.form(request.POST if request.method == "POST" else None, incoming=incoming)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            deed.run(account, incoming, form, timezone.now())
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, str(deed.done))
            return redirect(page_after(request, reverse("writing:incoming_detail", args=[pk])))
    context = {"incoming": incoming, "deed": deed, "form": form}
    return render(request, "writing/act.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    """A reader has read it."""
    account = account_of(request)
    incoming = incoming_or_404(account, pk)
    require(may_read_incoming, account, incoming)
    form = forms.ReadForm(request.POST)
    circulation = incoming.readers.select_related("incoming", "reader").get(reader=account)
    if form.is_valid():
        try:
            remark = form.cleaned_data["remark"]
            handling.mark_read(actor=account, circulation=circulation, remark=remark, now=timezone.now())
            messages.success(request, str(_("已阅")))
        except REFUSALS as refused:
            messages.error(request, words_of(refused))
    return redirect(page_after(request, reverse("writing:incoming_detail", args=[pk])))


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind readers who have not read, and the handler."""
    account = account_of(request)
    incoming = incoming_or_404(account, pk)
    require(may_work_on_incoming, account, incoming)
    now, count = timezone.now(), 0
    for each in incoming.readers.filter(read_at__isnull=True).select_related("reader", "incoming"):
        handling.remind_reader(actor=account, circulation=each, now=now)
        count += 1
    if incoming.state == Stand.HANDLING:
        handling.remind_handler(actor=account, incoming=incoming, now=now)
        count += 1
    if count:
        messages.success(request, _("已催办 %(n)s 处") % {"n": count})
    else:
        messages.info(request, str(_("没有可以催办的人；此件不在等待他人")))
    return redirect("writing:incoming_detail", pk=pk)


@require_GET
def open_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the document as it came."""
    incoming = incoming_or_404(account_of(request), pk)
    if incoming.file is None:
        raise Http404(_("此件没有原件；是手工登记的"))
    return preview(incoming.file) if "show" in request.GET else download(incoming.file)
