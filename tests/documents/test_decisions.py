import re
from pathlib import Path

import pytest

SECTIONS = ("Context", "Decision", "Consequences", "Runner-up")
HEADING = re.compile(r"^# (\d{4})\. \S.*$", re.MULTILINE)
STATUS = re.compile(r"^Status: (proposed|accepted|superseded by \d{4})$", re.MULTILINE)
DATE = re.compile(r"^Date: \d{4}-\d{2}-\d{2}$", re.MULTILINE)


@pytest.fixture(scope="module")
def records(repository: Path) -> dict[str, str]:
    paths = sorted((repository / "docs" / "adr").glob("*.md"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def test_decision_record_has_status_and_date(records: dict[str, str]) -> None:
    assert [name for name, text in records.items() if not (STATUS.search(text) and DATE.search(text))] == []


def test_decision_record_has_every_section(records: dict[str, str]) -> None:
    lacking = [
        f"{name}: {section}"
        for name, text in records.items()
        for section in SECTIONS
        if f"\n## {section}\n" not in text
    ]
    assert lacking == []


def test_decision_records_are_numbered_without_gap(records: dict[str, str]) -> None:
    headings = [found.group(1) for text in records.values() if (found := HEADING.search(text))]
    assert [name[:4] for name in records] == headings
    assert [int(number) for number in headings] == list(range(1, len(records) + 1))
