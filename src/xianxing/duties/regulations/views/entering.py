"""Enter a law from a file: upload, look at what was read, confirm. End one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.regulations.actions import adopting
from xianxing.duties.regulations.engine.citations import plain_title
from xianxing.duties.regulations.engine.errors import RegulationError
from xianxing.duties.regulations.engine.facts import LawFacts, facts_of
from xianxing.duties.regulations.engine.reading import read_text
from xianxing.duties.regulations.forms.rulebook import LawFileForm, LawForm, RepealForm
from xianxing.duties.regulations.permissions import may_govern_rules, may_write_rules
from xianxing.duties.regulations.views.acting import REFUSALS, tried, words_of
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.engine import parse_law
from xianxing.office.authority.models import Instrument
from xianxing.office.files.actions import store
from xianxing.office.files.models import StoredFile
from xianxing.office.files.queries import open_stored


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file with a law in."""
    account = account_of(request)
    require(may_write_rules, account)
    form = LawFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = store(actor=account, upload=form.cleaned_data["file"], now=timezone.now())
        except REFUSALS as refusal:
            form.add_error("file", words_of(refusal))
        else:
            return redirect("regulations:import_file", file.pk)
    return render(request, "regulations/import.html", {"form": form}, status=422 if form.errors else 200)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was read of a file and what was not; enter it when it is confirmed."""
    account = account_of(request)
    require(may_write_rules, account)
    file = get_object_or_404(StoredFile, pk=pk, stored_by=account)
    text = _text(request, file)
    law = parse_law(text)
    form = LawForm(request.POST or None, initial=_initial(facts_of(law)))
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _enter(request, form, text)):
        code = form.cleaned_data["code"].strip()
        messages.success(request, _("已录入 %(n)s 条") % {"n": len(law.articles)})
        return redirect("regulations:instrument", code)
    context = {"form": form, "law": law, "file": file}
    return render(request, "regulations/confirm.html", context, status=422 if form.errors else 200)


def repeal(request: HttpRequest, code: str) -> HttpResponse:
    """End an instrument."""
    account = account_of(request)
    require(may_govern_rules, account)
    instrument = get_object_or_404(Instrument, code=code)
    form = RepealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            adopting.repeal_law(actor=account, instrument=instrument, now=timezone.now(), **given)

        if tried(form, act):
            messages.success(request, _("已登记废止；依据它的规则行列在缺口报告里"))
            return redirect("regulations:instrument", code)
    context = {"form": form, "instrument": instrument}
    return render(request, "regulations/repeal.html", context, status=422 if form.errors else 200)


def _text(request: HttpRequest, file: StoredFile) -> str:
    try:
        with open_stored(file) as content:
            return read_text(content.read())
    except (RegulationError, OSError) as error:
        messages.error(request, str(error))
        return ""


def _enter(request: HttpRequest, form: LawForm, text: str) -> None:
    adopting.enter_law(
        actor=account_of(request),
        described=form.described(),
        text=text,
        now=timezone.now(),
        replaces=form.cleaned_data["replaces"],
    )


def _initial(facts: LawFacts) -> dict[str, object]:
    older = Instrument.objects.filter(title=facts.title).order_by("-effective_from").first()
    return {
        "code": plain_title(facts.title)[:36],
        "title": facts.title,
        "issuer": facts.issuer,
        "level": facts.level,
        "issued_on": facts.issued_on,
        "effective_from": facts.effective_from,
        "replaces": older,
    }
