"""The page where the head sets lamps, ladder and frequency."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianxing.duties.followup.actions.scaling import change_scale, scale_in_force
from xianxing.duties.followup.engine.overlap import Frequency
from xianxing.duties.followup.forms.scale import ScaleForm, written_scale
from xianxing.duties.followup.permissions import may_change_scale
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of


@require_http_methods(["GET", "POST"])
def scale_page(request: HttpRequest) -> HttpResponse:
    """Show the scale in force, or set a new one."""
    account = account_of(request)
    require(may_change_scale, account)
    form = ScaleForm(request.POST or None, initial=written_scale(scale_in_force()))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_scale(
                actor=account,
                lamps=(given["amber_days"], given["red_days"]),
                rungs=given["rungs"],
                frequency=Frequency(given["most"], given["days"]),
                now=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("标准已修改，在办任务的催办时点随之调整"))
            return redirect("followup:scale")
    return render(request, "followup/scale.html", {"form": form}, status=422 if form.errors else 200)
