"""The list of papers and one paper beside it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.writing.engine.life import EDITABLE, Move, State
from xianxing.duties.writing.engine.patterns import unfilled
from xianxing.duties.writing.forms.papers import CommentForm
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.permissions import (
    may_comment_on_paper,
    may_draft_papers,
    may_edit_paper,
    may_list_papers,
    may_sign_paper,
)
from xianxing.duties.writing.press import print_paper
from xianxing.duties.writing.queries.composing import compose_paper
from xianxing.duties.writing.queries.detail import paper_detail
from xianxing.duties.writing.queries.listing import TAB_TITLES, Rows, Tab, list_papers
from xianxing.duties.writing.queries.sources import quoted_clauses
from xianxing.duties.writing.views.finding import paper_or_404
from xianxing.duties.writing.views.rows import paper_row
from xianxing.duties.writing.views.steps import offered
from xianxing.engines.docform import DocformError
from xianxing.office.access.models import Account
from xianxing.office.access.predicates import require
from xianxing.office.access.requests import account_of

COURSE = (
    (_("起草"), frozenset({State.DRAFTING, State.CONSULTING})),
    (_("审核"), frozenset({State.REVIEWING})),
    (_("签发"), frozenset({State.SIGNING})),
    (_("复核"), frozenset({State.RECHECKING})),
    (_("登记"), frozenset({State.REGISTERING})),
    (_("印制"), frozenset({State.PRINTING})),
    (_("核发"), frozenset({State.ISSUING, State.ISSUED})),
    (_("归档"), frozenset({State.ARCHIVED})),
)


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab above the list."""

    title: str
    url: str
    is_current: bool
    count: str | None = None


@require_GET
def show_list(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show the list and, where one is chosen, the paper beside it."""
    account = account_of(request)
    require(may_list_papers, account)
    tab = read_tab(request.GET, Tab.ALL if pk else Tab.MINE)
    paper = paper_or_404(account, pk) if pk else None
    try:
        page = list_papers(
            account, tab, query=request.GET.get("q", "")[:80], after=request.GET.get("after", "")
        )
    except ValueError:
        raise Http404(_("翻页标记无效；请回到列表首页")) from None
    query = kept_query(request.GET)
    now = timezone.now()
    context = {
        "now": now,
        "rows": [paper_row(row, now=now, selected=pk, query=query) for row in page.rows],
        "tabs": tab_links("writing:list", TAB_TITLES, tab, request.GET),
        "next_url": next_url("writing:list", request.GET, page),
        "query": query,
        "selected": paper,
        "may_draft": may_draft_papers(account),
    }
    if paper:
        context |= detail_context(account, paper)
    template = "writing/_rows.html" if request.headers.get("HX-Target") == "rows" else "writing/list.html"
    return render(request, template, context)


@require_GET
def show_fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the detail alone, for a page that is open while the paper changes."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    context = {"now": timezone.now(), "selected": paper, **detail_context(account, paper)}
    return render(request, "writing/_detail.html", context)


def detail_context(account: Account, paper: Paper) -> dict[str, object]:
    """Return what the detail template needs of a paper that the account may see."""
    buttons, menu = offered(account, paper)
    content = paper.fields
    detail = paper_detail(account, paper)
    return {
        "paper": paper,
        "content": content,
        "detail": detail,
        "buttons": buttons,
        "menu": menu,
        "steps": course(paper),
        "pages": page_numbers(paper),
        "may_edit": may_edit_paper(account, paper),
        "may_sign": may_sign_paper(account, paper),
        "may_comment": may_comment_on_paper(account, paper),
        "comment_form": CommentForm(),
        "clauses": quoted_clauses(content.body),
        "unfilled": unfilled(content) if State(paper.state) in EDITABLE else (),
        "can_refer": Move.REFER_BACK in detail.moves,
    }


def page_numbers(paper: Paper) -> range:
    """Return the numbers of a paper's pages; none where it cannot be laid out."""
    try:
        return range(1, print_paper(compose_paper(paper)).pages + 1)
    except DocformError:
        return range(0)


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of the strip above a paper."""

    title: str
    is_done: bool
    is_current: bool


def course(paper: Paper) -> list[CourseStep]:
    """Return where a paper stands on its way; one that ended otherwise shows no way."""
    state = State(paper.state)
    here = next((place for place, (_title, states) in enumerate(COURSE) if state in states), None)
    if here is None:
        return []
    done = here + 1 if state in {State.ISSUED, State.ARCHIVED} else here
    return [
        CourseStep(_(title), place < done, place == here and place >= done)
        for place, (title, _states) in enumerate(COURSE)
    ]


def read_tab(given: QueryDict, usual: Tab) -> Tab:
    """Return the tab that the address names, all of them for a search, else the usual one."""
    name = given.get("tab", "")
    if name in set(Tab):
        return Tab(name)
    return Tab.ALL if given.get("q") else usual


def kept_query(given: QueryDict) -> str:
    """Return the query without its place in the paging, so that a link keeps the filter."""
    kept = given.copy()
    kept.pop("after", None)
    return kept.urlencode()


def tab_links(url_name: str, titles: object, current: object, given: QueryDict) -> list[TabLink]:
    """Return the tabs of a list."""
    links = []
    for tab, title in dict(titles).items():  # type: ignore[call-overload]
        query = given.copy()
        query.pop("after", None)
        query["tab"] = tab
        links.append(TabLink(str(title), f"{reverse(url_name)}?{query.urlencode()}", tab == current))
    return links


def next_url(url_name: str, given: QueryDict, page: Rows) -> str:
    """Return the address of the next page, empty at the end."""
    if not page.after:
        return ""
    query = given.copy()
    query["after"] = page.after
    return f"{reverse(url_name)}?{query.urlencode()}"
