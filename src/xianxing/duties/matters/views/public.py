"""The public window: no account, nothing in the address that opens a matter."""

from collections.abc import Callable
from datetime import datetime

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianxing.duties.matters.actions import window
from xianxing.duties.matters.forms.public import QueryForm, ReviewForm, SayForm, SupplementForm, WindowForm
from xianxing.duties.matters.queries.progress import Progress, progress_of
from xianxing.office.register.models import Entry
from xianxing.office.register.queries import find_by_code, own_record
from xianxing.office.register.senders import Sender

SENT, OPENED = "matters.window.sent", "matters.window.opened"
OPEN_SECONDS = 15 * 60


@login_not_required
def show_window(request: HttpRequest) -> HttpResponse:
    """Show the form, or register what it says and go on to the receipt."""
    form = WindowForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = window.submit(submission=_submission(form), address=_address(request), now=timezone.now())
        except (ValidationError, ValueError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
        else:
            request.session[SENT] = [entry.receipt_number, entry.query_code]
            return redirect("matters:window_sent")
    status = 422 if form.errors else 200
    return render(request, "matters/window.html", {"form": form}, status=status)


@login_not_required
def show_sent(request: HttpRequest) -> HttpResponse:
    """Show the receipt number and the query code, once."""
    sent = request.session.pop(SENT, None)
    if sent is None:
        return redirect("matters:window")
    address = request.build_absolute_uri(reverse("matters:window_query"))
    drawn = segno.make(address, error="m").svg_inline(scale=4, svgclass="qr", lineclass=None)
    context = {"receipt_number": sent[0], "code": sent[1], "qr": mark_safe(drawn), "address": address}  # noqa: S308
    return render(request, "matters/window_sent.html", context)


@login_not_required
def show_query(request: HttpRequest) -> HttpResponse:
    """Ask for receipt number and code; a wrong number and a wrong code get the same answer."""
    form = QueryForm(request.POST or None)
    now, address = timezone.now(), _address(request)
    if request.method == "POST" and form.is_valid():
        try:
            window.refuse_guessing(address=address, now=now)
        except ValidationError as refused:
            form.add_error(None, refused)
            return render(request, "matters/window_query.html", {"form": form}, status=429)
        entry = find_by_code(form.cleaned_data["receipt_number"], form.cleaned_data["code"].strip())
        if entry is not None:
            request.session[OPENED] = [entry.pk, now.timestamp()]
            return redirect("matters:window_progress")
        window.note_wrong_code(address=address, now=now)
        form.add_error(None, _("受理编号或查询码不对；请核对回执后重新输入"))
    status = 422 if form.errors else 200
    return render(request, "matters/window_query.html", {"form": form}, status=status)


@login_not_required
def show_progress(request: HttpRequest) -> HttpResponse:
    """Show how the matter stands to who opened it with its code in the last quarter of an hour."""
    progress = _opened(request)
    if progress is None:
        return redirect("matters:window_query")
    context = {
        "progress": progress,
        "supplement_form": SupplementForm(),
        "say_form": SayForm(),
        "review_form": ReviewForm(),
    }
    return render(request, "matters/window_progress.html", context)


@login_not_required
@require_POST
def add_supplement(request: HttpRequest) -> HttpResponse:
    """Take an addition."""

    def take(progress: Progress, form: Form, now: datetime) -> None:
        window.add_supplement(
            matter=progress.matter, entry=progress.entry, text=form.cleaned_data["text"], now=now
        )

    return _take(request, SupplementForm(request.POST), take, _("补充说明已收到"))


@login_not_required
@require_POST
def say_result(request: HttpRequest) -> HttpResponse:
    """Take what the person says of the answer."""

    def take(progress: Progress, form: Form, now: datetime) -> None:
        if isinstance(form, SayForm):
            window.say_result(matter=progress.matter, now=now, **form.said())

    return _take(request, SayForm(request.POST), take, _("谢谢，评价已记录"))


@login_not_required
@require_POST
def ask_review(request: HttpRequest) -> HttpResponse:
    """Take a request for a review."""

    def take(progress: Progress, form: Form, now: datetime) -> None:
        window.ask_review(matter=progress.matter, reason=form.cleaned_data["text"], now=now)

    return _take(request, ReviewForm(request.POST), take, _("复查申请已收到，30 日内书面答复"))


@login_not_required
def give_record(request: HttpRequest) -> HttpResponse:
    """Give the person all that is kept about them in this entry (个人信息保护法 45)."""
    progress = _opened(request)
    if progress is None:
        raise Http404(_("请先用受理编号和查询码查询"))
    response = JsonResponse(
        own_record(progress.entry), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="record.json"'
    return response


def _take(
    request: HttpRequest, form: Form, take: Callable[[Progress, Form, datetime], None], done: str
) -> HttpResponse:
    progress = _opened(request)
    if progress is None:
        return redirect("matters:window_query")
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("matters:window_progress")
    try:
        take(progress, form, timezone.now())
    except (ValidationError, ValueError) as refused:
        words = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
        messages.error(request, " ".join(words))
    else:
        messages.success(request, done)
    return redirect("matters:window_progress")


def _opened(request: HttpRequest) -> Progress | None:
    kept = request.session.get(OPENED)
    if not kept or timezone.now().timestamp() - kept[1] > OPEN_SECONDS:
        return None
    entry = Entry.objects.filter(pk=kept[0]).first()
    return progress_of(entry) if entry else None


def _submission(form: WindowForm) -> window.Submission:
    cleaned = form.cleaned_data
    return window.Submission(
        title=cleaned["title"],
        text=cleaned["text"],
        place=cleaned["place"],
        sender=Sender(cleaned["sender_name"], cleaned["sender_contact"]),
        uploads=tuple(cleaned["attachments"]),
    )


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
