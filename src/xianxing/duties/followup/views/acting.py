"""One page for every verb on an item or a task: show its form, carry it out, say what happened."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.followup.models import Item, Task
from xianxing.duties.followup.queries.detail import find_item, find_task
from xianxing.duties.followup.views.verbs import ITEM_VERBS, TASK_VERBS, Verb
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile


def item_or_404(account: Account, pk: int) -> Item:
    """Return an item that the account may see; one it may not see is as if it were not there."""
    item = find_item(account, pk)
    if item is None:
        raise Http404(_("没有此事项，或您无权查看"))
    return item


def task_or_404(account: Account, pk: int) -> Task:
    """Return a task that the account may see; one it may not see is as if it were not there."""
    task = find_task(account, pk)
    if task is None:
        raise Http404(_("没有此任务，或您无权查看"))
    return task


def perform_on_item(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of a verb on an item, or carry it out."""
    item = item_or_404(account_of(request), pk)
    return _perform(request, item, _verb(ITEM_VERBS, name), reverse("followup:detail", args=[pk]))


def perform_on_task(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the form of a verb on a task, or carry it out."""
    task = task_or_404(account_of(request), pk)
    return _perform(request, task, _verb(TASK_VERBS, name), reverse("followup:task", args=[pk]))


def _perform(request: HttpRequest, target: Item | Task, verb: Verb, back: str) -> HttpResponse:
    account = account_of(request)
    require(verb.may, account, target)
    is_post = request.method == "POST"
    given = (request.POST, request.FILES) if is_post else ()
    form = verb.form(*given, target=target, actor=account)
    if is_post and form.is_valid() and carry_out(account, target, verb, form):
        messages.success(request, str(verb.done))
        return redirect(page_after(request, back))
    context = {"target": target, "verb": verb, "form": form, "back": back}
    return render(request, "followup/verb.html", context, status=422 if is_post else 200)


def carry_out(account: Account, target: Item | Task, verb: Verb, form: Any) -> bool:
    """Run a verb; return whether it was done, with what was refused on the form."""
    if not verb.is_fit(target):
        text = _("现为“%(stage)s”，不能%(verb)s；请刷新后按页面上可用的操作办理")
        form.add_error(None, text % {"stage": target.get_stage_display(), "verb": verb.title})
        return False
    try:
        verb.run(account, target, form, timezone.now())
    except ValidationError as refused:
        for message in refused.messages:
            form.add_error(None, message)
        form.refused_clauses = getattr(refused, "clauses", ())
        return False
    except (ClassifiedMaterial, RefusedFile) as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _verb(verbs: Mapping[str, Verb], name: str) -> Verb:
    if name not in verbs:
        raise Http404(name)
    return verbs[name]
