"""Which organs a title or a line of signatures names."""

import re

from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.parsing.shapes import is_organ

_MATTER = re.compile(r"关于|印发|转发|批转|对(?=.{0,40}(?:答复|批复))|令第|命令|令$")
_TYPE_WORD = re.compile(r"(?:公告|通告|公报|决定|通知)$")
_DIVIDERS = re.compile(r"[、，,\s]+")
_LONGEST = 200


def issuers_of(title: str) -> tuple[str, ...]:
    """The organs that a title names before its matter, in order, without blanks inside.

    Source: 条例 第九条第七项 (a title begins with the name of the issuing organ).
    """
    text = title.strip().removeprefix("《")[:_LONGEST]
    for each in (text, squeezed(text)):
        stop = _MATTER.search(each)
        named = each[: stop.start()] if stop else _TYPE_WORD.sub("", each)
        organs = split_organs(named)
        if organs:
            return organs
    return ()


def split_organs(text: str) -> tuple[str, ...]:
    """The organs in a list divided by 、 ， or blanks; empty when a part of it is none."""
    parts = tuple(part for part in _DIVIDERS.split(text.strip()) if part)
    return parts if parts and all(len(part) >= 2 and is_organ(part) for part in parts) else ()
