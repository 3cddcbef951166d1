"""Published tables, their versions, and decisions: read only."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority.comparing import side_by_side
from xianxing.office.authority.content import table_of
from xianxing.office.authority.deciding import replay
from xianxing.office.authority.labels import word_title
from xianxing.office.authority.models import Clause, Decision, DecisionTable, TableVersion
from xianxing.office.authority.permissions import may_make_rules, may_read_decisions, may_read_rules
from xianxing.office.authority.wording import facts_words, shown_rows
from xianxing.office.ledger.queries import lines, timeline


@require_GET
def show_tables(request: HttpRequest) -> HttpResponse:
    """Show every table with its versions."""
    require(may_read_rules, account_of(request))
    versions = Prefetch("versions", TableVersion.objects.defer("content").order_by("-number"))
    tables = DecisionTable.objects.prefetch_related(versions).order_by("title")
    return render(request, "authority/tables.html", {"tables": tables})


@require_GET
def show_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show one version, row by row, and its history."""
    account = account_of(request)
    require(may_read_rules, account)
    version = _version(version_id)
    context = {
        "version": version,
        "rows": shown_rows(table_of(version)),
        "versions": version.table.versions.defer("content").select_related("published_by__person"),
        "may_edit": may_make_rules(account),
        "timeline": lines(timeline(version)),
    }
    return render(request, "authority/version.html", context)


@require_GET
def compare_versions(request: HttpRequest, old_id: int, new_id: int) -> HttpResponse:
    """Show two versions of one table side by side."""
    require(may_read_rules, account_of(request))
    new = _version(new_id)
    old = get_object_or_404(new.table.versions.select_related("table"), pk=old_id)
    pairs = side_by_side(table_of(old), table_of(new))
    context = {"old": old, "new": new, "pairs": pairs}
    return render(request, "authority/compare.html", context)


@require_GET
def show_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Show one decision: inputs, row, clauses quoted, version, and that it comes out the same today."""
    require(may_read_decisions, account_of(request))
    decision = get_object_or_404(Decision.objects.select_related("version__table"), pk=decision_id)
    keys = [clause["key"] for clause in decision.clauses]
    texts = dict(Clause.objects.filter(key__in=keys).values_list("key", "text"))
    mismatches = replay([decision])
    context = {
        "decision": decision,
        "facts": facts_words(decision.facts),
        "outcome": facts_words(decision.outcome),
        "effect": word_title(decision.effect),
        "clauses": [(clause, texts.get(clause["key"], "")) for clause in decision.clauses],
        "problem": mismatches[0].problem if mismatches else "",
    }
    return render(request, "authority/decision.html", context)


def _version(version_id: int) -> TableVersion:
    found = TableVersion.objects.select_related("table", "published_by__person", "drafted_by__person")
    return get_object_or_404(found, pk=version_id)
