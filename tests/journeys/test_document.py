"""On a phone: from a matter to a signed and numbered 通知, as PDF and as .docx."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import SLOW_MS, open_page, sign_in, submit
from tests.journeys.office import Office, open_office

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "望湖小区电梯反复停运"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with open_office(tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.fixture
def phone(office: Office) -> Iterator[Page]:
    with open_page(office, width=390, height=844) as opened:
        yield opened


def test_journey_from_matter_to_numbered_notice_on_a_phone(phone: Page) -> None:
    expect.set_options(timeout=SLOW_MS)
    sign_in(phone, "head")
    register_matter(phone)
    start_notice(phone)
    write_notice(phone)
    review_and_sign(phone)
    number = number_and_print(phone)
    assert number in words_of(download(phone, "pdf"))
    assert TITLE in "".join(words_of(download(phone, "pdf")).split())
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(download(phone, "docx"))).namelist()


def register_matter(page: Page) -> None:
    page.goto("/matters/register/")
    page.select_option("select[name=channel]", "letter")
    page.fill("[name=title]", TITLE)
    page.fill("textarea[name=text]", "望湖小区三号楼电梯一个月内停运五次，老人出行困难，请督促检修。")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda address: "register" not in address)
    page.goto("/matters/?tab=all")
    page.locator(f"main a:has-text('{TITLE}')").first.click()
    expect(page.locator("#matter h2.title")).to_have_text(TITLE)


def start_notice(page: Page) -> None:
    page.locator("#matter details.menu summary").first.click()
    page.get_by_role("link", name="起草公文").click()
    expect(page.locator("main")).to_contain_text(TITLE)
    page.select_option("select[name=pattern]", "notice")
    submit(page, "开始起草")
    page.wait_for_url(lambda address: "/edit/" in address)


def write_notice(page: Page) -> None:
    page.fill("[name=title]", f"平安市办公室关于做好{TITLE}整改工作的通知")
    page.fill("[name=main_recipient]", "平安市住建局：")
    page.fill(
        "textarea[name=body]",
        "为消除安全隐患，经研究，现通知如下。\n一、立即检修\n请于2026年12月10日前完成全面检修。\n"
        "二、建立台账\n请明确责任人，每月报送一次运行情况。",
    )
    page.get_by_role("button", name="保存并返回").click()
    page.wait_for_url(lambda address: "/edit/" not in address)


def review_and_sign(page: Page) -> None:
    take_step(page, "送审核")
    page.locator("main").get_by_role("link", name="审核通过", exact=True).click()
    for point in page.locator("input[name=points]").all():
        point.check()
    page.select_option("select[name=signers]", label="周主任")
    submit(page, "审核通过")
    page.locator("main").get_by_role("link", name="签发", exact=True).first.click()
    expect(page.locator("img").first).to_be_visible()
    page.locator("button[name=sign]").click()
    take_step(page, "复核通过")


def number_and_print(page: Page) -> str:
    page.locator("main").get_by_role("link", name="登记编号", exact=True).click()
    page.fill("input[name=series]", "平办发")
    page.select_option("select[name=main]", label="住建局")
    submit(page, "登记编号")
    take_step(page, "印制")
    found = re.search(r"平办发〔\d{4}〕\d+号", page.locator("main").inner_text())
    assert found
    return found[0]


def take_step(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    submit(page, name)


def download(page: Page, form: str) -> bytes:
    address = page.locator(f"main a[href$='/{form}/']").first.get_attribute("href")
    assert address
    answer = page.request.get(address)
    assert answer.ok, answer.status
    return answer.body()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
