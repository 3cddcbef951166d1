"""Files by their names and first bytes."""

import stat
import subprocess
from pathlib import Path

import pytest

from xianxing.engines.docform.errors import ConverterError, DocformError, TooLargeError, UnreadableError
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.reading import office, plain, read
from xianxing.engines.docform.reading.tests.parcel import docx, p
from xianxing.engines.docform.tests.cast import NOTICE

OLE = b"\xd0\xcf\x11\xe0rest"
WORD = docx(p("青屏市人民政府关于防汛的通知") + p("请值班。"))


def _refused(content: bytes, name: str) -> str:
    with pytest.raises(DocformError) as refusal:
        read(content, name)
    return str(refusal.value)


def _program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _converter(folder: Path) -> str:
    made = folder / "made.docx"
    made.write_bytes(WORD)
    return _program(folder, f'for last; do :; done; cp "{made}" "${{last%.*}}.docx"')


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.MARKDOWN", "a"])
def test_read_text_in_every_code(code: str, name: str) -> None:
    assert read(NOTICE.text.encode(code), name) == parse_text(NOTICE.text)


def test_read_word_file_by_its_name_or_by_its_bytes() -> None:
    for name in ("a.docx", "a.DOCM", "a.doc", "a.txt", "a"):
        assert [each.text for each in read(WORD, name).elements] == [
            "青屏市人民政府关于防汛的通知",
            "请值班。",
        ]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "x/a.txt", "“a.txt”是空文件；请给出有内容的公文"),
        (b"%PDF-1.7", "a.txt", "文件是 PDF；请给出 .txt、.md、.docx、.doc 或 .wps，PDF 请先识别为文字"),
        (b"x", "a.pdf", "文件是 PDF；请给出 .txt、.md、.docx、.doc 或 .wps，PDF 请先识别为文字"),
        (b"x", "a.png", "不支持 .png 文件；请给出 .txt、.md、.docx、.doc 或 .wps"),
        (b"a\0b", "a.txt", "文件里有空字节，不是文本；请给出 .txt、.md、.docx、.doc 或 .wps 文件"),
        (b"\xff\xff\xff", "a.txt", "文件的文字编码无法识别；请另存为 UTF-8 或 GB 18030 编码的文本再试"),
        (b"\xff\xfe\x00", "a.txt", "文件的文字编码无法识别；请另存为 UTF-8 或 GB 18030 编码的文本再试"),
    ],
)
def test_read_other_files_are_refused(content: bytes, name: str, told: str) -> None:
    assert _refused(content, name) == told


def test_read_long_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LARGEST_TEXT", 4)
    with pytest.raises(TooLargeError, match=r"^文本有 0\.0 MB；最多 0 MB，请拆分$"):
        read(b"12345", "a.txt")


def test_read_old_file_is_converted(tmp_path: Path) -> None:
    program = _converter(tmp_path)
    for content, name in (
        (OLE, "a.doc"),
        (OLE, "a.wps"),
        (b"{\\rtf1}", "a.rtf"),
        (OLE, "a.docx"),
        (OLE, "a.txt"),
    ):
        assert read(content, name, soffice=program).elements[1].text == "请值班。"


def test_to_docx_without_a_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert _refused(OLE, "a.doc") == (
        "读取 .doc 需要 LibreOffice，本机没有找到 soffice；请安装，或者另存为 .docx 再试"
    )


def test_to_docx_program_that_makes_nothing_fails_or_cannot_start(tmp_path: Path) -> None:
    with pytest.raises(ConverterError, match=r"^LibreOffice 没有转出这份 \.doc 文件；文件可能已损坏"):
        office.to_docx(OLE, ".doc", soffice=_program(tmp_path, "exit 0"))
    with pytest.raises(ConverterError, match=r"^LibreOffice 转换 \.wps 失败（状态 3）；请另存为"):
        office.to_docx(OLE, ".wps", soffice=_program(tmp_path, "exit 3"))
    with pytest.raises(ConverterError, match="不能启动：No such file or directory"):
        office.to_docx(OLE, ".doc", soffice=str(tmp_path / "none"))


def test_to_docx_slow_program_is_ended_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.2)
    program = _program(tmp_path, f"sleep 30 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(ConverterError, match=r"^LibreOffice 转换 \.doc 超过 0\.2 秒；请另存为 \.docx 再试$"):
        office.to_docx(OLE, ".doc", soffice=program)
    child = (tmp_path / "child").read_text(encoding="utf-8").strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    ).stdout
    assert state.strip()[:1] in {"", "Z"}


def test_to_docx_long_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LARGEST_FILE", 3)
    with pytest.raises(TooLargeError, match=r"^文件有 0 MB；最多 0 MB$"):
        office.to_docx(OLE, ".doc")


def test_read_error_names_are_one_family() -> None:
    assert issubclass(UnreadableError, DocformError)
