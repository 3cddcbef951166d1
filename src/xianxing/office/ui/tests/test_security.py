import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from xianxing.office.ui.security import CONTENT_SECURITY_POLICY, HeadersMiddleware


def answer(given: HttpResponse) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return given

    return HeadersMiddleware(view)(RequestFactory().get("/"))


def test_headers_of_a_page_allow_its_own_host_only() -> None:
    headers = answer(HttpResponse()).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
    assert headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def test_headers_of_a_page_keep_it_out_of_caches() -> None:
    assert answer(HttpResponse()).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("header", "value"),
    [("Content-Security-Policy", "sandbox"), ("Cache-Control", "max-age=315360000, public, immutable")],
)
def test_headers_that_an_answer_set_itself_stay(header: str, value: str) -> None:
    assert answer(HttpResponse(headers={header: value})).headers[header] == value


@pytest.mark.parametrize("word", ["unsafe", "http:", "https:", "*"])
def test_policy_has_no_way_round(word: str) -> None:
    assert word not in CONTENT_SECURITY_POLICY
