"""A real Chromium at an office, at the size that a journey asks for."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.journeys.office import Office
from tests.surroundings import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW_MS = 120_000


@contextmanager
def open_page(office: Office, *, width: int, height: int) -> Iterator[Page]:
    """Yield a page of a fresh browser window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(
            base_url=office.address, locale="zh-CN", viewport={"width": width, "height": height}
        )
        context.set_default_timeout(SLOW_MS)
        yield context.new_page()
        browser.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", "pass-word-1")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "login" not in address)


def submit(page: Page, name: str) -> None:
    page.locator("main form").get_by_role("button", name=name, exact=True).click()
