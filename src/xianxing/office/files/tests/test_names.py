import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.files.kinds import FileKind
from xianxing.office.files.names import clean_name, ending, stored_name


@pytest.mark.parametrize(
    ("given_name", "kind", "kept"),
    [
        ("关于供暖的请示.docx", FileKind.DOCX, "关于供暖的请示.docx"),
        ("照片.JPEG", FileKind.JPEG, "照片.jpeg"),
        ("照片", FileKind.JPEG, "照片.jpg"),
        ("a.docx", FileKind.PNG, "a.docx.png"),
        ("../../etc/passwd", FileKind.TEXT, "passwd.txt"),
        ("C:\\Users\\x\\台账.xls", FileKind.XLS, "台账.xls"),
        ("a\u202egpj.txt", FileKind.TEXT, "agpj.txt"),
        ("a\r\nSet-Cookie: x.txt", FileKind.TEXT, "aSet-Cookie_ x.txt"),
        ('a"b<c>.txt', FileKind.TEXT, "a_b_c_.txt"),
        ("con.txt", FileKind.TEXT, "_con.txt"),
        ("NUL", FileKind.TEXT, "_NUL.txt"),
        ("  . .", FileKind.PDF, "未命名.pdf"),
        ("", FileKind.PDF, "未命名.pdf"),
        (".pdf", FileKind.PDF, "pdf.pdf"),
        ("台账.et", FileKind.XLS, "台账.et"),
        ("供" * 100 + ".pdf", FileKind.PDF, "供" * 58 + ".pdf"),
    ],
)
def test_stored_name_is_safe_and_ends_as_its_content(given_name: str, kind: FileKind, kept: str) -> None:
    assert stored_name(given_name, kind) == kept


@pytest.mark.parametrize(
    ("name", "found"),
    [("a.PDF", "pdf"), ("a.b.c", "c"), ("a", ""), ("a.", ""), ("a.中文", ""), ("a.exe ", "exe")],
)
def test_ending_is_read_in_lower_case(name: str, found: str) -> None:
    assert ending(name) == found


@given(st.text(max_size=300), st.sampled_from(list(FileKind)))
def test_stored_name_of_any_text_is_one_safe_part(name: str, kind: FileKind) -> None:
    kept = stored_name(name, kind)
    assert len(kept.encode()) <= 184
    assert not set(kept) & set('/\\<>:"|?*')
    assert all(unicodedata.category(each) not in {"Cc", "Cf"} for each in kept)
    assert kept.rpartition(".")[2] in kind.value.endings
    assert kept.rpartition(".")[0].strip(". ")
    assert stored_name(kept, kind) == kept


@given(st.text(max_size=100))
def test_clean_name_twice_changes_nothing(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)
