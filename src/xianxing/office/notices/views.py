"""An account's own notices."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.office.access.models import Account
from xianxing.office.notices.actions import mark_all_read, mark_read
from xianxing.office.notices.models import Notice
from xianxing.office.notices.queries import page_of, unread_count

PAGE = 50


@require_GET
def show_notices(request: HttpRequest) -> HttpResponse:
    """Show the account's notices, latest first."""
    account = cast("Account", request.user)
    page = page_of(account, limit=PAGE, before=request.GET.get("before", ""))
    context = {"page": page, "unread": unread_count(account), "shown_at": timezone.now().isoformat()}
    return render(request, "notices/list.html", context)


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """Answer with the number of unread notices."""
    return JsonResponse({"unread": unread_count(cast("Account", request.user))})


@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one's own notice as read and go where it points."""
    notice = get_object_or_404(Notice, pk=notice_id, account=cast("Account", request.user))
    mark_read(notice, now=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else "notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark as read what the page showed; what came since stays unread."""
    now = timezone.now()
    shown_at = parse_datetime(request.POST.get("shown_at", "")[:40]) or now
    count = mark_all_read(cast("Account", request.user), upto=min(shown_at, now), now=now)
    messages.success(request, _("已将 %(count)s 条通知标为已读") % {"count": count})
    return redirect("notices:list")
