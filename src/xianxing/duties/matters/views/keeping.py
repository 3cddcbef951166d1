"""Kept views, clause look-up, and files of a matter."""

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xianxing.duties.matters.forms.intake import SaveViewForm
from xianxing.duties.matters.models import SavedView
from xianxing.duties.matters.permissions import may_list_matters
from xianxing.duties.matters.views.acting import matter_or_404
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.models import Clause, Standing
from xianxing.office.files.models import StoredFile
from xianxing.office.files.responses import preview
from xianxing.office.register.models import Entry


def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name."""
    account = account_of(request)
    require(may_list_matters, account)
    form = SaveViewForm(request.POST or None, initial={"query": request.GET.urlencode()[:500]})
    if request.method == "POST" and form.is_valid():
        SavedView.objects.update_or_create(
            account=account,
            name=form.cleaned_data["name"],
            defaults={"query": form.cleaned_data["query"], "is_shared": form.cleaned_data["is_shared"]},
        )
        messages.success(request, _("视图已保存"))
        return redirect(f"/matters/?{form.cleaned_data['query']}")
    return render(request, "matters/save_view.html", {"form": form}, status=422 if form.errors else 200)


def find_clauses(request: HttpRequest) -> HttpResponse:
    """Answer the clauses in force whose key or text holds the words typed, as JSON."""
    require(may_list_matters, account_of(request))
    words = request.GET.get("q", "").strip()[:50]
    found = Clause.objects.exclude(instrument__standing=Standing.REPEALED).select_related("instrument")
    if words:
        found = found.filter(Q(key__contains=words) | Q(text__contains=words))
    rows = [{"value": clause.key, "label": f"{clause} {clause.text[:40]}"} for clause in found[:40]]
    return JsonResponse({"options": rows})


def open_file(request: HttpRequest, pk: int, file_id: int) -> FileResponse:
    """Send a file of the matter to someone who may see the matter."""
    matter = matter_or_404(account_of(request), pk)
    entries = Entry.objects.filter(participations__matter=matter, files=file_id)
    if not entries.exists():
        raise Http404(file_id)
    return preview(StoredFile.objects.get(pk=file_id))
