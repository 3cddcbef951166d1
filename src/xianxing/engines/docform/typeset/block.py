"""The pieces a sheet is made of, as the layout reads them: plain values, text only as text."""

from collections.abc import Sequence

from xianxing.engines.docform.typeset.settings import Role

Json = None | bool | int | float | str | Sequence["Json"] | dict[str, "Json"]
Block = dict[str, Json]

_LONGEST_WORD = 24


def run(text: str, role: Role = Role.FANG) -> Block:
    """A stretch of text in one face; a very long Latin word gets places where it may break. Source: none."""
    return {"text": _breakable(text), "face": role.value}


def block(kind: str, **values: Json) -> Block:
    """A piece of the flow of one kind. Source: none."""
    return {"kind": kind, **values}


def _breakable(text: str) -> str:
    """`text` with a zero-width space after every 12 characters of a word that no line could hold."""
    if text.isascii() and len(text) <= _LONGEST_WORD:
        return text
    parts: list[str] = []
    length = 0
    for character in text:
        length = length + 1 if character.isascii() and not character.isspace() else 0
        parts.append(character)
        if length >= _LONGEST_WORD and length % 12 == 0:
            parts.append("\u200b")
    return "".join(parts)
