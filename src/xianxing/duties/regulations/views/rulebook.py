"""The rulebook: instruments, one instrument, one clause, two texts side by side, and asking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from xianxing.duties.regulations.engine.comparing import State, compare_laws
from xianxing.duties.regulations.forms.rulebook import AskForm, day_or
from xianxing.duties.regulations.forms.rules import AccountsForm
from xianxing.duties.regulations.permissions import (
    may_govern_rules,
    may_read_rulebook,
    may_see_governance,
    may_write_rules,
)
from xianxing.duties.regulations.queries import asking, rulebook, working
from xianxing.duties.regulations.queries.rulebook import PAGE, TITLES, Tab
from xianxing.duties.regulations.views.acting import number_of
from xianxing.duties.regulations.wording import told
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.engine import Article, Paragraph
from xianxing.office.authority.models import Clause, Instrument
from xianxing.office.ledger.queries import lines, timeline


@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """List the instruments of one standing."""
    account = account_of(request)
    require(may_read_rulebook, account)
    today = timezone.localdate()
    chosen = request.GET.get("tab", "")
    tab = Tab(chosen) if chosen in set(Tab) else Tab.IN_FORCE
    found = rulebook.list_instruments(tab, today=today, before=number_of(request.GET.get("before", "")))
    address = reverse("regulations:list")
    page = found[:PAGE]
    context = {
        "rows": [(each, *rulebook.standing_words(each, today)) for each in page],
        "tabs": [
            {"title": title, "url": f"{address}?tab={each}", "is_current": each == tab}
            for each, title in TITLES.items()
        ],
        "levels": rulebook.counts_by_level(today),
        "next_url": f"{address}?tab={tab}&before={page[-1].pk}" if len(found) > PAGE else "",
        "form": AskForm(),
        "may_write": may_write_rules(account),
        "may_see_governance": may_see_governance(account),
    }
    return render(request, "regulations/list.html", context)


@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Answer what the rules say about something, on a day."""
    require(may_read_rulebook, account_of(request))
    form = AskForm(request.GET)
    form.is_valid()
    today = timezone.localdate()
    on = day_or(form.cleaned_data.get("on"), today)
    question = form.cleaned_data.get("q", "")
    answers = asking.ask(question, on=on, today=today) if question else ()
    context = {"form": form, "answers": answers, "question": question, "on": on, "is_past": on < today}
    return render(request, "regulations/ask.html", context)


@require_GET
def show_instrument(request: HttpRequest, code: str) -> HttpResponse:
    """Show one instrument: validity, versions, what it cites, who relies on it, who has read it."""
    account = account_of(request)
    require(may_read_rulebook, account)
    found = Instrument.objects.select_related("replaces", "stewardship__area", "stewardship__keeper__person")
    instrument = get_object_or_404(found, code=code)
    today = timezone.localdate()
    standing, tone = rulebook.standing_words(instrument, today)
    context = {
        "instrument": instrument,
        "steward": getattr(instrument, "stewardship", None),
        "standing": standing,
        "tone": tone,
        "articles": rulebook.articles_of(instrument),
        "chain": rulebook.chain_of(instrument),
        "reading": working.reading_of(instrument, account),
        "may_write": may_write_rules(account),
        "may_govern": may_govern_rules(account),
        "today": today,
    }
    if may_see_governance(account):
        context |= _governance(instrument)
    if may_write_rules(account):
        context["tell_form"] = AccountsForm()
    return render(request, "regulations/instrument.html", context)


def _governance(instrument: Instrument) -> dict[str, object]:
    keys = [clause.key for clause in rulebook.articles_of(instrument)]
    return {
        "reliance": rulebook.relying_on(keys, inside=instrument),
        "citations": rulebook.citations_of(instrument),
        "cited_by": rulebook.cited_by(instrument),
        "reviews": list(instrument.reviews.select_related("reviewed_by__person")),
        "timeline": told(lines(timeline(instrument))),
    }


@require_GET
def show_clause(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one clause: text, validity, hash, its parts, and who relies on it."""
    account = account_of(request)
    require(may_read_rulebook, account)
    clause = get_object_or_404(Clause.objects.select_related("instrument"), pk=pk)
    standing, tone = rulebook.standing_words(clause.instrument, timezone.localdate())
    parts = clause.instrument.clauses.filter(key__startswith=f"{clause.key}.").order_by("order_number")
    context: dict[str, object] = {"clause": clause, "standing": standing, "tone": tone, "parts": parts}
    if may_see_governance(account):
        context["reliance"] = rulebook.relying_on([clause.key])
    return render(request, "regulations/clause.html", context)


@require_GET
def compare(request: HttpRequest, old: str, new: str) -> HttpResponse:
    """Show two texts side by side, article by article, the changed words marked."""
    require(may_read_rulebook, account_of(request))
    before, after = (get_object_or_404(Instrument, code=code) for code in (old, new))
    pairs = compare_laws(_articles(before), _articles(after))
    counts = {state: sum(pair.state is state for pair in pairs) for state in State}
    context = {"before": before, "after": after, "pairs": pairs, "counts": counts}
    return render(request, "regulations/compare.html", context)


def _articles(instrument: Instrument) -> list[Article]:
    """The articles of an instrument as the comparison takes them."""
    return [
        Article(place, 0, clause.label, "", (Paragraph(clause.text),))
        for place, clause in enumerate(rulebook.articles_of(instrument), start=1)
    ]
