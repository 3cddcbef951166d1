"""House rules on their way: list, write, send round, answer, reply, publish, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.duties.regulations.actions import rules
from xianxing.duties.regulations.engine.comparing import compare_laws
from xianxing.duties.regulations.forms.rules import AnswerForm, ConsultForm, DraftForm, ReasonForm, ReplyForm
from xianxing.duties.regulations.house import templates
from xianxing.duties.regulations.models import Area, Opinion, RuleDraft
from xianxing.duties.regulations.permissions import (
    may_answer,
    may_edit_draft,
    may_govern_rules,
    may_read_draft,
    may_write_rules,
)
from xianxing.duties.regulations.queries import rulebook, working
from xianxing.duties.regulations.queries.working import PAGE
from xianxing.duties.regulations.views.acting import number_of, pressed, tried
from xianxing.duties.regulations.views.steps import steps_of
from xianxing.duties.regulations.wording import told
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.access.roles import is_business_user
from xianxing.office.authority.engine import Article, Paragraph, parse_law
from xianxing.office.ledger.queries import lines, timeline


@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """List the drafts that the account may read."""
    account = account_of(request)
    require(is_business_user, account)
    found = working.list_drafts(account, before=number_of(request.GET.get("before", "")))
    page = found[:PAGE]
    address = reverse("regulations:drafts")
    context = {
        "drafts": page,
        "next_url": f"{address}?before={page[-1].pk}" if len(found) > PAGE else "",
        "may_write": may_write_rules(account),
        "templates": templates(),
    }
    return render(request, "regulations/drafts.html", context)


def write(request: HttpRequest) -> HttpResponse:
    """Write a new draft, beginning from a template."""
    account = account_of(request)
    require(may_write_rules, account)
    form = DraftForm(request.POST or None, initial=_from_template(request.GET.get("template", "")))
    if request.method == "POST" and form.is_valid():
        made: list[RuleDraft] = []

        def act() -> None:
            made.append(rules.write_draft(actor=account, written=form.written(), now=timezone.now()))

        if tried(form, act):
            return redirect("regulations:draft", made[0].pk)
    context = {"form": form, "templates": templates()}
    return render(request, "regulations/write.html", context, status=422 if form.errors else 200)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one draft: text, steps, opinions, and what it changes of the rule that it replaces."""
    account, draft = _draft(request, pk)
    opinions = working.opinions_of(draft)
    context = {
        "draft": draft,
        "law": parse_law(draft.text),
        "opinions": opinions,
        "steps": steps_of(draft, opinions),
        "mine": next(
            (each for each in opinions if each.asked_id == account.pk and not each.answered_at), None
        ),
        "pairs": _against_older(draft),
        "timeline": told(lines(timeline(draft))),
        "is_open": draft.state in rules.OPEN,
        "may_edit": may_edit_draft(account, draft),
        "may_govern": may_govern_rules(account),
        "answer_form": AnswerForm(),
        "reply_form": ReplyForm(),
        "reason_form": ReasonForm(),
        "today": timezone.localdate(),
    }
    if context["may_edit"] and context["is_open"]:
        context["consult_form"] = ConsultForm()
    return render(request, "regulations/draft.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    account, draft = _draft(request, pk)
    require(may_edit_draft, account, draft)
    form = DraftForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        held = RuleDraft.objects.get(pk=pk)

        def act() -> None:
            rules.change_draft(actor=account, draft=held, written=form.written(), now=timezone.now())

        if tried(form, act):
            messages.success(request, _("草稿已保存"))
            return redirect("regulations:draft", pk)
    context = {"form": form, "draft": draft}
    return render(request, "regulations/write.html", context, status=422 if form.errors else 200)


@require_POST
def consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft round."""
    account, draft = _draft(request, pk)
    require(may_edit_draft, account, draft)
    form = ConsultForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选定会签人和期限"))
        return redirect("regulations:draft", pk)
    chosen, due_on = form.chosen(), form.cleaned_data["due_on"]
    pressed(
        request,
        lambda: rules.consult(actor=account, draft=draft, accounts=chosen, due_on=due_on, now=timezone.now()),
        _("已送会签"),
    )
    return redirect("regulations:draft", pk)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the one who was asked says."""
    account = account_of(request)
    opinion = get_object_or_404(Opinion.objects.select_related("draft__drafted_by", "asked__person"), pk=pk)
    require(may_answer, account, opinion)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选定同意、修改后同意或不同意"))
    else:
        given = form.cleaned_data
        pressed(
            request,
            lambda: rules.answer(actor=account, opinion=opinion, now=timezone.now(), **given),
            _("会签意见已送出"),
        )
    return redirect("regulations:draft", opinion.draft_id)


@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of an opinion."""
    account = account_of(request)
    opinion = get_object_or_404(Opinion.objects.select_related("draft", "asked"), pk=pk)
    require(may_edit_draft, account, opinion.draft)
    words = request.POST.get("words", "")[:300]
    pressed(
        request,
        lambda: rules.reply(actor=account, opinion=opinion, words=words, now=timezone.now()),
        _("采纳情况已告知对方"),
    )
    return redirect("regulations:draft", opinion.draft_id)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft."""
    account, draft = _draft(request, pk)
    require(may_govern_rules, account)
    done = _("已发布；请告知有关人员并请他们确认阅读")
    act = lambda: rules.publish_rule(actor=account, draft=draft, now=timezone.now())  # noqa: E731
    if pressed(request, act, done):
        return redirect("regulations:instrument", draft.code)
    return redirect("regulations:draft", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    account, draft = _draft(request, pk)
    require(may_edit_draft, account, draft)
    reason = request.POST.get("reason", "")[:200]
    pressed(
        request,
        lambda: rules.withdraw(actor=account, draft=draft, reason=reason, now=timezone.now()),
        _("草稿已撤回"),
    )
    return redirect("regulations:draft", pk)


def _draft(request: HttpRequest, pk: int) -> tuple[Account, RuleDraft]:
    account = account_of(request)
    draft = get_object_or_404(
        RuleDraft.objects.select_related("area", "drafted_by__person", "replaces"), pk=pk
    )
    require(may_read_draft, account, draft)
    return account, draft


def _from_template(name: str) -> dict[str, object]:
    found = next((each for each in templates() if each.name == name), None)
    if found is None:
        return {}
    area = Area.objects.filter(name=found.area).first()
    return {"title": found.title, "area": area, "text": found.text, "scope": _("本办公室")}


def _against_older(draft: RuleDraft) -> tuple[object, ...]:
    if draft.replaces is None:
        return ()
    before = [
        Article(place, 0, clause.label, "", (Paragraph(clause.text),))
        for place, clause in enumerate(rulebook.articles_of(draft.replaces), start=1)
    ]
    return compare_laws(before, parse_law(draft.text).articles)
