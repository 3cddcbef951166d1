"""The text of a .docx: changes, numbers, tables, pictures, and what is told instead of read."""

from xianxing.engines.docform.reading import read
from xianxing.engines.docform.reading.tests.parcel import (
    PNG,
    docx,
    drawing,
    numbered,
    p,
    packed,
    part,
    r,
    relations,
    table,
    tc,
    tr,
    unpacked,
)
from xianxing.engines.docform.reading.word import extract
from xianxing.engines.docform.terms import Picture, Table

CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>防汛</dc:title><dc:creator> </dc:creator><cp:revision>3</cp:revision></cp:coreProperties>"
)


def _text(body: str, **parts: str | bytes) -> str:
    return extract(docx(body, **parts)).text


def _lost(body: str, **parts: str | bytes) -> tuple[str, ...]:
    return extract(docx(body, **parts)).lost


def _with_files(content: bytes, **files: str | bytes) -> bytes:
    return packed(
        {
            **unpacked(content),
            **{name.replace("__", "/").replace("_dot_", "."): each for name, each in files.items()},
        }
    )


def test_extract_paragraphs_breaks_tabs_and_blank_lines() -> None:
    body = (
        p("甲", "<w:r><w:br/></w:r>", "乙")
        + p()
        + p("丙", "<w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/></w:r>", "丁")
    )
    assert _text(body) == "甲\n乙\n丙\u3000\u3000-丁\n"


def test_extract_changes_are_accepted_and_told() -> None:
    body = p(
        "请", f"<w:ins>{r('务必')}</w:ins>", "<w:del><w:r><w:delText>尽量</w:delText></w:r></w:del>", "值班",
        f"<w:moveTo>{r('和巡查')}</w:moveTo>", f"<w:moveFrom>{r('巡查')}</w:moveFrom>", "<w:ins/>",
    )  # fmt: skip
    found = extract(docx(body))
    assert found.text == "请务必值班和巡查\n"
    assert found.lost == ("修订：采纳了 2 处插入的文字", "修订：略去了 2 处删除的文字")


def test_extract_deleted_paragraph_end_joins_the_next() -> None:
    body = p("请值", properties="<w:rPr><w:del/></w:rPr>") + p("班。") + p("完。")
    assert _text(body) == "请值班。\n完。\n"


def test_extract_deleted_paragraph_end_before_a_table_or_the_end_is_kept() -> None:
    deleted = p("请值班", properties="<w:rPr><w:del/></w:rPr>")
    assert _text(deleted) == "请值班\n"
    assert _text(deleted + table(tr("甲", "乙"))).startswith("请值班\n| 甲 | 乙 |\n")


def test_extract_controls_links_and_alternatives_are_read_through() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
        + p(f"<w:hyperlink>{r('乙')}</w:hyperlink>")
        + p(f"<w:sdt><w:sdtContent>{r('丙')}</w:sdtContent></w:sdt>")
        + p(
            f"<mc:AlternateContent><mc:Choice>{r('丁')}</mc:Choice><mc:Fallback>{r('丁')}</mc:Fallback></mc:AlternateContent>"
        )
        + p(f"<mc:AlternateContent><mc:Fallback>{r('戊')}</mc:Fallback></mc:AlternateContent>")
        + p("<mc:AlternateContent/>", "己")
        + p(f"<w:ruby><w:rt>{r('gēng')}</w:rt><w:rubyBase>{r('庚')}</w:rubyBase></w:ruby>")
        + p(f"<w:r><w:ruby><w:rt>{r('xīn')}</w:rt><w:rubyBase>{r('辛')}</w:rubyBase></w:ruby></w:r>")
    )
    assert _text(body) == "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n"


def test_extract_hidden_text_is_left_out_and_told() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    shown = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    found = extract(docx(p("甲", r("密", hidden), f"<w:r>{hidden}</w:r>", r("乙", shown))))
    assert (found.text, found.lost) == ("甲乙\n", ("略去了 1 处隐藏的文字",))


def test_extract_everything_else_is_told() -> None:
    body = (
        p(
            "甲",
            "<w:r><w:commentReference/></w:r>",
            "<m:oMath/>",
            "<w:r><w:sym/></w:r>",
            "<w:r><w:object/></w:r>",
        )
        + p(
            "<w:r><w:drawing/></w:r>",
            "<w:bookmarkStart/>",
            "<w:r><w:lastRenderedPageBreak/></w:r>",
            "<w:object/>",
        )
        + "<w:altChunk/><w:bookmarkEnd/>"
    )
    assert set(_lost(body)) == {
        "略去了 1 处公式",
        "略去了 1 处图形",
        "略去了 1 处嵌入的另一份文件",
        "略去了 2 处嵌入对象",
        "略去了 1 处批注",
        "略去了 1 处特殊符号",
    }


