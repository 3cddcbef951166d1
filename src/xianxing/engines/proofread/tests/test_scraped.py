"""Text that was copied from a page, and the text without what the page left."""

import pytest

from xianxing.engines.proofread import clean
from xianxing.engines.proofread.families import scraped
from xianxing.engines.proofread.tests.shown import Short, points_at, short

CLEAN = """关于做好2026年防汛工作的通知
各县（市、区）人民政府：
为做好防汛工作，现将有关事项通知如下。
一、加强领导
各级各部门要切实履行职责。
二、落实责任
2026年5月1日"""


def test_clean_document_is_left_alone() -> None:
    assert list(scraped.find(CLEAN)) == []
    assert clean(CLEAN, ()) == CLEAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某某文库 免费下载\n正文开始。", [("某某文库 免费下载\n", ("",))]),
        ("正文开始。\n责任编辑：甲", [("责任编辑：甲", ("",))]),
        ("正文开始。\n第 3 页 共 10 页\n正文继续。", [("第 3 页 共 10 页\n", ("",))]),
        ("正文开始。\n- 3 -\n正文继续。", [("- 3 -\n", ("",))]),
        ("推进依法2、行政工作。", [("2、", ("",))]),
        ("见附件1、附件2。", []),
        ("详见www.example.cn/a/1", [("详见www.example.cn/a/1", ("",))]),
        ("要加强领导。二、落实责任", [("", ("\n",))]),
        ("要加强领导。（二）落实责任", [("", ("\n",))]),
        ("中共 中央", [(" ", ("",))]),
        ("防汛&nbsp;工作<br/>通知&ldquo;", [("&nbsp;", ("",)), ("<br/>", ("",)), ("&ldquo;", ("“",))]),
        ("防汛工作通知\n防汛工作通知\n正文。", [("防汛工作通知\n", ("",))]),
        ("防汛工作通知防汛工作通知\n正文。", [("防汛工作通知", ("",))]),
        (
            "各级各部门要切实履行职责，加强组织领导，压实工\n作责任，确保安全。",
            [("\n", ("",))],
        ),
        ("短行\n作责任，确保安全。", []),
    ],
)
def test_what_a_page_left_is_found(text: str, expected: list[Short]) -> None:
    findings = list(scraped.find(text))
    assert short(findings) == expected
    assert points_at(text, findings)


def test_footer_that_every_page_repeats_is_found_each_time() -> None:
    text = "\n".join(f"正文第{number}段，内容各不相同{number}。\n青川市文件汇编" for number in "一二三")
    assert [finding.wrong.strip() for finding in scraped.find(text)] == ["青川市文件汇编"] * 3


def test_cleaned_text_is_the_text_before_it_was_scraped() -> None:
    damaged = CLEAN.replace("各级各部门", "各级2、各部门").replace("通知如下。\n一、", "通知如下。一、")
    damaged = "公文文库 免费下载\n" + damaged.replace("二、落实责任", "第 2 页 共 5 页\n二、落实责任")
    assert clean(damaged, list(scraped.find(damaged))) == CLEAN
