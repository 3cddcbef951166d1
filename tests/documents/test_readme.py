"""What the README and its Chinese twin say can be done, and what they point to, exists."""

import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest

from tests.documents.inventory import commands
from tests.documents.texts import shell_lines
from xianxing.office.duty import resolve

READMES = ("README.md", "README.zh-CN.md")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def makefile_targets(repository: Path) -> set[str]:
    return set(TARGET.findall((repository / "Makefile").read_text(encoding="utf-8")))


def is_known(line: str, targets: set[str], product: set[str]) -> bool:
    """Return whether a shell line calls a target, a command or a module that exists."""
    words = shlex.split(line.rpartition("|")[2])
    if words[0] == "make":
        return all(word in targets for word in words[1:] if "=" not in word)
    if words[0].endswith("/xianxing"):
        return any(f"xianxing {' '.join(words[1:])} ".startswith(f"{command} ") for command in product)
    if words[1:2] == ["-m"]:
        return importlib.util.find_spec(words[2]) is not None
    return words[0] in {"createuser", "createdb"}


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/operations.md"])
def test_commands_of_document_all_exist(name: str, repository: Path) -> None:
    product = resolve("xianxing.site.cli:office")
    assert isinstance(product, click.Group)
    known, targets = set(commands(product)), makefile_targets(repository)
    lines = shell_lines((repository / name).read_text(encoding="utf-8"))
    assert [line for line in lines if not is_known(line, targets, known)] == []


def test_line_with_unknown_target_command_or_module_is_refused() -> None:
    targets, product = {"run"}, {"xianxing ledger verify"}
    for line in (
        "make fly",
        ".venv/bin/xianxing ledger forge",
        "echo 1 | python -m xianxing.engines.nothing",
        "rm -r x",
    ):
        assert not is_known(line, targets, product)
    for line in (
        "make run PORT=1",
        ".venv/bin/xianxing ledger verify",
        "echo 1 | python -m xianxing.site.cli",
    ):
        assert is_known(line, targets, product)


def test_readmes_give_the_same_commands(repository: Path) -> None:
    english, chinese = (shell_lines((repository / name).read_text(encoding="utf-8")) for name in READMES)
    assert english == chinese


@pytest.mark.parametrize("name", [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "STYLE.md"])
def test_links_of_document_lead_to_files(name: str, repository: Path) -> None:
    links = LINK.findall((repository / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (repository / link).exists()] == []


def test_engines_and_duties_each_have_their_page(repository: Path) -> None:
    source = repository / "src" / "xianxing"
    wanted = [
        f"docs/{part}/{folder.name}.md"
        for part in ("engines", "duties")
        for folder in sorted((source / part).iterdir())
        if (folder / "__init__.py").exists()
    ]
    assert [page for page in wanted if not (repository / page).exists()] == []


def test_folders_of_product_each_have_a_readme(repository: Path) -> None:
    source = repository / "src" / "xianxing"
    folders = [path.parent for path in source.glob("*/*/__init__.py") if path.parent.name != "tests"]
    kept = [folder for folder in folders if folder.parent.name in {"engines", "office", "duties"}]
    assert [folder.name for folder in sorted(kept) if not (folder / "README.md").exists()] == []
