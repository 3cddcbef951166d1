"""The command palette, the bell, the language switch and the page of samples."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import i18n
from django.views.decorators.http import require_GET, require_POST

from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of
from xianxing.office.ui import palettes, samples
from xianxing.office.ui.permissions import may_see_kit


@require_GET
def palette(request: HttpRequest) -> JsonResponse:
    """Answer what the palette shows for ``q``: commands, contents and people that the account may see."""
    groups = palettes.find(account_of(request), request.GET.get("q", "")[: palettes.LONGEST_QUERY])
    return JsonResponse({"groups": [group.as_json() for group in groups]})


@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """Draw the bell again after a notice arrived."""
    return render(request, "ui/_bell.html")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back."""
    return i18n.set_language(request)


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """Show every part with sample content."""
    require(may_see_kit, account_of(request))
    return render(request, "ui/kit.html", samples.kit(timezone.now()))
