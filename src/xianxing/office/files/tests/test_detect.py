import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.files import archive as archive_module
from xianxing.office.files.archive import inspect_archive
from xianxing.office.files.detect import detect, read_text
from xianxing.office.files.errors import DamagedFile, EmptyFile, RefusedFile, TooLarge, UnsupportedType
from xianxing.office.files.kinds import FileKind
from xianxing.office.files.tests.packages import (
    MACROS,
    PDF,
    PNG,
    SHEET,
    SLIDES,
    WORD,
    archive,
    office_package,
    ole,
)

MAIL = "From: a@example.com\nTo: b@example.com\nSubject: 供暖\n\n正文".encode()
GB = "供暖不热，请处理".encode("gb18030")
ACCEPTED = [
    (PDF, "a.pdf", FileKind.PDF),
    (PNG, "a.png", FileKind.PNG),
    (PNG, "a.docx", FileKind.PNG),
    (b"\xff\xd8\xff\xe0" + b"\0" * 20, "a.jpg", FileKind.JPEG),
    (b"GIF87a" + b"\0" * 20, "a.gif", FileKind.GIF),
    (b"GIF89a" + b"\0" * 20, "a.gif", FileKind.GIF),
    (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", FileKind.WEBP),
    (office_package(WORD), "a.docx", FileKind.DOCX),
    (office_package(SHEET), "a.xlsx", FileKind.XLSX),
    (office_package(SLIDES), "a.pptx", FileKind.PPTX),
    (archive({"OFD.xml": b"<OFD/>"}), "a.ofd", FileKind.OFD),
    (ole("WordDocument"), "a.doc", FileKind.DOC),
    (ole("WordDocument"), "a.wps", FileKind.DOC),
    (ole("Workbook"), "a.xls", FileKind.XLS),
    (ole("Book"), "a.xls", FileKind.XLS),
    (ole("PowerPoint Document"), "a.ppt", FileKind.PPT),
    ("供暖不热".encode(), "a.txt", FileKind.TEXT),
    ("\ufeff供暖不热".encode(), "a", FileKind.TEXT),
    (GB, "a.txt", FileKind.TEXT_GB),
    ("姓名,单位\n".encode(), "a.csv", FileKind.CSV),
    ("姓名,单位\n".encode("gb18030"), "a.CSV", FileKind.CSV_GB),
    (MAIL, "a.eml", FileKind.EML),
    (MAIL, "a.txt", FileKind.TEXT),
    ("不是邮件".encode(), "a.eml", FileKind.TEXT),
    ("1 < 2，<小区>供暖".encode(), "a.txt", FileKind.TEXT),
]
UNSUPPORTED = [
    (b"MZ\x90\0" + b"\0" * 60, "a.txt"),
    (b"\x7fELF\x02\x01" + b"\0" * 60, "a"),
    (b"\xcf\xfa\xed\xfe" + b"\0" * 60, "a"),
    (b"\xca\xfe\xba\xbe" + b"\0" * 60, "a"),
    (b"RIFF\0\0\0\0WAVEfmt ", "a.webp"),
    (b"Rar!\x1a\x07\0" + b"\0" * 20, "a.rar"),
    (b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "a.7z"),
    (b"\x1f\x8b\x08\0" + b"\0" * 20, "a.gz"),
    (ole("MsiFile"), "a.doc"),
    (ole("EncryptedPackage"), "a.docx"),
    (b"<!DOCTYPE html><p>x", "a.txt"),
    (b"  \n<HTML>", "a.txt"),
    (b"\xef\xbb\xbf<svg onload=alert(1)>", "a.txt"),
    (b"<?xml version='1.0'?><svg/>", "a.txt"),
    (b"<!-- x --><script>", "a.txt"),
    (b"<a href=x>", "a.txt"),
    (b"#!/bin/sh\nrm", "a.txt"),
    (b"  \n\t\n", "a.txt"),
    (b"abc\0def", "a.txt"),
    (b"\xff\xfe" + "供暖".encode("utf-16-le"), "a.txt"),
    (b"echo 1", "a.bat"),
    (PDF, "a.exe"),
    (PDF, "a.pdf.JS"),
    (PDF, "a.html "),
    (archive({"a.txt": b"x"}), "a.zip"),
    (archive({"[Content_Types].xml": b"<Types/>"}), "a.docx"),
    (office_package(MACROS), "a.docx"),
    (office_package(WORD, **{"word/vbaProject.bin": b"x"}), "a.docx"),
]


@pytest.mark.parametrize(("content", "name", "kind"), ACCEPTED)
def test_detect_accepted_content_gives_its_kind(content: bytes, name: str, kind: FileKind) -> None:
    assert detect(io.BytesIO(content), name) is kind


@pytest.mark.parametrize(("content", "name"), UNSUPPORTED)
def test_detect_other_content_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(UnsupportedType):
        detect(io.BytesIO(content), name)


def test_detect_empty_file_is_refused_by_name() -> None:
    with pytest.raises(EmptyFile) as refusal:
        detect(io.BytesIO(b""), "a.txt")
    assert str(refusal.value) == "文件“a.txt”是空的；请核对后重新上传"


def test_detect_unknown_content_says_what_is_accepted() -> None:
    with pytest.raises(UnsupportedType) as refusal:
        detect(io.BytesIO(b"\xff\0"), "a.bin")
    assert str(refusal.value) == (
        "文件“a.bin”的内容不是可接收的类型；可接收 pdf、ofd、docx、xlsx、pptx、doc、xls、ppt、wps、et、"
        "png、jpg、gif、webp、txt、csv、eml；请转换后重新上传"
    )


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a", "a.csv", "a.exe"]))
def test_detect_any_bytes_give_a_kind_or_a_refusal(content: bytes, name: str) -> None:
    with contextlib.suppress(RefusedFile):
        assert isinstance(detect(io.BytesIO(content), name), FileKind)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_inspect_archive_any_damage_gives_a_kind_or_a_refusal(at: int, damage: bytes) -> None:
    body = bytearray(office_package(WORD))
    place = at % len(body)
    body[place : place + len(damage)] = damage
    with contextlib.suppress(RefusedFile):
        assert inspect_archive(io.BytesIO(bytes(body)), "a.docx") is FileKind.DOCX


@pytest.mark.parametrize("outside", ["../evil", "/etc/passwd", "a/../../b", "C:\\x", "..\\x"])
def test_inspect_archive_a_part_outside_the_package_is_refused(outside: str) -> None:
    with pytest.raises(DamagedFile) as refusal:
        inspect_archive(io.BytesIO(office_package(WORD, **{outside: b"x"})), "a.docx")
    assert str(refusal.value) == "文件“a.docx”已损坏或结构异常；请用办公软件重新保存后上传"


def test_inspect_archive_an_encrypted_part_is_refused() -> None:
    body = bytearray(office_package(WORD))
    directory = body.index(b"PK\x01\x02")
    body[directory + 8] |= 1
    with pytest.raises(DamagedFile) as refusal:
        inspect_archive(io.BytesIO(bytes(body)), "a.docx")
    assert str(refusal.value) == "文件“a.docx”已加密，无法检查；请去掉密码后重新上传"


def test_inspect_archive_a_bomb_is_refused_without_unpacking() -> None:
    bomb = office_package(WORD, **{"word/media/x": b"\0" * 3_000_000})
    with pytest.raises(TooLarge) as refusal:
        inspect_archive(io.BytesIO(bomb), "a.docx")
    assert "解压后有 3 项" in str(refusal.value)


def test_inspect_archive_a_plain_large_part_passes() -> None:
    body = b"".join(f"<c>{number * 7919 % 10007}</c>".encode() for number in range(60_000))
    assert inspect_archive(io.BytesIO(office_package(SHEET, **{"xl/x.xml": body})), "a.xlsx") is FileKind.XLSX


def test_inspect_archive_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_ENTRIES", 2)
    with pytest.raises(TooLarge):
        inspect_archive(io.BytesIO(office_package(WORD, third=b"x")), "a.docx")


def test_inspect_archive_parts_that_claim_more_than_the_file_are_refused() -> None:
    body = bytearray(office_package(WORD))
    directory = body.index(b"PK\x01\x02")
    body[directory + 20 : directory + 24] = struct.pack("<L", 10_000_000)
    with pytest.raises(DamagedFile):
        inspect_archive(io.BytesIO(bytes(body)), "a.docx")


def test_inspect_archive_the_same_part_twice_is_refused() -> None:
    packed = io.BytesIO(office_package(WORD))
    with zipfile.ZipFile(packed, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("main.xml", b"other")
    with pytest.raises(DamagedFile):
        inspect_archive(packed, "a.docx")


def test_inspect_archive_an_endless_list_of_types_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "CONTENT_TYPES_BYTES", 10)
    with pytest.raises(DamagedFile):
        inspect_archive(io.BytesIO(office_package(WORD)), "a.docx")


def test_read_text_reads_both_encodings_and_stops_in_the_middle_of_a_character() -> None:
    assert read_text(io.BytesIO("\ufeff机密★".encode()), 8) == "机"
    assert read_text(io.BytesIO(GB), 100) == "供暖不热，请处理"
