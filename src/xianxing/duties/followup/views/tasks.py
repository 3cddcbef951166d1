"""The page of one task, and the page on which a unit finds all it was asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.followup.forms.verbs import AnswerForm
from xianxing.duties.followup.models import Task
from xianxing.duties.followup.permissions import may_answer_task, may_list_own_tasks, may_see_item
from xianxing.duties.followup.queries.detail import (
    compared_quantities,
    conclusions_of,
    named_lines,
    show_task,
)
from xianxing.duties.followup.queries.lights import lights_on
from xianxing.duties.followup.queries.tasks import SHELF_TITLES, Shelf, list_tasks
from xianxing.duties.followup.views.acting import task_or_404
from xianxing.duties.followup.views.rows import stage_marks, task_row
from xianxing.duties.followup.views.verbs import TASK_VERBS, offer_verbs
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.files.models import StoredFile
from xianxing.office.files.responses import download
from xianxing.office.ledger.queries import timeline


@require_GET
def show_mine(request: HttpRequest) -> HttpResponse:
    """Show a unit what it was asked, the nearest limit first."""
    account = account_of(request)
    require(may_list_own_tasks, account)
    now, lights = timezone.now(), lights_on(timezone.localdate())
    name = request.GET.get("shelf", "")
    shelf = Shelf(name) if name in set(Shelf) else Shelf.TODO
    try:
        page = list_tasks(account, shelf, after=request.GET.get("after", ""))
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    tabs = [
        {"title": title, "url": f"?shelf={each.value}", "is_current": each == shelf}
        for each, title in SHELF_TITLES.items()
    ]
    context = {
        "now": now,
        "tabs": tabs,
        "rows": [task_row(task, now=now, lights=lights) for task in page.rows],
        "next_url": "?" + urlencode({"shelf": shelf.value, "after": page.after}) if page.after else "",
    }
    return render(request, "followup/mine.html", context)


@require_GET
def show_task_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one task: to the office with what it may do, to its unit with the form of its answer."""
    account = account_of(request)
    task = task_or_404(account, pk)
    return render(request, "followup/task.html", _context(account, task))


@require_GET
def open_file(request: HttpRequest, pk: int, file_id: int) -> HttpResponseBase:
    """Give a file of a task's item or of one of its answers."""
    task = task_or_404(account_of(request), pk)
    of_item = task.item.files.filter(pk=file_id)
    reports = task.assignment.reports.all() if task.assignment else []
    of_reports = StoredFile.objects.filter(
        pk__in=[file.pk for report in reports for file in report.files.filter(pk=file_id)]
    )
    return download(of_item.first() or get_object_or_404(of_reports, pk=file_id))


def _context(account: Account, task: Task) -> dict[str, object]:
    shown = show_task(task, lights_on(timezone.localdate()))
    answers = may_answer_task(account, task) and TASK_VERBS["answer"].is_fit(task)
    return {
        "now": timezone.now(),
        "task": task,
        "item": task.item,
        "shown": shown,
        "may_see_item": may_see_item(account, task.item),
        "offer": offer_verbs(account, task),
        "steps": stage_marks(task),
        "answer_form": AnswerForm(target=task, actor=account) if answers else None,
        "quantities": compared_quantities(task.item),
        "conclusions": conclusions_of(task),
        "link": getattr(task, "served_by", None),
        "serves": task.serves.select_related("task__item"),
        "timeline": named_lines(timeline(task)),
    }
