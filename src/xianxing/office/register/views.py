"""The register book and the page of one entry."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.office.access.models import Account
from xianxing.office.access.predicates import Predicate, require
from xianxing.office.access.requests import account_of
from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile
from xianxing.office.files.responses import download, preview
from xianxing.office.ledger.actions import writing
from xianxing.office.ledger.queries import lines, timeline
from xianxing.office.register import permissions
from xianxing.office.register.actions import attach_file, note, reissue_code, reveal_sender
from xianxing.office.register.corrections import correct_entry, erase_sender
from xianxing.office.register.export import export_book
from xianxing.office.register.forms import CorrectionForm, FileForm, FilterForm, ReasonForm
from xianxing.office.register.models import Entry
from xianxing.office.register.queries import book_page, earlier_entries, masked_sender, own_record

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def show_book(request: HttpRequest) -> HttpResponse:
    """Show a page of the book."""
    account = _account(request, permissions.may_see_register)
    form = FilterForm(request.GET)
    page = book_page(account, form.filters(), mark=request.GET.get("after", ""))
    query = request.GET.copy()
    query["after"] = page.next_mark
    context = {
        "form": form,
        "rows": [(entry, masked_sender(entry)) for entry in page.entries],
        "next_url": f"?{query.urlencode()}" if page.next_mark else "",
        "previous_url": request.path if request.GET.get("after") else "",
    }
    return render(request, "register/book.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give the narrowed book as a spreadsheet."""
    account = _account(request, permissions.may_see_register)
    now = timezone.now()
    content = export_book(actor=account, filters=FilterForm(request.GET).filters(), now=now)
    response = HttpResponse(content, content_type=SHEET)
    name = f"register-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def show_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show one entry, its sender masked, with scans in place."""
    _account(request, permissions.may_see_register)
    return _entry_page(request, _entry(request, entry_id))


@require_POST
def reveal(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show the sender in this one answer, after recording who looks and why."""
    account = _account(request, permissions.may_reveal_sender)
    entry = _entry(request, entry_id)
    try:
        reason = request.POST.get("reason", "")
        sender = reveal_sender(actor=account, entry=entry, reason=reason, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("register:entry", entry.pk)
    return _entry_page(request, entry, sender=sender)


@require_POST
def reissue(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show a new query code in this one answer."""
    account = _account(request, permissions.may_write_register)
    entry = _entry(request, entry_id)
    try:
        reason = request.POST.get("reason", "")
        code = reissue_code(actor=account, entry=entry, reason=reason, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("register:entry", entry.pk)
    return _entry_page(request, entry, query_code=code)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Correct an entry."""
    account = _account(request, permissions.may_write_register)
    entry = _entry(request, entry_id)
    form = CorrectionForm(request.POST or None, instance=_entry(request, entry_id))
    if request.method == "POST" and form.is_valid():
        try:
            correct_entry(
                actor=account, entry=entry, correction=form.correction(),
                reason=form.cleaned_data["reason"], now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("已更正"))
            return redirect("register:entry", entry.pk)
        except (ValidationError, ClassifiedMaterial) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
    return render(request, "register/correct.html", {"form": form, "entry": entry})


@require_POST
def erase(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Erase the sender for ever."""
    account = _account(request, permissions.may_erase_sender)
    entry, reason = _entry(request, entry_id), request.POST.get("reason", "")
    return _tried(
        request,
        entry,
        lambda: erase_sender(actor=account, entry=entry, reason=reason, now=timezone.now()),
        _("来信人信息已删除；请查看附件中是否还有本人信息"),
    )


@require_POST
def attach(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Attach a file."""
    account = _account(request, permissions.may_write_register)
    entry, form = _entry(request, entry_id), FileForm(request.POST, request.FILES)

    def add() -> None:
        now = timezone.now()
        if not form.is_valid():
            raise ValidationError(_("没有选择文件；请先选择"))
        file = store(actor=account, upload=form.cleaned_data["file"], now=now)
        attach_file(actor=account, entry=entry, file=file, now=now)

    return _tried(request, entry, add, _("附件已添加"))


@require_GET
def file_of(request: HttpRequest, entry_id: int, file_id: int) -> HttpResponseBase:
    """Give a file of an entry: pictures in place, anything else to be saved."""
    _account(request, permissions.may_see_register)
    file = get_object_or_404(_entry(request, entry_id).files, pk=file_id)
    return download(file) if request.GET.get("save") else preview(file)


@require_POST
def give_record(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Give everything kept about a sender in one entry, for the sender; recorded like a look."""
    account = _account(request, permissions.may_reveal_sender)
    entry = _entry(request, entry_id)
    with writing():
        note("register.record.exported", entry, actor=account, now=timezone.now())
    response = JsonResponse(own_record(entry), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="record-{entry.pk}.json"'
    return response


def _account(request: HttpRequest, allowed: Predicate) -> Account:
    account = account_of(request)
    require(allowed, account)
    return account


def _entry(request: HttpRequest, entry_id: int) -> Entry:
    """Return the entry, or answer 404 as if it were not there."""
    visible = permissions.visible_entries(account_of(request))
    return get_object_or_404(visible.select_related("recorded_by__person"), pk=entry_id)


def _entry_page(request: HttpRequest, entry: Entry, **extra: object) -> HttpResponse:
    account, may_see_entry = account_of(request), permissions.may_see_entry
    files = list(entry.files.all())
    context = {
        "entry": entry,
        "sender": masked_sender(entry),
        "pictures": [file for file in files if file.content_type.startswith("image/")],
        "files": [file for file in files if not file.content_type.startswith("image/")],
        "earlier": [other for other in earlier_entries(entry)[:10] if may_see_entry(account, other)],
        "timeline": lines(timeline(entry)),
        "reason_form": ReasonForm(),
        "file_form": FileForm(),
        "may_erase": permissions.may_erase_sender(account),
        "is_revealed": "sender" in extra,
    }
    return render(request, "register/entry.html", context | extra)


def _tried(request: HttpRequest, entry: Entry, act: Callable[[], object], done: str) -> HttpResponse:
    """Do it, say how it went, and go back to the entry."""
    try:
        act()
        messages.success(request, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except (ClassifiedMaterial, RefusedFile) as refusal:
        messages.error(request, str(refusal))
    return redirect("register:entry", entry.pk)
