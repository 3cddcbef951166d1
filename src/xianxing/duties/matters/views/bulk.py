"""Many matters at once: preview, carry out, take back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianxing.duties.matters.actions.bulk import MOST, VERBS, Job, perform_bulk, preview_bulk, undo_bulk
from xianxing.duties.matters.forms.bulk import BulkForm
from xianxing.duties.matters.models import BulkRun, Matter
from xianxing.duties.matters.permissions import may_register_matter, visible_matters
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.ui.messages import say_with_undo


@require_POST
def show_bulk(request: HttpRequest) -> HttpResponse:
    """Show what the verb would do to each selected matter, and ask what it needs to know."""
    account = account_of(request)
    require(may_register_matter, account)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Http404(verb)
    ids = [pk for pk in request.POST.getlist("selected") if pk.isdigit()]
    matters = _selected(account, ids)
    if not matters:
        messages.error(request, _("没有选中事项；请先在列表中勾选"))
        return redirect("matters:list")
    form = BulkForm(initial={"verb": verb, "selected": ",".join(ids[:MOST])}, verb=verb, matters=matters)
    context = {
        "form": form,
        "prospects": preview_bulk(account, matters, Job(verb)),
        "verb": verb,
        "most": MOST,
    }
    return render(request, "matters/bulk.html", context)


@require_POST
def run_bulk(request: HttpRequest) -> HttpResponse:
    """Carry the verb out on the previewed matters."""
    account = account_of(request)
    require(may_register_matter, account)
    verb = request.POST.get("verb", "")
    matters = _selected(account, [pk for pk in request.POST.get("selected", "").split(",") if pk.isdigit()])
    form = BulkForm(request.POST, verb=verb, matters=matters)
    if verb not in VERBS or not form.is_valid():
        context = {
            "form": form,
            "prospects": preview_bulk(account, matters, Job(verb)) if verb in VERBS else (),
        }
        return render(request, "matters/bulk.html", {**context, "verb": verb, "most": MOST}, status=422)
    run, refused = perform_bulk(actor=account, matters=matters, job=form.job(), now=timezone.now())
    text = _("已办 %(done)s 件") % {"done": len(run.back)}
    if refused:
        first = next(iter(refused.values()))
        text += _("，%(n)s 件未办：%(why)s") % {"n": len(refused), "why": first}
    say_with_undo(request, text, undo_url=reverse("matters:bulk_undo", args=[run.pk]))
    return redirect("matters:list")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a run back; only who did it may."""
    account = account_of(request)
    run = get_object_or_404(BulkRun, pk=pk, account=account)
    try:
        undone = undo_bulk(actor=account, run=run, now=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已撤销 %(n)s 件") % {"n": undone})
    return redirect("matters:list")


def _selected(account: Account, ids: list[str]) -> list[Matter]:
    found = visible_matters(account).filter(pk__in=[int(pk) for pk in ids[:MOST]])
    return list(found.select_related("entry", "lead", "handler__person").order_by("id"))
