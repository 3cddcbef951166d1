"""Confirmations from a file of the office."""

import csv
from pathlib import Path

from xianxing.engines.triage.errors import ConfirmationError
from xianxing.engines.triage.types import Confirmation, Message

COLUMNS = ("title", "body", "label")


def read_confirmations(path: Path) -> tuple[Confirmation, ...]:
    """The rows of a CSV file (UTF-8) with the columns title, body and label; further columns are ignored.

    Raises:
        ConfirmationError: the file cannot be read, a column is missing, or a row has no label.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            columns = reader.fieldnames or ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfirmationError(f"读不了已确认办件 {path}；请给出 UTF-8 编码的 CSV 文件") from error
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise ConfirmationError(f"{path} 缺少列 {'、'.join(missing)}；应有列 {'、'.join(COLUMNS)}")
    return tuple(_confirmation(number, row) for number, row in enumerate(rows, 1))


def _confirmation(number: int, row: dict[str, str]) -> Confirmation:
    label = (row["label"] or "").strip()
    if not label:
        raise ConfirmationError(f"已确认办件第 {number} 条没有标签；请填写 label 列或删去这一条")
    return Confirmation(Message(row["title"] or "", row["body"] or ""), label)
