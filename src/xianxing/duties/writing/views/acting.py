"""One page for every step of a paper; the signing page for one hand; opinions side by side; versions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianxing.duties.writing.actions import consulting, issuing, signing
from xianxing.duties.writing.engine.life import State
from xianxing.duties.writing.forms.steps import PositionForm, ReasonForm, SettlementForm, SignForm
from xianxing.duties.writing.models import Consultation, Copy, Paper, Position
from xianxing.duties.writing.permissions import (
    may_answer_consultation,
    may_sign_paper,
    may_work_on_paper,
    visible_papers,
)
from xianxing.duties.writing.queries.composing import advise, compose_paper
from xianxing.duties.writing.queries.detail import compare_versions, list_versions, paper_detail
from xianxing.duties.writing.views.finding import REFUSALS, add_refusal, paper_or_404
from xianxing.duties.writing.views.pages import page_numbers
from xianxing.duties.writing.views.steps import STEPS, Step
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.access.roles import is_office_member, organs_of


@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show a step's form, or take the step."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    step = STEPS.get(name)
    if step is None:
        raise Http404(_("没有这个步骤；请回到文稿页"))
    require(step.may, account, paper)
    form = step.form(request.POST if request.method == "POST" else None, paper=paper, actor=account)
    filled = request.method == "POST" and (form.is_valid() or not form.fields)
    if filled and _carry_out(account, paper, step, form):
        messages.success(request, str(step.done))
        return redirect(page_after(request, reverse("writing:detail", args=[pk])))
    status = 422 if request.method == "POST" else 200
    return render(request, "writing/step.html", {"paper": paper, "step": step, "form": form}, status=status)


def _carry_out(account: Account, paper: Paper, step: Step, form: Any) -> bool:
    try:
        step.run(account, paper, form, timezone.now())
    except REFUSALS as refused:
        add_refusal(form, refused)
        return False
    return True


@require_http_methods(["GET", "POST"])
def sign_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The signing page: the document as it will be printed, what is open, and two buttons under the thumb."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    if not may_sign_paper(account, paper):
        messages.info(request, _("此文稿现在没有请您签发"))
        return redirect("writing:detail", pk=pk)
    back = "decline" in request.POST
    form_type = ReasonForm if back else SignForm
    form = form_type(request.POST if request.method == "POST" else None, paper=paper, actor=account)
    if request.method == "POST" and form.is_valid():
        step = STEPS["decline" if back else "sign"]
        if _carry_out(account, paper, step, form):
            messages.success(request, str(step.done))
            return redirect(page_after(request, reverse("writing:detail", args=[pk])))
    content = paper.fields
    context = {
        "paper": paper,
        "content": content,
        "form": SignForm(paper=paper, actor=account) if back else form,
        "decline_form": form if back else ReasonForm(paper=paper, actor=account),
        "detail": paper_detail(account, paper),
        "advice": advise(paper, compose_paper(paper), content, today=timezone.localdate()),
        "pages": page_numbers(paper),
    }
    return render(request, "writing/sign.html", context, status=422 if form.errors else 200)


@require_GET
def show_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the versions, and two of them word by word."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require_inside(account, paper)
    versions = list_versions(paper)
    by_number = {str(version.number): version for version in versions}
    newer = by_number.get(request.GET.get("newer", ""), versions[0])
    before = [version for version in versions if version.number < newer.number]
    older = by_number.get(request.GET.get("older", ""), before[0] if before else newer)
    context = {
        "paper": paper,
        "versions": versions,
        "older": older,
        "newer": newer,
        "changes": compare_versions(older, newer),
    }
    return render(request, "writing/versions.html", context)


@require_GET
def show_consultations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every organ's opinion side by side."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require_inside(account, paper)
    context = {"paper": paper, "detail": paper_detail(account, paper), "now": timezone.now()}
    return render(request, "writing/consultations.html", context)


@require_http_methods(["GET", "POST"])
def answer_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The organ that was asked reads the draft and gives its opinion."""
    account = account_of(request)
    consultation = _consultation(account, pk)
    require(may_answer_consultation, account, consultation)
    form = PositionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            consulting.answer_consultation(
                actor=account,
                consultation=consultation,
                position=Position(given["position"]),
                opinion=given["opinion"],
                now=timezone.now(),
            )
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("会签意见已反馈"))
            return redirect(page_after(request, reverse("writing:detail", args=[consultation.paper_id])))
    paper = consultation.paper
    context = {"paper": paper, "consultation": consultation, "form": form, "pages": page_numbers(paper)}
    return render(request, "writing/consultation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def settle_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how an opinion was taken up."""
    account = account_of(request)
    consultation = _consultation(account, pk)
    require(may_work_on_paper, account, consultation.paper)
    form = SettlementForm(
        request.POST if request.method == "POST" else None, initial={"settlement": consultation.settlement}
    )
    if request.method == "POST" and form.is_valid():
        try:
            consulting.settle_difference(
                actor=account,
                consultation=consultation,
                settlement=form.cleaned_data["settlement"],
                now=timezone.now(),
            )
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("采纳情况已记下"))
            return redirect("writing:consultations", pk=consultation.paper_id)
    context = {"paper": consultation.paper, "consultation": consultation, "form": form}
    return render(request, "writing/settle.html", context, status=422 if form.errors else 200)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind everyone whom the paper waits for."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require(may_work_on_paper, account, paper)
    count = _remind_all(account, paper)
    if count:
        messages.success(request, _("已催办 %(n)s 处") % {"n": count})
    else:
        messages.info(request, _("没有可以催办的人；此文稿不在等待他人"))
    return redirect("writing:detail", pk=pk)


def _remind_all(account: Account, paper: Paper) -> int:
    now, count = timezone.now(), 0
    for consultation in paper.consultations.filter(answered_at__isnull=True):
        consulting.remind_consulted(actor=account, consultation=consultation, now=now)
        count += 1
    if paper.state == State.SIGNING:
        for signature in paper.signatures.filter(signed_at__isnull=True, declined_at__isnull=True):
            signing.remind_signer(actor=account, signature=signature, now=now)
            count += 1
    for copy in paper.recipients.filter(sent_at__isnull=False, read_at__isnull=True):
        issuing.remind_recipient(actor=account, copy=copy, now=now)
        count += 1
    return count


@require_POST
def sign_for(request: HttpRequest, pk: int) -> HttpResponse:
    """A recipient signs for a document."""
    account = account_of(request)
    found = Copy.objects.filter(pk=pk, sent_at__isnull=False, organ_id__in=organs_of(account))
    copy = found.select_related("paper", "organ").first()
    if copy is None:
        raise Http404(_("没有需要您签收的文件"))
    issuing.sign_for(actor=account, copy=copy, now=timezone.now())
    messages.success(request, _("已签收"))
    return redirect(page_after(request, reverse("writing:detail", args=[copy.paper_id])))


def require_inside(account: Account, paper: Paper) -> None:
    """Return when an account sees the inner course of a paper: the office and its signers."""
    if not (is_office_member(account) or paper.signatures.filter(signer=account).exists()):
        raise PermissionDenied(_("文稿的修改过程只供拟稿机关内部查看"))


def _consultation(account: Account, pk: int) -> Consultation:
    found = Consultation.objects.filter(pk=pk, paper__in=visible_papers(account))
    consultation = found.select_related("paper__organ", "organ").first()
    if consultation is None:
        raise Http404(_("没有此会签，或您无权查看"))
    return consultation
