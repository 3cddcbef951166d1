"""The office's content labels: look at them, and replace them by a table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianxing.duties.matters.actions.labels import replace_topics
from xianxing.duties.matters.forms.importing import TableForm
from xianxing.duties.matters.permissions import may_import_matters, may_replace_topics
from xianxing.duties.matters.queries.topics import topic_tree
from xianxing.duties.matters.reading.sheets import SheetRefused, read_sheet
from xianxing.duties.matters.reading.topics import read_topics
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of


@require_http_methods(["GET", "POST"])
def show_topics(request: HttpRequest) -> HttpResponse:
    """Show the labels with how often each is in use, or put those of a table in their place."""
    account = account_of(request)
    require(may_import_matters, account)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(may_replace_topics, account)
        if form.is_valid():
            try:
                upload = form.cleaned_data["file"]
                rows = read_topics(read_sheet(upload.name, upload.read()))
                count = replace_topics(actor=account, rows=rows, now=timezone.now())
            except (SheetRefused, ValidationError) as refused:
                form.add_error("file", refused if isinstance(refused, ValidationError) else str(refused))
            else:
                messages.success(request, _("已换成新的 %(n)s 个分类；已确认的分类不变") % {"n": count})
                return redirect("matters:topics")
    context = {"form": form, "tree": topic_tree(), "may_replace": may_replace_topics(account)}
    return render(request, "matters/import_topics.html", context, status=422 if form.errors else 200)
