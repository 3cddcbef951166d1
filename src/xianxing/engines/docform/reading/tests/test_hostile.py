"""Files that are broken, too big or made to harm: each refused with a clear message, none crashes."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.errors import DamagedError, DocformError, TooLargeError, UnreadableError
from xianxing.engines.docform.reading import archive as limits
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.reading.archive import Archive, open_archive
from xianxing.engines.docform.reading.tests.parcel import docx, p, packed, table, tc, tr, unpacked

GOOD = docx(p("青屏市人民政府关于防汛的通知") + p("请值班。"))


def _refused(content: bytes, name: str = "a.docx") -> str:
    with pytest.raises(DocformError) as refusal:
        read(content, name)
    return str(refusal.value)


def test_read_text_named_docx_is_refused() -> None:
    assert _refused("请值班。".encode()) == (
        "文件不是 .docx（开头不是压缩包标记）；请用 Word 或 WPS 另存为 .docx 再试"
    )


def test_read_zip_that_is_no_word_document_is_refused() -> None:
    told = "文件是压缩包，但不是 Word 文档；请用 Word 或 WPS 另存为 .docx 再试"
    assert _refused(packed({"a.txt": "甲"})) == told
    sheet = {**unpacked(GOOD), "xl/workbook.xml": "<workbook/>"}
    listing = str(sheet["_rels/.rels"], "utf-8") if isinstance(sheet["_rels/.rels"], bytes) else ""
    sheet["_rels/.rels"] = listing.replace("word/document.xml", "xl/workbook.xml")
    assert _refused(packed(sheet), "a.xlsx") == told


def test_read_package_without_a_main_part_is_damaged() -> None:
    assert _refused(packed({"[Content_Types].xml": "<Types/>"})) == (
        "文件里没有正文（word/document.xml）；文件已损坏，请重新保存后再试"
    )
    files = {name: each for name, each in unpacked(GOOD).items() if name == "_rels/.rels"}
    assert "文件是压缩包，但不是 Word 文档" in _refused(packed(files))


def test_read_package_whose_listing_names_nothing_falls_back() -> None:
    files = {
        **unpacked(GOOD),
        "_rels/.rels": '<Relationships xmlns="a"><Relationship Id="x" Type="y"/></Relationships>',
    }
    assert read(packed(files), "a.docx").elements[1].text == "请值班。"
    del files["_rels/.rels"]
    assert read(packed(files), "a.docx").elements[1].text == "请值班。"


def test_read_main_part_without_a_body_is_damaged() -> None:
    files = {**unpacked(GOOD), "word/document.xml": "<a/>"}
    assert _refused(packed(files)) == "正文是空的（没有 w:body）；文件已损坏，请重新保存后再试"


@pytest.mark.parametrize("length", [4, 30, len(GOOD) // 2, len(GOOD) - 10])
def test_read_cut_off_file_is_damaged(length: int) -> None:
    assert _refused(GOOD[:length]).startswith("压缩包已损坏（")


def test_read_flipped_bytes_are_damaged() -> None:
    place = GOOD.index(b"word/document.xml") + 40
    broken = GOOD[:place] + bytes(each ^ 0xFF for each in GOOD[place : place + 20]) + GOOD[place + 20 :]
    assert "文件已损坏或加密，请重新保存后再试" in _refused(broken)


def test_read_encrypted_entry_is_damaged() -> None:
    place = GOOD.index(b"PK\x01\x02", GOOD.index(b"PK\x01\x02") + 4) + 8
    locked = GOOD[:place] + struct.pack("<H", 1) + GOOD[place + 2 :]
    assert "文件已损坏或加密" in _refused(locked)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_read_entities_and_outside_files_are_refused(code: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{code}"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/hostname">]><a>&b;&c;</a>'
    )
    assert _refused(packed({**unpacked(GOOD), "word/document.xml": bomb.encode(code)})) == (
        "“word/document.xml”里有文档类型声明（DTD）；正常的 .docx 没有，可能是恶意文件，已拒绝"
    )


@pytest.mark.parametrize(
    "xml", ["", "<a>", "<a></b>", "\x00", '<?xml version="1.0" encoding="no-such"?><a/>']
)
def test_read_broken_xml_is_damaged(xml: str) -> None:
    assert "不是完整的 XML" in _refused(packed({**unpacked(GOOD), "word/document.xml": xml}))


def test_read_zip_bomb_is_refused_before_unpacking() -> None:
    bomb = packed({**unpacked(GOOD), "word/media/a.png": b"\0" * 12_000_000})
    told = _refused(bomb)
    assert told.startswith("“word/media/a.png”压缩了 ")
    assert told.endswith(" 倍；最多 200 倍，可能是压缩炸弹，已拒绝")


def test_read_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 100)
    assert _refused(GOOD).startswith("解压后有 0.0 MB；最多 0.0 MB")
    monkeypatch.setattr(limits, "MOST_ENTRIES", 1)
    assert _refused(GOOD) == "压缩包里有 2 项；最多 1 项，这不像一份公文"
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    assert _refused(GOOD).endswith("请压缩其中的图片或者拆分")


def test_read_long_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PART", 10)
    with pytest.raises(TooLargeError, match="请拆分文件"):
        read(GOOD, "a.docx")


def test_content_missing_entry_is_damaged() -> None:
    with pytest.raises(DamagedError, match=r"文件里缺少“b”；完整的 \.docx 必有此项，请重新保存后再试"):
        open_archive(packed({"a": "甲"})).content("b")


def test_content_entry_longer_than_declared_is_damaged() -> None:
    held = io.BytesIO(packed({"a": "甲" * 100}))
    opened = zipfile.ZipFile(held)
    opened.getinfo("a").file_size = 3
    with pytest.raises(DamagedError):
        Archive(opened, frozenset({"a"})).content("a")


def test_read_controls_nested_without_end_are_refused() -> None:
    deep = 100_000
    content = docx("<w:sdt>" * deep + "</w:sdt>" * deep)
    assert _refused(content) == (
        "“word/document.xml”里的表格或控件套了 257 层以上；最多 256 层，请拆开后再试"
    )


def test_read_tables_nested_as_deep_as_allowed() -> None:
    cell = "甲"
    for _ in range(60):
        cell = table(tr(tc(cell), "乙"))
    assert "乙" in read(docx(cell), "a.docx").source
    for _ in range(30):
        cell = table(tr(tc(cell), "乙"))
    assert "最多 256 层" in _refused(docx(cell))


def test_read_more_elements_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ELEMENTS", 10)
    assert _refused(docx(p("甲") * 10)) == "“word/document.xml”里的元素超过 10 个；请拆分文件"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_read_any_changed_bytes_give_a_document_or_a_refusal(place: int, changed: bytes) -> None:
    content = GOOD[:place] + changed + GOOD[place + len(changed) :]
    with contextlib.suppress(DocformError):
        assert read(content, "a.docx").source


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["", p("甲"), "<w:r/>"]),
        lambda inner: st.lists(inner, max_size=3).map(
            lambda held: (
                "<w:tbl>"
                + "".join(f"<w:tr><w:tc>{each}</w:tc></w:tr><w:sdt>{each}</w:sdt>" for each in held)
                + "</w:tbl>"
            )
        ),
        max_leaves=12,
    )
)
def test_read_any_blocks_give_a_document(body: str) -> None:
    assert read(docx(body), "a.docx").source.endswith("\n")


def test_read_bad_files_are_all_unreadable() -> None:
    assert issubclass(TooLargeError, UnreadableError)
    assert issubclass(DamagedError, UnreadableError)
