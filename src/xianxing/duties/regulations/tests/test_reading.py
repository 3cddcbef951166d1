import contextlib
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.regulations.engine.errors import UnreadableError
from xianxing.duties.regulations.engine.facts import LawFacts, facts_of
from xianxing.duties.regulations.engine.reading import read_text
from xianxing.office.authority.engine import parse_law

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a package whose paragraphs are given as XML, or as plain words."""
    body = "".join(
        each if each.startswith("<w:") else f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if numbering:
            package.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
        if styles:
            package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return content.getvalue()


def listed(words: str, depth: int, list_id: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def level(depth: int, shape: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "第%1章")
    + level(1, "chineseCountingThousand", "第%2条")
    + level(2, "chineseCounting", "（%3）")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)


def test_docx_gives_one_line_for_each_paragraph_with_tabs_and_breaks() -> None:
    run = "<w:t>第一条</w:t><w:tab/><w:t>甲。</w:t><w:br/><w:t>乙。</w:t><w:delText>旧。</w:delText>"
    paragraph = f"<w:p><w:r>{run}</w:r></w:p>"
    assert read_text(docx("某办法", paragraph)) == "某办法\n第一条　甲。\n乙。"


def test_docx_with_automatic_numbers_is_read_with_them() -> None:
    content = docx(
        "某办法",
        listed("总则", 0),
        listed("甲：", 1),
        listed("乙；", 2),
        listed("丙。", 2),
        listed("附则", 0),
        listed("丁：", 1),
        listed("戊。", 2),
        numbering=NUMBERING,
    )
    law = parse_law(read_text(content))
    assert [(article.label, article.division, article.text) for article in law.articles] == [
        ("第一条", "第一章 总则", "甲：\n（一）乙；\n（二）丙。"),
        ("第二条", "第二章 附则", "丁：\n（一）戊。"),
    ]


def test_docx_takes_numbers_from_a_style() -> None:
    styles = '<w:style w:styleId="tiao"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    paragraph = '<w:p><w:pPr><w:pStyle w:val="tiao"/></w:pPr><w:r><w:t>甲。</w:t></w:r></w:p>'
    content = docx("某办法", paragraph, paragraph, numbering=NUMBERING, styles=styles)
    assert read_text(content) == "某办法\n第一条　甲。\n第二条　甲。"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_in_every_usual_code_is_read(code: str) -> None:
    assert read_text("第一条　甲。".encode(code)) == "第一条　甲。"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0old", "这是旧版 .doc 文件；请用 Word 或 WPS 另存为 .docx 再导入"),
        (b"a\0b", "文件里有空字节，不是文本；可导入 .md、.txt、.docx"),
        (b"\xff\xff\xff\x80", "文件的文字编码无法识别；请另存为 UTF-8 编码的文本再导入"),
        (b"PK\x03\x04", "文件已损坏，无法打开（File is not a zip file）；请重新保存后再导入"),
        (b"a" * (20 * 1024 * 1024 + 1), "文件有 20 MB；最多 20 MB，请拆分后再导入"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(content)
    assert str(refused.value) == message


def package(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name.replace("__", "/"), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (package(a="b"), "压缩包里没有 word/document.xml，不是 Word 文件；请另存为 .docx 再导入"),
        (
            package(**{"word__document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "“word/document.xml”里有文档类型声明；正常的 .docx 没有，可能是恶意文件，已拒绝",
        ),
    ],
)
def test_a_package_that_is_no_document_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(content)
    assert str(refused.value) == message


def test_broken_xml_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"^“word/document\.xml”不是完整的 XML（"):
        read_text(package(**{"word__document.xml": "<a>"}))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for given_bytes in (content, b"PK\x03\x04" + content):
        with contextlib.suppress(UnreadableError):
            assert isinstance(read_text(given_bytes), str)


def test_facts_are_read_from_head_and_last_articles() -> None:
    law = parse_law(
        "中华人民共和国某某法\n（2020年5月28日第十三届全国人民代表大会第三次会议通过）\n"
        "第一条 甲。\n第二条 本法自2021年1月1日起施行。"
    )
    assert facts_of(law) == LawFacts(
        "中华人民共和国某某法", "全国人民代表大会", date(2020, 5, 28), date(2021, 1, 1), "law"
    )


def test_facts_of_a_rule_that_holds_from_its_issue() -> None:
    law = parse_law(
        "某市接待办法\n平安市人民政府办公室 2024年3月5日印发\n第一条 甲。\n第二条 本办法自印发之日起施行。"
    )
    found = facts_of(law)
    assert (found.issuer, found.issued_on, found.effective_from, found.level) == (
        "平安市人民政府办公室", date(2024, 3, 5), date(2024, 3, 5), "",
    )  # fmt: skip


def test_facts_that_are_not_said_stay_open() -> None:
    assert facts_of(parse_law("某制度\n第一条 甲。")) == LawFacts("某制度", "", None, None, "")


@pytest.mark.parametrize(
    ("head", "level_found"),
    [
        ("信访工作条例\n2022年2月25日 中共中央、国务院发布", "party"),
        ("政府督查工作条例\n2020年12月26日 国务院令公布", "regulation"),
        ("关于某某的规定\n2011年3月23日 最高人民法院公告公布", "judicial"),
        ("某市热线条例\n2018年7月27日 济南市人民代表大会常务委员会通过", "local"),
    ],
)
def test_level_follows_from_title_and_issuer(head: str, level_found: str) -> None:
    assert facts_of(parse_law(f"{head}\n第一条 甲。")).level == level_found
