"""Pages of the hot issues: the list, the places, and the spreadsheet of both."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.matters.forms.heat import LONGEST_DAYS, HeatForm
from xianxing.duties.matters.models import LinkRelation
from xianxing.duties.matters.permissions import may_read_figures
from xianxing.duties.matters.queries import heat
from xianxing.duties.matters.views.pages import TabLink, kept_query
from xianxing.duties.matters.views.sparks import draw_weeks
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of

RELATIONS = (LinkRelation.SAME_MATTER, LinkRelation.SAME_PROBLEM)


@require_GET
def show_heat(request: HttpRequest) -> HttpResponse:
    """Show the hot issues, the most different complainants first."""
    require(may_read_figures, account_of(request))
    form = HeatForm(request.GET, topics=heat.issue_topics())
    relation = read_relation(request)
    try:
        page = heat.hot_issues(
            form.wanted(relation, timezone.localdate()), after=request.GET.get("after", "")
        )
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    context = {
        "form": form,
        "tabs": tabs(request, relation),
        "relation": relation,
        "rows": [(row, draw_weeks(row.weeks)) for row in page.rows],
        "hottest": page.hottest,
        "next_url": _next_url(request, page.after),
        "computed_at": heat.computed_at(),
        "query": kept_query(request.GET),
    }
    template = (
        "matters/_heat_rows.html" if request.headers.get("HX-Target") == "heat" else "matters/heat.html"
    )
    return render(request, template, context)


@require_GET
def show_places(request: HttpRequest) -> HttpResponse:
    """Show the places that most different people wrote about."""
    require(may_read_figures, account_of(request))
    today = timezone.localdate()
    form = HeatForm(request.GET, topics=heat.issue_topics())
    wanted = form.wanted(LinkRelation.SAME_MATTER, today)
    rows = heat.heat_by_place(
        wanted.since or today - timedelta(days=LONGEST_DAYS), wanted.until or today, topic=wanted.topic
    )
    context = {
        "form": form,
        "tabs": tabs(request, None),
        "rows": [row for row in rows if wanted.place in row.place],
        "hottest": max((row.complainants for row in rows), default=0),
        "query": kept_query(request.GET),
    }
    return render(request, "matters/heat_places.html", context)


def read_relation(request: HttpRequest) -> LinkRelation:
    """Return the level that the address asks for: the same matter unless it says the same problem."""
    asked = request.GET.get("relation", "")
    return LinkRelation.SAME_PROBLEM if asked == LinkRelation.SAME_PROBLEM else LinkRelation.SAME_MATTER


def tabs(request: HttpRequest, current: LinkRelation | None) -> list[TabLink]:
    """Return the tabs above the hot issues, with the filter kept; None is the tab of places."""
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("relation", None)
    rest = query.urlencode()
    titles = {
        LinkRelation.SAME_MATTER: _("同一事项"),
        LinkRelation.SAME_PROBLEM: _("同类问题（源头治理）"),
    }
    links = [
        TabLink(
            titles[relation],
            f"{reverse('matters:heat')}?relation={relation.value}&{rest}",
            relation == current,
            None,
        )
        for relation in RELATIONS
    ]
    return [*links, TabLink(_("按地点"), f"{reverse('matters:place_heat')}?{rest}", current is None, None)]


def _next_url(request: HttpRequest, after: str) -> str:
    if not after:
        return ""
    query = request.GET.copy()
    query["after"] = after
    return f"{reverse('matters:heat')}?{query.urlencode()}"
