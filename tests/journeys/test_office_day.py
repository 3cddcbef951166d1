"""One day of the office in a real browser: from a spreadsheet to an answered, closed and called-back matter."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import SLOW_MS, open_page, sign_in, submit
from tests.journeys.messages import write_messages
from tests.journeys.office import Office, open_office

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture
def page(office: Office) -> Iterator[Page]:
    with open_page(office, width=1440, height=900) as opened:
        yield opened


def test_journey_from_spreadsheet_to_callback_is_recorded(page: Page, tmp_path: Path) -> None:
    expect.set_options(timeout=SLOW_MS)
    given = os.environ.get("XIANXING_JOURNEY_FILE")
    table = Path(given) if given else tmp_path / "messages.xlsx"
    if not given:
        write_messages(table)
    sign_in(page, "head")
    import_table(page, table)
    title = open_hottest_matter(page)
    accept_classification(page)
    accept_and_assign(page)
    answer_with_basis(page)
    close_and_call_back(page)
    find_by_two_characters(page, title)


def import_table(page: Page, table: Path) -> None:
    page.goto("/matters/import/")
    page.set_input_files("input[type=file]", str(table))
    page.get_by_role("button", name="上传并读取").click()
    page.locator("button[name=choice]").click()
    expect(page.get_by_text("导入完毕")).to_be_visible()


def open_hottest_matter(page: Page) -> str:
    """Wait for the worker to find hot issues, open the hottest, and open one of its matters."""
    issue = page.locator("main a[href^='/matters/issues/']").first
    for _ in range(120):
        page.goto("/matters/heat/")
        if issue.count():
            break
        page.wait_for_timeout(1000)
    issue.click()
    page.locator("main td a[href^='/matters/']:not([href*='issues'])").first.click()
    page.wait_for_url(lambda address: "/matters/" in address and "issues" not in address)
    return page.locator("#matter h2.title").inner_text()


def accept_classification(page: Page) -> None:
    page.locator("form.topic-choices button").first.click()
    expect(page.get_by_text("分类已确认").first).to_be_visible()


def accept_and_assign(page: Page) -> None:
    page.locator("#matter").get_by_role("link", name="受理", exact=True).click()
    page.select_option("select[name=kind]", "complaint")
    submit(page, "受理")
    expect(page.locator("#matter .kicker")).to_contain_text("已受理")
    page.locator("#matter").get_by_role("link", name="交办", exact=True).first.click()
    page.select_option("select[name=owner]", label="住建局")
    submit(page, "交办")
    expect(page.locator("#matter .kicker")).to_contain_text("办理中")


def answer_with_basis(page: Page) -> None:
    page.locator("#matter").get_by_role("link", name="拟写答复", exact=True).first.click()
    page.fill("textarea[name=facts]", "经现场核查，该站夜间确有生产，监测噪声超过规定限值，已责令限期整改。")
    page.fill(
        "textarea[name=opinion]",
        "责令该站二十二时至次日六时停止生产，十二月十日前完成隔声改造，由住建局复查。",
    )
    page.locator("input[name=suggested_basis]").first.check()
    submit(page, "拟写答复")
    expect(page.locator("#matter .kicker")).to_contain_text("待审答复")
    page.locator("#matter").get_by_role("link", name="审签答复", exact=True).first.click()
    submit(page, "审签答复")
    expect(page.locator("#matter .kicker")).to_contain_text("已答复")


def close_and_call_back(page: Page) -> None:
    page.locator("#matter").get_by_role("link", name="办结", exact=True).click()
    submit(page, "办结")
    expect(page.locator("#matter .kicker")).to_contain_text("已办结")
    page.locator("#matter").get_by_role("link", name="回访", exact=True).click()
    for question in ("responded", "settled", "satisfied"):
        page.select_option(f"select[name={question}]", "yes")
    page.fill("textarea[name=note]", "来信人表示夜里已经停工，满意。")
    submit(page, "回访")
    expect(page.locator("#matter")).to_contain_text("来信人表示夜里已经停工")


def find_by_two_characters(page: Page, title: str) -> None:
    word = "噪音" if "噪音" in title else title[:2]
    page.goto(f"/search/?q={word}")
    expect(page.locator("main")).to_contain_text(title[:12])