def test_extract_text_boxes_are_told_with_their_words_once() -> None:
    box = f"<w:txbxContent>{p('内部资料')}</w:txbxContent>"
    body = p(
        f"<w:r><w:pict>{box}</w:pict></w:r>", f"<w:r><w:drawing>{box}<w:txbxContent/></w:drawing></w:r>", "甲"
    )
    assert _lost(body) == ("文本框的文字没有读入：内部资料",)


def test_extract_long_box_is_told_shortened() -> None:
    body = p(f"<w:r><w:pict><w:txbxContent>{p('长' * 61)}</w:txbxContent></w:pict></w:r>")
    assert _lost(body) == (f"文本框的文字没有读入：{'长' * 60}……",)


def test_extract_foot_and_end_notes_are_told_with_their_words() -> None:
    body = p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="3"/></w:r>')
    notes = part("footnotes", f'<w:footnote w:id="2">{p("见附表")}</w:footnote>')
    assert _lost(body, footnotes=notes) == ("脚注没有读入：见附表", "尾注没有读入：")


def test_extract_margins_with_more_than_a_page_number_are_told() -> None:
    listed = relations(
        {
            "rId1": "header1.xml",
            "rId2": "footer1.xml",
            "rId3": "header2.xml",
            "rId4": "header9.xml",
            "rId5": "header.bin",
        }
    )
    content = _with_files(docx(p("甲")), word___rels__document_dot_xml_dot_rels=listed)
    files: dict[str, str | bytes] = {
        "word/header1.xml": part("hdr", p("内部资料")),
        "word/header2.xml": part("hdr", p("内部资料")),
        "word/footer1.xml": part("ftr", p("— 1 —")),
        "word/header.bin": b"",
    }
    assert extract(packed({**unpacked(content), **files})).lost == ("页眉没有读入：内部资料",)


def test_extract_numbers_are_written_out() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, shape, text in (
            (0, "chineseCounting", "%1、"),
            (1, "chineseCounting", "（%2）"),
            (2, "decimal", "%3."),
            (3, "decimal", "（%4）"),
        )
    )
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
    )
    body = (
        numbered("责任") + numbered("市级", 1) + numbered("县级", 1) + numbered("领导", 2) + numbered("电话", 3)
        + numbered("", 0) + numbered("巡查") + numbered("水库", 1)
    )  # fmt: skip
    assert (
        _text(body, numbering=numbering)
        == "一、责任\n（一）市级\n（二）县级\n1.领导\n（1）电话\n二、巡查\n（一）水库\n"
    )


def test_extract_numbers_of_a_style_and_of_the_style_below_it() -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="第%1条"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>',
    )
    styles = part(
        "styles",
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>',
    )
    body = "".join(p("值班。", properties=f'<w:pStyle w:val="{name}"/>') for name in ("a", "b", "c"))
    assert _text(body, numbering=numbering, styles=styles) == "第1条\u3000值班。\n第2条\u3000值班。\n值班。\n"


def test_extract_table_becomes_rows_of_markdown() -> None:
    body = p("甲") + table(
        tr("任务", "单位", header=True), tr("值班|巡查", tc(p("市水利局") + p() + p("市公安局")))
    )
    assert _text(body) == "甲\n| 任务 | 单位 |\n|---|---|\n| 值班\\|巡查 | 市水利局<br>市公安局 |\n\n"
    found = read(docx(body), "a.docx").elements[-1]
    assert found.table == Table((("任务", "单位"), ("值班|巡查", "市水利局\n市公安局")), 1)


def test_extract_merged_cells_repeat_their_text() -> None:
    wide, down, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tr(tc("甲", wide), "乙"), tr(tc("丙", down), "丁", "戊"), tr(tc("", goes_on), "己", "庚"), tr("辛")
    )
    assert _text(body) == (
        "| 甲 | 甲 | 乙 |\n|---|---|---|\n| 丙 | 丁 | 戊 |\n| 丙 | 己 | 庚 |\n| 辛 |  |  |\n\n"
    )


