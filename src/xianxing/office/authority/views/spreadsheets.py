"""Tables out as a spreadsheet and in again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority import actions
from xianxing.office.authority.content import table_of
from xianxing.office.authority.models import TableVersion, VersionState
from xianxing.office.authority.permissions import may_make_rules, may_read_rules
from xianxing.office.authority.sheet_form import SheetForm
from xianxing.office.authority.sheets import read_sheet, write_sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def export_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Give a version out as an xlsx file."""
    require(may_read_rules, account_of(request))
    version = get_object_or_404(TableVersion.objects.select_related("table"), pk=version_id)
    response = HttpResponse(write_sheet(table_of(version)), content_type=XLSX)
    named = content_disposition_header(as_attachment=True, filename=f"{version}.xlsx")
    response["Content-Disposition"] = named or "attachment"
    return response


@require_POST
def import_rows(request: HttpRequest, version_id: int) -> HttpResponse:
    """Put the rows of an xlsx file in the place of a draft's rows."""
    account = account_of(request)
    require(may_make_rules, account)
    found = TableVersion.objects.select_related("table")
    draft = get_object_or_404(found, pk=version_id, state=VersionState.DRAFT)
    form = SheetForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise ValidationError(_("请选择一个 xlsx 文件"))
        file = form.cleaned_data["file"]
        edits = read_sheet(file.read(), table_of(draft))
        actions.replace_rows(
            actor=account, version=draft, edits=edits, file_name=file.name[:100], now=timezone.now()
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("已从表格导入 %(n)s 行；请看检查结果") % {"n": len(edits)})
    return redirect("authority:draft", draft.pk)
