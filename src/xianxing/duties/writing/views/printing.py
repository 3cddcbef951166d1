"""A paper as pictures, PDF, .docx and as a sheet for approval that carries its version and a code."""

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.duties.writing.press import draw_page, print_paper, write_word
from xianxing.duties.writing.queries.composing import compose_paper
from xianxing.duties.writing.queries.detail import paper_detail
from xianxing.duties.writing.views.acting import require_inside
from xianxing.duties.writing.views.finding import paper_or_404
from xianxing.duties.writing.views.pages import page_numbers
from xianxing.engines.docform import DocformError
from xianxing.office.access.requests import account_of
from xianxing.office.files.responses import download

WIDTHS = {"small": 420, "usual": 800, "large": 1400}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def show_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer one page of the real PDF as PNG."""
    paper = paper_or_404(account_of(request), pk)
    width = WIDTHS.get(request.GET.get("width", ""), WIDTHS["usual"])
    try:
        picture = draw_page(print_paper(compose_paper(paper)).pdf, number, width)
    except DocformError as refused:
        raise Http404(str(refused)) from None
    return HttpResponse(picture, content_type="image/png")


@require_GET
def give_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the PDF: the printed one where there is one, otherwise the present words."""
    paper = paper_or_404(account_of(request), pk)
    printed = paper.renditions.select_related("pdf").first()
    if printed is not None:
        return download(printed.pdf)
    try:
        content = print_paper(compose_paper(paper)).pdf
    except DocformError as refused:
        raise Http404(str(refused)) from None
    return _file(content, f"{paper.title[:60]}.pdf", "application/pdf")


@require_GET
def give_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the .docx: the printed one where there is one, otherwise the present words."""
    paper = paper_or_404(account_of(request), pk)
    printed = paper.renditions.select_related("docx").first()
    if printed is not None and printed.docx is not None:
        return download(printed.docx)
    try:
        content = write_word(compose_paper(paper))
    except DocformError as refused:
        raise Http404(str(refused)) from None
    return _file(content, f"{paper.title[:60]}.docx", DOCX)


@require_GET
def show_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet for approval (发文稿纸): opinions, version, pages, and the code that opens it again."""
    account = account_of(request)
    paper = paper_or_404(account, pk)
    require_inside(account, paper)
    address = request.build_absolute_uri(reverse("writing:detail", args=[pk]))
    context = {
        "paper": paper,
        "content": paper.fields,
        "detail": paper_detail(account, paper),
        "pages": page_numbers(paper),
        "code": draw_code(address),
        "address": address,
        "now": timezone.now(),
    }
    return render(request, "writing/sheet.html", context)


def draw_code(address: str) -> SafeString:
    """Return the QR code of an address as SVG for a page."""
    target = BytesIO()
    segno.make(address, error="m").save(
        target, kind="svg", xmldecl=False, svgns=True, scale=3, border=2, title=_("打开此文稿"), omitsize=True
    )
    # The address is this site's own, drawn as squares: nothing of it stands in the markup.
    return mark_safe(target.getvalue().decode())  # noqa: S308


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
