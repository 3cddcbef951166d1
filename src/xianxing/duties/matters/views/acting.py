"""One page for every verb: show its form, carry it out, say what happened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xianxing.duties.matters.actions import linking, protecting, topics
from xianxing.duties.matters.errors import MatterRefused
from xianxing.duties.matters.models import Link, Matter, Participation
from xianxing.duties.matters.permissions import may_reveal_sender, may_work_on_matter
from xianxing.duties.matters.queries.detail import find_matter
from xianxing.duties.matters.views.verbs import VERBS, Verb
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.ui.messages import say_with_undo


def matter_or_404(account: Account, pk: int) -> Matter:
    """Return a matter that the account may see; one it may not see is as if it were not there."""
    matter = find_matter(account, pk)
    if matter is None:
        raise Http404(_("没有此事项，或您无权查看"))
    return matter


def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show a verb's form, or carry the verb out."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    verb = VERBS.get(name)
    if verb is None:
        raise Http404(name)
    require(verb.may, account, matter)
    form = verb.form(request.POST or None, matter=matter, actor=account)
    if request.method == "POST" and form.is_valid() and _carry_out(account, matter, verb, form):
        messages.success(request, str(verb.done))
        return redirect(page_after(request, reverse("matters:detail", args=[pk])))
    template = "matters/_verb.html" if request.htmx else "matters/verb.html"  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" and not request.htmx else 200  # type: ignore[attr-defined]
    context = {"matter": matter, "verb": verb, "form": form}
    return render(request, template, context, status=status)


def _carry_out(account: Account, matter: Matter, verb: Verb, form: Any) -> bool:
    try:
        verb.run(account, matter, form, timezone.now())
    except MatterRefused as refused:
        for message in refused.messages:
            form.add_error(None, message)
        form.refused_clauses = refused.clauses
        return False
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


@require_POST
def confirm_suggested_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one of the suggested topics with one click; it can be undone."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    require(may_work_on_matter, account, matter)
    before = matter.topic
    topics.confirm_topic(
        actor=account,
        matter=matter,
        topic=(request.POST.get("topic") or request.GET.get("topic", ""))[:60],
        now=timezone.now(),
    )
    done = _("分类已确认：%(topic)s") % {"topic": matter.topic}
    back = reverse("matters:topic", args=[pk]) + "?" + urlencode({"topic": before})
    say_with_undo(request, done, undo_url=back if before and before != matter.topic else "")
    return redirect(page_after(request, reverse("matters:detail", args=[pk])))


@require_POST
def decide_link(request: HttpRequest, pk: int, link_id: int) -> HttpResponse:
    """Join with a look-alike, or say that it is not the same."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    require(may_work_on_matter, account, matter)
    link = Link.objects.select_related("matter", "other__lead").filter(pk=link_id, matter=matter).first()
    if link is None:
        raise Http404(link_id)
    matter_or_404(account, link.other_id)
    now = timezone.now()
    try:
        if "join" in request.POST:
            linking.join_matter(actor=account, matter=matter, into=link.other, reason=_("同一事项"), now=now)
            messages.success(request, _("已并入 %(number)s") % {"number": link.other.number})
            return redirect("matters:detail", pk=link.other_id)
        linking.refuse_link(actor=account, link=link, now=now)
        messages.success(request, _("已记为不同事项"))
    except MatterRefused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("matters:detail", pk=pk)


@require_POST
def reveal(request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """Show who wrote in, once the look is in the ledger."""
    account = account_of(request)
    matter = matter_or_404(account, pk)
    require(may_reveal_sender, account, matter)
    part = Participation.objects.select_related("entry").filter(matter=matter, entry_id=entry_id).first()
    if part is None:
        raise Http404(entry_id)
    reason = request.POST.get("reason") or _("办理事项需要联系来信人")
    try:
        sender = protecting.look_at_sender(
            actor=account, matter=matter, entry=part.entry, reason=reason, now=timezone.now()
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("matters:detail", pk=pk)
    return render(request, "matters/_sender.html", {"sender": sender, "entry": part.entry, "matter": matter})
