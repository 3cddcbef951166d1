"""The system officer's page of background work."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.office.jobs import queries
from xianxing.office.jobs.actions import retry_job, retry_timer
from xianxing.office.jobs.models import Job, Timer
from xianxing.office.jobs.permissions import may_see_jobs


@require_GET
def show_jobs(request: HttpRequest) -> HttpResponse:
    """Show whether workers live, what failed, what runs and what fires next."""
    _require(request)
    context = {
        "health": queries.health(now=timezone.now()),
        "failed_jobs": queries.failed_jobs(),
        "failing_timers": queries.failing_timers(),
        "open_jobs": queries.open_jobs(),
        "next_timers": queries.next_timers(),
    }
    return render(request, "jobs/list.html", context)


@require_POST
def retry_one_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Let a failed job try again."""
    _require(request)
    if retry_job(get_object_or_404(Job, pk=job_id), now=timezone.now()):
        messages.success(request, _("已重新排队，稍后自动执行"))
    else:
        messages.warning(request, _("此任务不在失败状态，无需重试"))
    return redirect("jobs:list")


@require_POST
def retry_one_timer(request: HttpRequest, timer_id: int) -> HttpResponse:
    """Let a failing timer try at the next sweep."""
    _require(request)
    if retry_timer(get_object_or_404(Timer, pk=timer_id)):
        messages.success(request, _("将在一秒内再次触发"))
    else:
        messages.warning(request, _("此定时已触发或已取消，无需重试"))
    return redirect("jobs:list")


def _require(request: HttpRequest) -> None:
    if not may_see_jobs(request.user):
        raise PermissionDenied(_("后台任务由系统管理员查看；如页面长时间没有更新，请与系统管理员联系"))
