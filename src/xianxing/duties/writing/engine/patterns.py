"""First words for every type of document, filled from what the office knows. Source: 条例 第八条, 第九条."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import Bearing
from xianxing.engines.docform import DocumentType, Form

FILE = Path(__file__).with_name("patterns.toml")


@dataclass(frozen=True, slots=True)
class Known:
    """What the office can fill in: names and days; the matter, brief or minute that the paper is about."""

    organ: str = ""
    office: str = ""
    superior: str = ""
    matter: str = ""
    detail: str = ""
    citation: str = ""
    day: str = ""
    signer: str = ""
    drafter: str = ""


BLANKS = {"matter": "〔事由〕", "detail": "〔具体内容〕。", "superior": "〔上级机关〕", "signer": "〔姓名〕"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of paper: its type where it is one of the fifteen, form, direction, use and first words."""

    key: str
    title: str
    use: str
    type: DocumentType | None
    form: Form
    bearing: Bearing
    words: Content

    def fill(self, known: Known) -> Content:
        """The first words with what is known in their places; 〔 〕 stays for what only a person knows."""
        values = {each.name: getattr(known, each.name) or BLANKS.get(each.name, "") for each in fields(known)}
        texts = {name: text.format_map(values) for name, text in self.words.as_mapping().items()}
        return Content.of(texts)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, the fifteen types first in the order of 条例 第八条."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["pattern"]
    return tuple(
        Pattern(
            key=row["key"],
            title=row["title"],
            use=row["use"],
            type=DocumentType(row["type"]) if "type" in row else None,
            form=Form(row.get("form", "ordinary")),
            bearing=Bearing(row.get("way", "down")),
            words=Content.of(row["fields"]),
        )
        for row in rows
    )


def pattern_of(key: str) -> Pattern | None:
    """The pattern of a key or of a type's Chinese name, None for an unknown one."""
    return next((each for each in patterns() if key in {each.key, each.title, str(each.type or "")}), None)


def citation(title: str, number: str) -> str:
    """How a document that is answered is cited: title first, number behind. Source: GB/T 9704-2012 7.3.3 (例)."""
    if not title:
        return ""
    name = title if title.startswith("《") else f"《{title}》"
    return f"{name}（{number}）收悉。" if number else f"{name}收悉。"


def unfilled(content: Content) -> tuple[str, ...]:
    """The blanks 〔…〕 that still stand in a paper; a year in 〔2026〕 is none."""
    found: list[str] = []
    text = content.whole()
    at = text.find("〔")
    while at >= 0:
        end = text.find("〕", at)
        inside = text[at + 1 : end] if end > at else ""
        if inside and not inside.isdigit():
            found.append(inside)
        at = text.find("〔", at + 1)
    return tuple(dict.fromkeys(found))
