"""The import of a table in four steps: upload, columns, look, result."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xianxing.duties.matters.actions import importing, previewing
from xianxing.duties.matters.forms.importing import NAMES, ColumnsForm, TableForm
from xianxing.duties.matters.models import ImportRun
from xianxing.duties.matters.permissions import may_import_matters
from xianxing.duties.matters.queries.runs import failed_job, recent_runs
from xianxing.duties.matters.reading.columns import Column
from xianxing.duties.matters.reading.sheets import Sheet, SheetRefused, read_sheet
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard, as ``ui/_steps.html`` shows it."""

    title: str
    is_done: bool
    is_current: bool


@require_http_methods(["GET", "POST"])
def upload_table(request: HttpRequest) -> HttpResponse:
    """Take a table, guess its columns and look at its rows; nothing is taken in yet."""
    account = account_of(request)
    require(may_import_matters, account)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("matters:import_run", _upload(account, form).pk)
        except (SheetRefused, RefusedFile, ClassifiedMaterial) as refused:
            form.add_error("file", str(refused))
    context = {"form": form, "steps": _steps(0), "runs": recent_runs()}
    return render(request, "matters/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def show_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each column holds and what the import would do, or how far it is and what it did."""
    require(may_import_matters, account_of(request))
    run = get_object_or_404(ImportRun.objects.select_related("file"), pk=pk)
    if run.confirmed_at:
        context = {"run": run, "steps": _steps(3), "failed": failed_job(run)}
        return render(request, "matters/import_result.html", context)
    try:
        sheet = importing.sheet_of(run)
    except (SheetRefused, OSError):
        messages.error(request, _("上传的表格已读不出来；请重新上传"))
        return redirect("matters:import")
    form = ColumnsForm(sheet.headings, request.POST or None, initial=_initial(importing.places_of(run)))
    if request.method == "POST" and form.is_valid():
        _look(run, sheet, form.places())
        return redirect("matters:import_run", run.pk)
    return render(request, "matters/import_preview.html", _preview(run, sheet, form))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the rows taken in, all of them or only the good ones; the worker does it."""
    account = account_of(request)
    require(may_import_matters, account)
    run = get_object_or_404(ImportRun, pk=pk)
    skips = request.POST.get("choice") == importing.BadRows.SKIP.value
    choice = importing.BadRows.SKIP if skips else importing.BadRows.REFUSE_ALL
    try:
        importing.confirm_import(actor=account, run=run, bad_rows=choice, now=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("matters:import_run", run.pk)


def _upload(account: Account, form: TableForm) -> ImportRun:
    upload = form.cleaned_data["file"]
    sheet = read_sheet(upload.name, upload.read())
    upload.seek(0)
    now = timezone.now()
    file = store(actor=account, upload=upload, now=now)
    mapped = previewing.remembered_columns(sheet)
    run = importing.upload_run(actor=account, file=file, mapping=mapped.places, now=now)
    if not mapped.missing:
        _look(run, sheet, mapped.places)
    return run


def _look(run: ImportRun, sheet: Sheet, places: Mapping[Column, int]) -> None:
    now = timezone.now()
    preview = previewing.preview_import(sheet, places, now=now)
    importing.note_preview(run=run, sheet=sheet, mapping=places, preview=preview, now=now)


def _preview(run: ImportRun, sheet: Sheet, form: ColumnsForm) -> dict[str, object]:
    mapped = previewing.mapped_by(sheet, importing.places_of(run))
    return {
        "run": run,
        "form": form,
        "steps": _steps(1 if mapped.missing else 2),
        "mapped": mapped,
        "bad_rows": [(row, NAMES[Column(column)], text) for row, column, text in run.bad_rows],
    }


def _initial(places: Mapping[Column, int]) -> dict[str, str]:
    return {column.value: str(place) for column, place in places.items()}


def _steps(current: int) -> list[Step]:
    titles = [_("上传表格"), _("核对列"), _("预览"), _("导入")]
    return [Step(title, number < current, number == current) for number, title in enumerate(titles)]
