"""Files of confirmations."""

from pathlib import Path

import pytest

from xianxing.engines.triage import Confirmation, ConfirmationError, Message
from xianxing.engines.triage.confirmed import read_confirmations


def written(folder: Path, content: bytes) -> Path:
    path = folder / "confirmed.csv"
    path.write_bytes(content)
    return path


def test_confirmations_of_a_file_keep_order_and_ignore_other_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path, "\ufefflabel,title,body,user\n城乡建设,停水,水压低,甲\n 教育文体 ,,学区,乙\n".encode()
    )
    assert read_confirmations(path) == (
        Confirmation(Message("停水", "水压低"), "城乡建设"),
        Confirmation(Message("", "学区"), "教育文体"),
    )


def test_confirmations_of_a_short_row_take_the_missing_text_as_empty(tmp_path: Path) -> None:
    path = written(tmp_path, "label,title,body\n城乡建设\n".encode())
    assert read_confirmations(path) == (Confirmation(Message("", ""), "城乡建设"),)


def test_confirmations_of_a_heading_alone_are_none(tmp_path: Path) -> None:
    assert read_confirmations(written(tmp_path, b"title,body,label\n")) == ()


@pytest.mark.parametrize(
    ("content", "missing"),
    [(b"", "title、body、label"), (b"title,text,label\n", "body"), (b"title\n", "body、label")],
)
def test_confirmations_without_a_column_are_refused(tmp_path: Path, content: bytes, missing: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ConfirmationError) as refused:
        read_confirmations(path)
    assert str(refused.value) == f"{path} 缺少列 {missing}；应有列 title、body、label"


@pytest.mark.parametrize("row", ["停水,水压低, \n", "停水,水压低\n"])
def test_confirmation_without_a_label_is_refused(tmp_path: Path, row: str) -> None:
    path = written(tmp_path, f"title,body,label\n招生,学区,教育文体\n{row}".encode())
    with pytest.raises(ConfirmationError) as refused:
        read_confirmations(path)
    assert str(refused.value) == "已确认办件第 2 条没有标签；请填写 label 列或删去这一条"


@pytest.mark.parametrize("content", [None, "title,body,label\n停水,水压低,城乡建设\n".encode("gbk")])
def test_confirmations_that_cannot_be_read_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "missing.csv" if content is None else written(tmp_path, content)
    with pytest.raises(ConfirmationError) as refused:
        read_confirmations(path)
    assert str(refused.value) == f"读不了已确认办件 {path}；请给出 UTF-8 编码的 CSV 文件"
