"""A second person looks at a draft before it is published."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.authority import actions
from xianxing.office.authority.comparing import side_by_side
from xianxing.office.authority.content import table_of
from xianxing.office.authority.models import TableVersion, VersionState
from xianxing.office.authority.permissions import may_check_rules
from xianxing.office.authority.publishing import Backtest, Changed, check_of, findings
from xianxing.office.authority.queries import published_version
from xianxing.office.authority.wording import facts_words, shown_findings

SHOWN_CHANGES = 200
Words = tuple[tuple[str, str], ...]


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show a draft beside what is in force, with findings and back-test; keep the second person's agreement."""
    account = account_of(request)
    require(may_check_rules, account)
    found = TableVersion.objects.select_related("table", "drafted_by__person")
    draft = get_object_or_404(found, pk=version_id, state=VersionState.DRAFT)
    tested = actions.backtest(draft)
    if request.method == "POST" and _checked(request, account, draft, tested):
        messages.success(request, _("已复核，可由办公室负责人发布"))
        return redirect("authority:check", draft.pk)
    context = {
        "version": draft,
        "tested": tested,
        "changes": shown_changes(tested),
        "findings": shown_findings(findings(draft, today=timezone.localdate())),
        "pairs": side_by_side(table_of(published_version(draft.table.name)), table_of(draft)),
        "check": check_of(draft),
        "is_own": draft.drafted_by_id == account.pk,
    }
    return render(request, "authority/check.html", context)


def shown_changes(tested: Backtest) -> list[tuple[Changed, Words, Words, Words]]:
    """Return the decisions that a draft would make otherwise: facts, answer now, answer by the draft, in words."""
    return [
        (
            each,
            facts_words(each.decision.facts),
            facts_words(each.change.before.outcome) if each.change.before else (),
            facts_words(each.change.after.outcome) if each.change.after else (),
        )
        for each in tested.changed[:SHOWN_CHANGES]
    ]


def _checked(request: HttpRequest, account: Account, draft: TableVersion, tested: Backtest) -> bool:
    opinion = request.POST.get("opinion", "").strip()
    is_same = request.POST.get("signature", "") == tested.signature
    try:
        if not (opinion and request.POST.get("confirmed") and is_same):
            raise ValidationError(
                _("请看过检查结果和回测，写明复核意见并勾选确认；草稿刚改过的，请刷新后再看")
            )
        actions.check_version(
            actor=account, version=draft, tested=tested, opinion=opinion, now=timezone.now()
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    return True
