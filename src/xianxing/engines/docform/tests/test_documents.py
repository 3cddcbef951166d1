"""The documents name everything that the engine has."""

from pathlib import Path

import pytest

from xianxing.engines.docform.checking import all_rules
from xianxing.engines.docform.terms import Kind, Strength

GUIDE = Path(__file__).resolve().parents[5] / "docs" / "engines" / "docform.md"


@pytest.fixture(name="guide")
def read_guide() -> str:
    """The text of the guide."""
    return GUIDE.read_text(encoding="utf-8")


def test_guide_lists_every_rule_with_strength_and_clause(guide: str) -> None:
    rows = [
        line
        for line in guide.splitlines()
        if line.startswith("| `") and line.count("|") == 4 and "." in line[:30]
    ]
    assert rows == [f"| `{each.name}` | {each.strength} | {each.clause or '-'} |" for each in all_rules()]


def test_guide_names_every_kind_and_strength(guide: str) -> None:
    assert all(f"`{each}`" in guide for each in (*Kind, *Strength))
