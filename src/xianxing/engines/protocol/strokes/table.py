"""The strokes of each character, and what decides between characters written with the same strokes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from xianxing.engines.protocol.errors import BadTableError, UnknownCharacterError

STROKES_FILE = "strokes.tsv"
STRUCTURE_FILE = "structure.tsv"
STRUCTURES = "左上整"
_CLASSES = re.compile(r"[1-5]+")


@dataclass(frozen=True, slots=True)
class StrokeTable:
    """`strokes` gives each character's strokes in order as classes 1-5 (横竖撇点折: 提 counts as 横, 捺 as 点,
    竖钩 as 竖, every other turn or hook as 折); `places` the order of characters whose strokes are all equal.

    Source: strokes from cnchar-order 3.2.6 (MIT); classes S30; ties in `structure.tsv`.
    """

    strokes: Mapping[str, str]
    places: Mapping[str, int]

    def of(self, character: str, name: str) -> str:
        """The strokes of a character of that name. Raises: UnknownCharacterError. Source: the table."""
        try:
            return self.strokes[character]
        except KeyError:
            raise UnknownCharacterError(
                f"笔画表中没有“{character}”（{name}）；请按笔顺给出它的笔画，"
                f"1 横 2 竖 3 撇 4 点 5 折，如 strokes：{{'{character}': '25112'}}"
            ) from None

    def with_characters(self, extra: Mapping[str, str]) -> "StrokeTable":
        """The table with characters entered by hand. Raises: BadTableError. Source: the person who entered them."""
        for character, strokes in extra.items():
            if len(character) != 1 or not _CLASSES.fullmatch(strokes):
                raise BadTableError(f"笔画 {character}：{strokes} 无法识别；应为一个字和由 1 到 5 组成的笔顺")
        return StrokeTable({**self.strokes, **extra}, self.places)


def load_table() -> StrokeTable:
    """The packaged table of 6,939 characters.

    Raises: BadTableError when a packaged file is damaged. Source: as `StrokeTable`.
    """
    folder = resources.files(__package__)
    return StrokeTable(
        parse_strokes(folder.joinpath(STROKES_FILE).read_text("utf-8")),
        parse_structure(folder.joinpath(STRUCTURE_FILE).read_text("utf-8")),
    )


def parse_strokes(text: str) -> dict[str, str]:
    """Strokes by character from lines of a character, a tab and classes 1-5.

    Raises: BadTableError with the line number. Source: the form of `strokes.tsv`.
    """
    found = dict[str, str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            character, _, strokes = line.partition("\t")
            if len(character) != 1 or strokes.strip("12345") or not strokes:
                raise BadTableError(
                    f"笔画表第 {number} 行无法识别：{line}；应为“字、制表符、由 1 到 5 组成的笔顺”"
                )
            found[character] = strokes
    return found


def parse_structure(text: str) -> dict[str, int]:
    """The place of each character in its group, from 0.

    Raises: BadTableError for a line whose structures do not stand in the order 左, 上, 整.
    Source: the form of `structure.tsv`.
    """
    found = dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            characters, _, structures = line.partition("\t")
            classes = [STRUCTURES.find(each) for each in structures]
            if len(characters) != len(structures) or -1 in classes or classes != sorted(classes):
                raise BadTableError(
                    f"结构表第 {number} 行无法识别：{line}；应为“依次各字、制表符、各字结构（左上整）”"
                )
            found.update((character, at) for at, character in enumerate(characters))
    return found
