"""The parts in a real browser: accessibility in both themes, keys, palette, drafts, dialogs, phone."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.surroundings import chromium
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ui.tests.conftest import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLAGS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium(), args=[*FLAGS.split(), "--disable-sync"]
        )
        # The driver keeps an event loop in this thread, in which Django refuses to ask the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield started
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        started.close()


@pytest.fixture
def address(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve the product on this test's own connection and return its address.

    pytest-django's live server empties every table afterwards, which the ledger refuses; here the test's own
    transaction is rolled back instead.
    """
    connection = connections["default"]
    monkeypatch.setattr(connection, "close", lambda: None)
    connection.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={"default": connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)
    connection.dec_thread_sharing()


@pytest.fixture
def page(browser: Browser, address: str, cast: Cast) -> Iterator[Page]:
    """Return the page of parts as the head sees it; a complaint of the browser fails the test."""
    context = browser.new_context(viewport=DESK, locale="zh-CN", base_url=address)
    session = signed_in(cast.head).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    context.set_default_timeout(30_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None
    )
    opened.goto("/ui/kit/")
    yield opened
    context.close()
    assert complaints == []


def faults(page: Page) -> list[Any]:
    """Return what axe finds, as (rule, first place)."""
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 20
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kit_in_either_theme_has_no_fault_of_access(page: Page, theme: str) -> None:
    page.locator("summary.tool").click()
    page.locator(f"[data-theme-choice={theme}]").click()
    page.keyboard.press("Escape")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(246, 245, 241)", "dark": "rgb(22, 21, 19)"}[theme]
    assert faults(page) == []


def test_theme_chosen_by_hand_stays_on_the_next_page(page: Page) -> None:
    page.locator("summary.tool").click()
    page.locator("[data-theme-choice=dark]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator("#dark").get_attribute("media") == "screen"


def test_page_on_a_phone_is_not_wider_than_it_and_has_no_fault(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert faults(page) == []


def test_navigation_on_a_phone_opens_and_closes(page: Page) -> None:
    page.set_viewport_size(PHONE)
    expect(page.locator("#side")).not_to_be_visible()
    page.locator("[data-open-side]").click()
    expect(page.locator("#side")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#side")).not_to_be_visible()


def test_palette_finds_a_command_and_goes_there(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("界面样")
    expect(page.locator(".palette [role=option]")).to_have_count(1)
    assert faults(page) == []
    page.evaluate("window.here = true")
    page.keyboard.press("Enter")
    page.wait_for_function("window.here === undefined")
    assert page.url.endswith("/ui/kit/")


def test_palette_arrow_keys_move_and_escape_closes(page: Page) -> None:
    page.keyboard.press("/")
    options = page.locator(".palette [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".palette")).not_to_be_visible()


def test_keys_move_and_select_rows_and_show_the_bulk_bar(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("已选 2 项")
    page.locator("[data-select-all]").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("已选 6 项")
    page.locator("[data-bulk-clear]").click()
    expect(page.locator("#bulk")).not_to_be_visible()


def test_question_mark_lists_the_keys_of_the_page(page: Page) -> None:
    page.keyboard.press("?")
    lines = page.locator(".keys li").all_inner_texts()
    assert any("打开对话框" in line for line in lines)


def test_key_of_a_button_presses_it_but_not_while_typing(page: Page) -> None:
    page.locator("#id_title").fill("")
    page.locator("#id_title").type("n")
    expect(page.locator("#sample-dialog")).not_to_be_visible()
    page.locator("#id_title").blur()
    page.keyboard.press("n")
    expect(page.locator("#sample-dialog")).to_be_visible()
    expect(page.locator("#sample-unit")).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())


def test_g_and_a_digit_go_to_a_page_of_the_sidebar(page: Page) -> None:
    first = page.locator("[data-key='g 1']").get_attribute("href")
    page.keyboard.press("g")
    page.keyboard.press("1")
    page.wait_for_url(lambda url: url.endswith(first or "?"))


def test_draft_survives_a_reload_and_can_be_discarded(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#id_text").fill("写了一半的内容")
    _wait_until(page, "Object.keys(localStorage).some(function (key) { return key.endsWith(':sample'); })")
    page.reload()
    expect(page.locator("#id_text")).to_have_value("写了一半的内容")
    page.locator(".draft-note button").click()
    expect(page.locator("#id_text")).to_have_value("")


def test_drafts_are_gone_after_signing_out(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#id_text").fill("写了一半的内容")
    _wait_until(page, "Object.keys(localStorage).some(function (key) { return key.endsWith(':sample'); })")
    page.locator("summary.tool").click()
    page.locator("[data-sign-out] button").click()
    page.wait_for_url("**/accounts/login/**")
    assert (
        page.evaluate("Object.keys(localStorage).filter(function (key) { return key.includes('draft'); })")
        == []
    )


def test_copy_button_says_that_it_copied(page: Page) -> None:
    page.locator("[data-copy]").click()
    expect(page.locator(".toast")).to_contain_text("已复制")


def test_print_shows_a_head_and_no_navigation(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_be_visible()
    expect(page.locator("#side")).not_to_be_visible()
    expect(page.locator(".top")).not_to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def _wait_until(page: Page, condition: str) -> None:
    """Ask again and again from outside: the content security policy forbids the page to evaluate strings."""
    for _attempt in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)
