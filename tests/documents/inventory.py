"""Everything that the documents must name, found in the product itself. Needs Django to be set up."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click
from django.apps import apps

import xianxing.engines
from xianxing.office.duty import folders, manifests, resolve

SETTING = re.compile(r"\bXIANXING_[A-Z][A-Z_]*[A-Z]\b")
SECTIONS = ("Duties", "Office modules", "Engines", "Models", "Ledger verbs", "Permissions")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the section of ``docs/terms.md`` it belongs in, and what the code says about it."""

    section: str
    name: str
    chinese: str
    meaning: str


def terms() -> tuple[Term, ...]:
    """Return every duty, office module, engine, model, ledger verb and permission, by section and name."""
    found = [*_folders(), *_engines(), *_models(), *_verbs(), *_permissions()]
    return tuple(sorted(found, key=lambda term: (SECTIONS.index(term.section), term.name)))


def _folders() -> Iterator[Term]:
    for manifest in manifests():
        is_duty = f"xianxing.duties.{manifest.name}" in folders()
        section = "Duties" if is_duty else "Office modules"
        yield Term(section, manifest.name, str(manifest.title), str(manifest.standard))


def _engines() -> Iterator[Term]:
    for module in pkgutil.iter_modules(xianxing.engines.__path__):
        if module.ispkg:
            engine = importlib.import_module(f"xianxing.engines.{module.name}")
            yield Term("Engines", module.name, "", first_line(engine))


def _models() -> Iterator[Term]:
    for model in apps.get_models():
        if model.__module__.startswith("xianxing."):
            meaning = "" if (model.__doc__ or "").startswith(f"{model.__name__}(") else first_line(model)
            yield Term("Models", model._meta.label, "", meaning)


def _verbs() -> Iterator[Term]:
    for manifest in manifests():
        for verb, wording in manifest.verbs.items():
            _, subject, participle = verb.split(".")
            yield Term("Ledger verbs", verb, str(wording), f"{subject} {participle}".replace("_", " "))


def _permissions() -> Iterator[Term]:
    kind = type(resolve("xianxing.office.access.roles:is_office_member"))
    found = {
        name: getattr(predicate, "test", None)
        for folder in folders()
        for module in permission_modules(folder)
        for name, predicate in vars(module).items()
        if isinstance(predicate, kind) and not name.startswith("_")
    }
    for name, test in found.items():
        yield Term("Permissions", name, "", first_line(test))


def permission_modules(package_name: str) -> Iterator[ModuleType]:
    """Yield the modules of a folder in which its permissions stand."""
    package = importlib.import_module(package_name)
    for module in pkgutil.iter_modules(package.__path__, f"{package_name}."):
        if module.name.rpartition(".")[2] in {"permissions", "predicates", "roles"}:
            yield importlib.import_module(module.name)


def first_line(described: object) -> str:
    """Return the first line of a docstring without its full stop."""
    text = (getattr(described, "__doc__", None) or "").strip()
    return text.split("\n")[0].rstrip(".") if text else ""


def commands(group: click.Group, prefix: str = "xianxing") -> Iterator[str]:
    """Yield every command that does something, with its groups: ``xianxing people import``."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        elif command is not None and not command.hidden:
            yield f"{prefix} {name}"


def environment_settings(repository: Path) -> frozenset[str]:
    """Return every ``XIANXING_*`` variable that code, Makefile or continuous integration reads."""
    paths = [path for root in ("src", "tests", "bench") for path in (repository / root).rglob("*.py")]
    paths += [repository / "Makefile", repository / ".ci" / "run", repository / "conftest.py"]
    return frozenset(name for path in paths for name in SETTING.findall(path.read_text(encoding="utf-8")))
