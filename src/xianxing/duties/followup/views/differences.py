"""Figures that differ, side by side, for the head to choose."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xianxing.duties.followup.actions.counting import return_readings, settle_quantity
from xianxing.duties.followup.models import Quantity, Reading
from xianxing.duties.followup.permissions import may_approve_item, may_list_items
from xianxing.duties.followup.queries.waiting import differing_quantities
from xianxing.duties.followup.views.acting import item_or_404
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of, page_after
from xianxing.office.access.roles import is_head
from xianxing.office.files.errors import ClassifiedMaterial


@require_GET
def show_differences(request: HttpRequest) -> HttpResponse:
    """Show every figure on which two units differ."""
    account = account_of(request)
    require(may_list_items, account)
    compared = differing_quantities(account)
    context = {"now": timezone.now(), "compared": compared, "may_settle": is_head(account)}
    return render(request, "followup/differences.html", context)


@require_POST
def choose_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle that one reading holds."""
    account = account_of(request)
    found = Reading.objects.select_related("quantity__item", "organ")
    reading = get_object_or_404(found, pk=pk)
    item = item_or_404(account, reading.quantity.item_id)
    require(may_approve_item, account, item)
    try:
        settle_quantity(
            actor=account, reading=reading, reason=request.POST.get("reason", ""), now=timezone.now()
        )
        messages.success(request, _("口径已定：%(name)s") % {"name": reading.quantity.name})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(page_after(request, reverse("followup:detail", args=[item.pk])))


@require_POST
def return_quantity(request: HttpRequest, pk: int) -> HttpResponse:
    """Send differing readings back to the units."""
    account = account_of(request)
    quantity = get_object_or_404(Quantity.objects.select_related("item"), pk=pk)
    item = item_or_404(account, quantity.item_id)
    require(may_approve_item, account, item)
    reason = request.POST.get("reason", "").strip() or _("请商量统一口径后再报")
    try:
        return_readings(actor=account, quantity=quantity, reason=reason, now=timezone.now())
        messages.success(request, _("已退回各单位统一口径"))
    except (ValidationError, ClassifiedMaterial) as refused:
        messages.error(request, str(refused))
    return redirect(page_after(request, reverse("followup:detail", args=[item.pk])))
