"""The import of a list in four steps: upload, columns, look, result; and the export."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile
from xianxing.office.ledger.actions import Actor
from xianxing.office.people.engine import missing_columns
from xianxing.office.people.exporting import export_people
from xianxing.office.people.forms import ColumnsForm, UploadForm
from xianxing.office.people.importing import UnknownOrgans
from xianxing.office.people.models import ImportRun
from xianxing.office.people.permissions import may_edit_directory
from xianxing.office.people.runs import (
    BadRows,
    Sheet,
    choose_columns,
    confirm_run,
    plan_of,
    read_sheet,
    sheet_of,
    start_run,
)
from xianxing.office.people.views import actor_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_FAULTS = 200
SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard, as ``ui/_steps.html`` shows it."""

    title: str
    is_done: bool
    is_current: bool


@require_http_methods(["GET", "POST"])
def upload_list(request: HttpRequest) -> HttpResponse:
    """Take the file and read its headings."""
    actor = actor_of(request, may_edit_directory)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("people:import_run", _start(actor, form).pk)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        except (RefusedFile, ClassifiedMaterial) as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "steps": _steps(0), "runs": ImportRun.objects.select_related("file")[:5]}
    return render(request, "people/upload.html", context)


@require_http_methods(["GET", "POST"])
def show_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show what each column means and what the import would do; the columns can be changed."""
    actor_of(request, may_edit_directory)
    run = get_object_or_404(ImportRun.objects.select_related("file"), pk=run_id)
    if run.confirmed_at:
        return redirect("people:import_result", run.pk)
    sheet = sheet_of(run)
    form = ColumnsForm(sheet.headings, request.POST or None, initial=_columns_of(run, sheet))
    if request.method == "POST" and form.is_valid():
        choose_columns(run=run, mapping=form.mapping(), unknown=form.unknown_organs())
        return redirect("people:import_run", run.pk)
    return render(request, "people/preview.html", _preview(run, sheet, form))


@require_POST
def confirm(request: HttpRequest, run_id: int) -> HttpResponse:
    """Write the list, all of it or only its good rows."""
    actor = actor_of(request, may_edit_directory)
    run = get_object_or_404(ImportRun.objects.select_related("file"), pk=run_id)
    choice = BadRows.SKIP if request.POST.get("choice") == BadRows.SKIP.value else BadRows.REFUSE_ALL
    try:
        confirm_run(actor=actor, run=run, bad_rows=choice, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("people:import_run", run.pk)
    return redirect("people:import_result", run.pk)


@require_GET
def show_result(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show how far the writing is, and what it did."""
    actor_of(request, may_edit_directory)
    run = get_object_or_404(ImportRun.objects.select_related("file"), pk=run_id)
    return render(request, "people/result.html", {"run": run, "steps": _steps(3 if run.finished_at else 2)})


@require_POST
def export_list(request: HttpRequest) -> HttpResponse:
    """Give the list of people as a spreadsheet."""
    actor = actor_of(request, may_edit_directory)
    now = timezone.now()
    response = HttpResponse(export_people(actor=actor, now=now), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="people-{timezone.localtime(now):%Y%m%d}.xlsx"'
    return response


def _start(actor: Actor, form: UploadForm) -> ImportRun:
    upload = form.cleaned_data["file"]
    sheet = read_sheet(upload.read())
    upload.seek(0)
    now = timezone.now()
    return start_run(actor=actor, file=store(actor=actor, upload=upload, now=now), sheet=sheet, now=now)


def _preview(run: ImportRun, sheet: Sheet, form: ColumnsForm) -> dict[str, object]:
    context: dict[str, object] = {"run": run, "form": form, "sheet": sheet, "steps": _steps(1)}
    if missing_columns(sheet.mapping):
        return context
    plan = plan_of(run, sheet, timezone.localdate())
    return context | {
        "plan": plan,
        "faults": plan.faults[:SHOWN_FAULTS],
        "rows": plan.rows[:SHOWN_ROWS],
        "steps": _steps(2),
    }


def _columns_of(run: ImportRun, sheet: Sheet) -> dict[str, str]:
    unknown = UnknownOrgans.CREATE if run.creates_organs else UnknownOrgans.REFUSE
    chosen = {column.value: str(place) for column, place in sheet.mapping.items()}
    return {"unknown": unknown.value, **chosen}


def _steps(current: int) -> list[Step]:
    titles = [_("上传名单"), _("核对列"), _("预览"), _("完成")]
    return [Step(title, number < current, number == current) for number, title in enumerate(titles)]
