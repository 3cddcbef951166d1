"""Build hook: compiles the catalogues of translations, so that a wheel needs neither gettext nor Babel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Return the ``.mo`` files written, one beside each ``.po`` file below ``root``.

    A catalogue that is marked fuzzy as a whole is compiled too: gettext's own tool writes that mark by
    default, and a compiler that honours it would drop the language without a word.
    """
    written = []
    for source in sorted(root.glob("src/xianxing/**/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        target = source.with_suffix(".mo")
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        compile_catalogues(Path(self.root))