def test_extract_merged_cell_with_nothing_above_is_itself() -> None:
    assert _text(table(tr(tc("甲", "<w:vMerge/>"), "乙"))) == "| 甲 | 乙 |\n|---|---|\n\n"
    assert _text(table(tr("甲", "乙"), tr("丙", "丁", tc("戊", "<w:vMerge/>")))).splitlines()[2:] == [
        "| 丙 | 丁 | 戊 |",
        "",
    ]


def test_extract_header_rows_as_many_as_are_marked() -> None:
    body = table(tr("甲", "乙", header=True), tr("丙", "丁", header=True), tr("戊", "己"))
    assert _text(body).splitlines()[2] == "|---|---|"
    assert _text(table(tr("甲", "乙", header=True))) == "| 甲 | 乙 |\n|---|---|\n\n"


def test_extract_table_that_only_places_lines_is_plain() -> None:
    assert _text(table(tr("甲"), tr(tc(p("乙") + p("丙"))))) == "甲\n乙\n丙\n\n"
    imprint = table(tr("抄送：市委办公室。", ""), tr("青屏市政府办公室", "2026年1月6日印发"))
    assert _text(imprint) == "抄送：市委办公室。\n青屏市政府办公室\u3000\u30002026年1月6日印发\n\n"


def test_extract_table_without_rows_is_nothing() -> None:
    assert _text(p("甲") + table()) == "甲\n\n"


def test_extract_rows_inside_controls_and_tables_inside_cells() -> None:
    inner = table(tr("丙", "丁"))
    held = p("乙") + f"<w:sdt>{p('己')}</w:sdt>" + inner + "<w:bookmarkStart/>"
    row = f"<w:sdt><w:sdtContent>{tr('甲', tc(held))}</w:sdtContent></w:sdt>"
    found = extract(docx(table(row, tr("戊", "己"))))
    assert found.text == "| 甲 | 乙<br>己<br>丙\u3000丁 |\n|---|---|\n| 戊 | 己 |\n\n"
    assert found.lost == ("略去了 1 处表格里的表格",)


def test_extract_pictures_stand_on_lines_of_their_own() -> None:
    content = _with_files(
        docx(p("见图：", drawing("rId1", caption="位置图")) + table(tr(tc(p(drawing("rId2"))), "甲"))),
        word___rels__document_dot_xml_dot_rels=relations(
            {"rId1": "media/a.png", "rId2": "/word/media/b.JPG"}
        ),
        word__media__a_dot_png=PNG,
        word__media__b_dot_JPG=b"jpg",
    )
    found = extract(content)
    assert found.text == "见图：\n![位置图](图1)\n|  | 甲 |\n|---|---|\n![](图2)\n\n"
    assert found.pictures == {
        "![位置图](图1)": Picture(PNG, "image/png", 100.0, "位置图"),
        "![](图2)": Picture(b"jpg", "image/jpeg", 100.0, ""),
    }
    assert [each.picture for each in read(content, "a.docx").elements][1] == found.pictures["![位置图](图1)"]


def test_extract_pictures_that_cannot_be_shown_are_told() -> None:
    content = _with_files(
        docx(p(drawing("rId1")) + p(drawing("rId2", width=0)) + p(drawing("rId3")) + p(drawing("rId4"))),
        word___rels__document_dot_xml_dot_rels=relations(
            {"rId1": "media/a.emf", "rId2": "http://example.org/a.png", "rId3": "media/none.png"}
        ),
        word__media__a_dot_emf=b"emf",
    )
    assert extract(content).lost == ("略去了 4 处不能显示的图片",)


def test_extract_old_pictures_and_widths_that_are_no_number() -> None:
    shape = '<w:r><w:pict><v:imagedata r:id="rId1"/></w:pict></w:r>'
    content = _with_files(
        docx(p(shape)),
        word___rels__document_dot_xml_dot_rels=relations({"rId1": "media/a.png"}),
        word__media__a_dot_png=PNG,
    )
    assert list(extract(content).pictures.values()) == [Picture(PNG, "image/png", 0.0, "")]


def test_extract_properties_of_the_file() -> None:
    content = _with_files(docx(p("甲")), docProps__core_dot_xml=CORE)
    assert read(content, "a.docx").properties == {"title": "防汛"}


def test_extract_transitional_and_strict_spaces_are_the_same() -> None:
    strict = docx(p("甲"))
    files = {
        name: str(each, "utf-8").replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        if isinstance(each, bytes)
        else each
        for name, each in unpacked(strict).items()
    }
    assert extract(packed(files)).text == "甲\n"
