"""A unit's tasks as a spreadsheet: download, fill in, upload."""

from tempfile import TemporaryFile

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from xianxing.duties.followup.actions.sheets import (
    MOST_BYTES,
    ReadSheet,
    export_tasks,
    read_answers,
    take_answers,
)
from xianxing.duties.followup.permissions import may_list_own_tasks
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("填好的任务表"))
    skips_bad = forms.BooleanField(label=gettext_lazy("有问题的行先跳过，其余照收"), required=False)

    def clean_file(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            ValidationError: it is larger than the limit.
        """
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("表格过大；请用“下载任务表”得到的表格填写"))
        content: bytes = file.read()
        return content


@require_http_methods(["GET", "POST"])
def sheet_page(request: HttpRequest) -> HttpResponse:
    """Explain the two steps, and take what came back; bad rows are listed by number."""
    account = account_of(request)
    require(may_list_own_tasks, account)
    form = SheetForm(request.POST or None, request.FILES or None)
    sheet: ReadSheet | None = None
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_answers(account, form.cleaned_data["file"])
            if not sheet.bad or form.cleaned_data["skips_bad"]:
                return _take(request, account, sheet)
        except ValidationError as refused:
            form.add_error(None, refused)
    context = {"form": form, "sheet": sheet}
    return render(request, "followup/sheet_upload.html", context, status=422 if form.is_bound else 200)


@require_POST
def export_sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the unit's open tasks as a spreadsheet."""
    account = account_of(request)
    require(may_list_own_tasks, account)
    target = TemporaryFile()  # noqa: SIM115 - the response closes it
    export_tasks(actor=account, target=target, now=timezone.now())
    target.seek(0)
    name = f"{_('督办任务')}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def _take(request: HttpRequest, account: Account, sheet: ReadSheet) -> HttpResponse:
    count = take_answers(actor=account, sheet=sheet, now=timezone.now())
    messages.success(request, _("已反馈 %(n)s 件") % {"n": count})
    return redirect("followup:mine")
