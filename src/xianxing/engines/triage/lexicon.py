"""The packaged keywords: themes of Chinese government work with the words people use for them.

Form of a file: `# first-level name | other names of it`, `## group`, then `theme: words`; a star marks a
word that nearly decides. The words were written from general knowledge of the trade, not from any corpus.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from xianxing.engines.triage.errors import LexiconError
from xianxing.text import fold

DECISIVE = 2.0
PLAIN = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """One line of keywords: where it belongs by name, and each word with its strength."""

    area: str
    aliases: tuple[str, ...]
    group: str
    name: str
    words: tuple[tuple[str, float], ...]


def load_lexicon() -> tuple[Theme, ...]:
    """Every packaged theme, in the order of the files' names. Source: docs/engines/triage.md, "Keywords"."""
    return parse_lexicon(_lines())


def lexicon_digest() -> str:
    """SHA-256 of the packaged keywords: what was learned on top of them fits only the same words."""
    return hashlib.sha256("\n".join(_lines()).encode()).hexdigest()


def parse_lexicon(lines: Iterable[str]) -> tuple[Theme, ...]:
    """The themes of lexicon lines; blank lines are skipped.

    Raises:
        LexiconError: a theme stands before its area and group, or a line has no colon.
    """
    area: tuple[str, tuple[str, ...]] | None = None
    group = ""
    themes = []
    for number, line in enumerate(lines, 1):
        if line.startswith("# "):
            name, _, aliases = line[2:].partition("|")
            area, group = (name.strip(), tuple(aliases.split())), ""
        elif line.startswith("## "):
            group = line[3:].strip()
        elif line.strip():
            name, colon, listed = line.partition(":")
            if area is None or not group or not colon:
                raise LexiconError(f"词库第 {number} 行是“{line}”；应在“# 领域”“## 类别”之后写“主题: 词 词”")
            themes.append(Theme(*area, group, name.strip(), tuple(map(_strength, listed.split()))))
    return tuple(themes)


def _strength(word: str) -> tuple[str, float]:
    return fold(word), DECISIVE if word.endswith("*") else PLAIN


def _lines() -> list[str]:
    folder = resources.files(__package__) / "lexicon"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name
    )
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
