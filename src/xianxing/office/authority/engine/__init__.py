"""Laws as text: parsed, keyed, hashed. Pure."""

from xianxing.office.authority.engine.law import (
    Article,
    ClauseText,
    Item,
    Paragraph,
    ParsedLaw,
    article_label,
    clause_texts,
    text_hash,
)
from xianxing.office.authority.engine.parsing import parse_law

__all__ = [
    "Article",
    "ClauseText",
    "Item",
    "Paragraph",
    "ParsedLaw",
    "article_label",
    "clause_texts",
    "parse_law",
    "text_hash",
]
