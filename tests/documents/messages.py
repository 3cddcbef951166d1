"""The catalogue of translations: Chinese messages found in code and templates, and their English.

``python -m tests.documents.messages`` brings ``django.po`` up to date: new messages come in empty, kept ones
keep their English, those that are gone are dropped. ``--unmarked`` lists Chinese in Django code that no
translation function sees. Only Babel is needed; gettext's tools are not.
"""

import argparse
import ast
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.architecture.sources import SourceFile, read_sources
from tests.documents.texts import has_chinese

PATH = Path("src/xianxing/locale/en/LC_MESSAGES/django.po")
SIMPLE = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
PLURAL = frozenset({"ngettext", "ngettext_lazy"})
CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
FUNCTIONS = SIMPLE | PLURAL | CONTEXT
CALL = re.compile(r"\b(?:n|p|np)?gettext\(|(?<!\w)_\(")
HEADER = """# English of the product's messages, which are written in Chinese.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
DJANGO_FOLDERS = frozenset({"office", "duties", "site"})
Message = tuple[str, str | tuple[str, str], str | None]
"""File, message (a pair where it has a plural), context."""


def messages(repository: Path) -> Iterator[Message]:
    """Yield every message of the product's code and templates that holds Chinese."""
    for file in read_sources(repository):
        if file.is_product:
            for name, found in in_python(file.tree):
                yield from _shaped(str(file.path), name, found)
    for path in sorted((repository / "src").glob("**/templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            where = path.relative_to(repository).as_posix()
            for name, found in in_template(path.read_text(encoding="utf-8"), where):
                yield from _shaped(where, name, found)


def in_python(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the translation calls of a module: the function's name and its texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            values = [item.value for item in node.args if isinstance(item, ast.Constant)]
            texts = tuple(value for value in values if isinstance(value, str))
            if texts:
                yield node.func.id, texts


def in_template(text: str, where: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the translation calls of a template: the function's name and its texts."""
    calls = templatize(text, origin=where)
    for start in CALL.finditer(calls):
        yield from in_python(ast.parse(_balanced(calls, start.start()), mode="eval"))


def _balanced(text: str, start: int) -> str:
    """Return the call that begins at ``start``, up to the bracket that closes it."""
    for end in range(start, len(text)):
        if text[end] == ")":
            call = text[start : end + 1]
            try:
                ast.parse(call, mode="eval")
            except SyntaxError:
                continue
            return call
    raise ValueError(f"no end of the call {text[start : start + 40]!r}")


def _shaped(where: str, name: str, found: tuple[str, ...]) -> Iterator[Message]:
    if not any(map(has_chinese, found)):
        return
    if name in PLURAL:
        yield where, (found[0], found[1]), None
    elif name in CONTEXT:
        yield where, found[1], found[0]
    else:
        yield where, found[0], None


def updated(catalogue: Catalog, repository: Path) -> Catalog:
    """Return a catalogue of the product's messages with the English that the old one has for them."""
    fresh = Catalog(locale="en", fuzzy=False)
    for where, found, context in messages(repository):
        fresh.add(found, locations=[(where, 0)], context=context)
    for message in fresh:
        old = catalogue.get(message.id, message.context) if message.id else None
        if old is not None and old.string:
            message.string = old.string
    return fresh


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue of a file, an empty one where there is none."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as stream:
        return read_po(stream, locale="en")


def unmarked(repository: Path) -> Iterator[str]:
    """Yield Chinese literals of Django code that stand in no translation call, docstrings left out."""
    for file in read_sources(repository):
        is_django = DJANGO_FOLDERS.intersection(file.path.parts[2:3]) and file.path.name != "engine.py"
        if file.is_product and is_django:
            seen = {text for _, found in in_python(file.tree) for text in found}
            yield from (
                f"{file.path}:{line}: {text}" for line, text in chinese_literals(file) if text not in seen
            )


def chinese_literals(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Yield line and text of every literal that holds Chinese, docstrings left out."""
    documentation = {node.value for node in ast.walk(file.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(file.tree):
        text = node.value if isinstance(node, ast.Constant) and node not in documentation else ""
        if isinstance(node, ast.Constant) and isinstance(text, str) and has_chinese(text):
            yield node.lineno, text


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write the catalogue in order of file, with a header that no tool's version changes."""
    body = BytesIO()
    write_po(body, catalogue, width=100, sort_by_file=True, include_lineno=False, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body.getvalue().decode(), encoding="utf-8")


def main() -> None:
    """Write the catalogue, or list what is not marked."""
    parser = argparse.ArgumentParser(prog="python -m tests.documents.messages", description=__doc__)
    parser.add_argument("--unmarked", action="store_true", help="list Chinese that nothing translates")
    if parser.parse_args().unmarked:
        print(*unmarked(Path.cwd()), sep="\n")
        return
    catalogue = updated(read_catalogue(PATH), Path.cwd())
    write_catalogue(catalogue, PATH)
    empty = sum(1 for message in catalogue if message.id and not message.string)
    print(f"{len(catalogue)} messages, {empty} without English, in {PATH}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings_test")
    django.setup()
    main()
