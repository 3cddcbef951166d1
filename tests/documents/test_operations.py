from pathlib import Path

import click
import pytest

from tests.documents.inventory import commands, environment_settings
from xianxing.office.duty import resolve


@pytest.fixture(scope="module")
def document(repository: Path) -> str:
    return (repository / "docs" / "operations.md").read_text(encoding="utf-8")


def test_commands_of_product_are_all_in_operations(document: str) -> None:
    product = resolve("xianxing.site.cli:office")
    assert isinstance(product, click.Group)
    assert [command for command in commands(product) if f"`{command}" not in document] == []


def test_settings_of_product_are_all_in_operations(document: str, repository: Path) -> None:
    assert [name for name in sorted(environment_settings(repository)) if f"`{name}`" not in document] == []
