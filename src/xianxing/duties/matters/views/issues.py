"""One hot issue: its members, and what people decide about them."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.duties.matters.actions import parting
from xianxing.duties.matters.errors import MatterRefused, MoveRefused
from xianxing.duties.matters.grouped import PRE_TICK_FROM
from xianxing.duties.matters.models import Issue, LinkRelation, Matter
from xianxing.duties.matters.permissions import may_read_figures, may_sort_issues, visible_matters
from xianxing.duties.matters.queries import heat
from xianxing.duties.matters.views.sparks import draw_weeks
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.ui.messages import say_with_undo


@require_GET
def show_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an issue with the members that the account may see."""
    account = account_of(request)
    require(may_read_figures, account)
    issue = get_object_or_404(Issue, pk=pk)
    detail = heat.issue_detail(account, issue)
    similarity = dict(issue.members.values_list("matter_id", "similarity"))
    ticks = issue.relation == LinkRelation.SAME_MATTER
    context = {
        "issue": issue,
        "detail": detail,
        "trend": draw_weeks(detail.weeks),
        "may_sort": may_sort_issues(account),
        "members": [
            (
                matter,
                similarity.get(matter.pk, 0.0),
                ticks and matter.is_open and similarity.get(matter.pk, 0.0) >= PRE_TICK_FROM,
            )
            for matter in detail.members
        ],
    }
    return render(request, "matters/issue.html", context)


@require_POST
def sort_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked members out of the issue, or show what joining them would do, or join them."""
    account = account_of(request)
    require(may_sort_issues, account)
    issue = get_object_or_404(Issue, pk=pk)
    chosen = heat.visible_members(account, issue, _ids(request.POST.getlist("selected")))
    try:
        if not chosen:
            raise MoveRefused(_("没有选中来件；请先勾选"))
        if "part" in request.POST:
            return _part(request, account, issue, chosen)
        main = _main(chosen, request.POST.get("main", ""))
        if "confirmed" in request.POST:
            return _join(request, account, main, chosen)
        planned = parting.plan_joining(main, chosen)
        return render(
            request, "matters/issue_join.html", {"issue": issue, "planned": planned, "chosen": chosen}
        )
    except MatterRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("matters:issue", pk=pk)


@require_POST
def restore_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that some matters do not belong to the issue."""
    account = account_of(request)
    require(may_sort_issues, account)
    issue = get_object_or_404(Issue, pk=pk)
    matters = _seen(account, _ids(request.GET.get("ids", "").split(",")))
    parting.restore_to_issue(actor=account, issue=issue, matters=matters, now=timezone.now())
    messages.success(request, _("已放回此问题"))
    return redirect("matters:issue", pk=pk)


@require_POST
def split_joined(request: HttpRequest) -> HttpResponse:
    """Take back a joining: each matter stands alone again."""
    account = account_of(request)
    require(may_sort_issues, account)
    matters = _seen(account, _ids(request.GET.get("ids", "").split(",")))
    try:
        parting.split_members(actor=account, matters=matters, reason=_("撤销并案"), now=timezone.now())
        messages.success(request, _("已撤销并案，各件恢复单独办理"))
    except MatterRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("matters:heat")


def _part(request: HttpRequest, account: Account, issue: Issue, chosen: Sequence[Matter]) -> HttpResponse:
    parting.part_from_issue(actor=account, issue=issue, matters=chosen, now=timezone.now())
    undo = reverse("matters:issue_restore", args=[issue.pk])
    done = _("已移出 %(n)s 件，以后重算也不再归到一起") % {"n": len(chosen)}
    say_with_undo(request, done, undo_url=_with_ids(undo, chosen))
    return redirect("matters:issue", pk=issue.pk)


def _join(request: HttpRequest, account: Account, main: Matter, chosen: Sequence[Matter]) -> HttpResponse:
    joined = parting.join_members(
        actor=account, main=main, matters=chosen, reason=_("热点问题中确认为同一事项"), now=timezone.now()
    )
    done = _("已将 %(n)s 件并入 %(number)s") % {"n": len(joined), "number": main.number}
    say_with_undo(request, done, undo_url=_with_ids(reverse("matters:issue_split"), joined))
    return redirect("matters:detail", pk=main.pk)


def _main(chosen: Sequence[Matter], asked: str) -> Matter:
    """Return the matter to join to: the one asked for, or the oldest that is open, or the oldest."""
    named = [matter for matter in chosen if str(matter.pk) == asked]
    return next(iter(named or [matter for matter in chosen if matter.is_open] or chosen))


def _seen(account: Account, ids: Sequence[int]) -> list[Matter]:
    found = visible_matters(account).filter(pk__in=ids, is_restricted=False)
    return list(found.select_related("entry", "merged_into"))


def _ids(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal()]


def _with_ids(address: str, matters: Sequence[Matter]) -> str:
    return address + "?" + urlencode({"ids": ",".join(str(matter.pk) for matter in matters)})
