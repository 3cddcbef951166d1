"""The pieces a sheet is made of, as the layout reads them: plain values, text only as text."""

from collections.abc import Sequence

from xianxing.engines.docform.typeset.settings import Role

Json = None | bool | int | float | str | Sequence["Json"] | dict[str, "Json"]
Block = dict[str, Json]

_LONGEST_WORD = 24


def run(text: str, role: Role = Role.FANG) -> Block:
    """A stretch of text in one face; a very long Latin word gets places where it may break. Source: none."""
    return {"text": breakable(text), "face": role.value}


def block(kind: str, **values: Json) -> Block:
    """A piece of the flow of one kind. Source: none."""
    return {"kind": kind, **values}


def breakable(text: str, longest: int = _LONGEST_WORD) -> str:
    """`text` with a place to break in every `longest` characters of a Latin word that its line could not hold.

    Source: none; without it such a word runs off the page.
    """
    parts: list[str] = []
    length = 0
    for character in text:
        length = length + 1 if character.isascii() and not character.isspace() else 0
        parts.append(character)
        if length and length % longest == 0:
            parts.append("\u200b")
    return "".join(parts)
