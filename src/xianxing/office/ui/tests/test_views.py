from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error

from xianxing.office.access.tests.cast import Cast
from xianxing.office.notices.models import Notice
from xianxing.office.ui import messages
from xianxing.office.ui.tests.conftest import signed_in


@pytest.mark.parametrize(
    ("part", "status"),
    [("head", 200), ("clerk", 200), ("system", 200), ("unit", 403), ("leader", 403), ("security", 403)],
)
def test_kit_is_open_to_the_office_and_the_system_officer(cast: Cast, part: str, status: int) -> None:
    assert signed_in(cast.accounts()[part]).get("/ui/kit/").status_code == status


def test_kit_shows_each_part(cast: Cast) -> None:
    page = signed_in(cast.head).get("/ui/kit/").content.decode()
    for mark in (
        "stats",
        "decision",
        "table",
        "rows",
        "timeline",
        "steps",
        "progress",
        "chart",
        "form",
        "empty",
    ):
        assert f'class="{mark}' in page


def test_kit_has_one_heading_and_says_its_title_twice(cast: Cast) -> None:
    page = signed_in(cast.head).get("/ui/kit/").content.decode()
    assert page.count("<h1") == 1
    assert "<title>界面样例 · 先行</title>" in page
    assert "<h1>界面样例</h1>" in page


def test_bell_shows_the_count_of_unread_notices(cast: Cast) -> None:
    now = timezone.now()
    Notice.objects.create(
        account=cast.head, text="t", url="/", object_type="a.b", object_id=1, created_at=now, updated_at=now
    )
    page = signed_in(cast.head).get("/ui/bell/").content.decode()
    assert '<span class="tool-count">1<span class="visually-hidden"> 条未读</span></span>' in page
    assert "tool-count" not in signed_in(cast.clerk).get("/ui/bell/").content.decode()


@pytest.mark.django_db
def test_set_language_of_a_visitor_is_kept_and_goes_back() -> None:
    client = Client()
    answer = client.post("/ui/language/", {"language": "en", "next": "/accounts/login/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/")
    assert client.cookies["django_language"].value == "en"


@pytest.mark.django_db
def test_set_language_to_another_host_stays_here() -> None:
    answer = Client().post("/ui/language/", {"language": "en", "next": "https://elsewhere.test/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_set_language_by_a_link_is_refused() -> None:
    assert Client().get("/ui/language/").status_code == 405


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_refused_page_shows_the_reason_it_was_given() -> None:
    request = RequestFactory().get("/")
    assert "只有负责人可以办结" in page_of(permission_denied(request, PermissionError("只有负责人可以办结")))


@pytest.mark.parametrize(
    ("status", "words"), [(400, "请求有误"), (403, "没有权限"), (404, "没有这一页"), (500, "服务器出错")]
)
def test_error_page_says_what_happened_and_what_to_do(status: int, words: str) -> None:
    request = RequestFactory().get("/nowhere/")
    reason = Exception("")
    answers: dict[int, Callable[[], HttpResponse]] = {
        400: lambda: bad_request(request, reason),
        403: lambda: permission_denied(request, reason),
        404: lambda: page_not_found(request, reason),
        500: lambda: server_error(request),
    }
    answer = answers[status]()
    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in page_of(answer)
    assert "请" in page_of(answer)
    assert f"代码 {status}" in page_of(answer)


@pytest.mark.parametrize("template", ["403_csrf.html", "429.html"])
def test_error_template_of_other_refusals_can_be_drawn(template: str) -> None:
    assert "请" in render_to_string(template, {}, RequestFactory().get("/"))


def message_page(request: HttpRequest) -> str:
    return render_to_string("ui/_toasts.html", {}, request)


def test_toast_with_a_way_back_posts_to_it(cast: Cast, rf: RequestFactory) -> None:
    client = signed_in(cast.head)
    request = client.get("/ui/kit/").wsgi_request
    messages.say(request, "已保存")
    messages.say_with_undo(request, "已办结", undo_url="/matters/1/undo/")
    messages.warn(request, "附件未上传")
    page = message_page(request)
    assert page.count('<div class="toast ') == 3
    assert page.count('<form method="post" action="/matters/1/undo/">') == 1
    assert "toast-warning" in page
