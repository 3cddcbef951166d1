"""What the proofreader answers: findings with their place, rule and source."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The families of findings; each can be switched off."""

    SPELLING = "spelling"
    OMISSION = "omission"
    WORDING = "wording"
    PARTICLE = "particle"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    NUMBERING = "numbering"
    PAIRING = "pairing"
    PLACEHOLDER = "placeholder"
    CITATION = "citation"
    NAME = "name"
    PLACE = "place"
    LISTED = "listed"
    CONTRADICTION = "contradiction"
    REPETITION = "repetition"
    SCRAPED = "scraped"
    WASHED = "washed"


KIND_NAMES = {
    Kind.SPELLING: "错别字词",
    Kind.OMISSION: "多字漏字",
    Kind.WORDING: "语序搭配",
    Kind.PARTICLE: "的地得",
    Kind.PUNCTUATION: "标点符号",
    Kind.NUMBER: "数字计量日期",
    Kind.NUMBERING: "层次序号",
    Kind.PAIRING: "成对符号",
    Kind.PLACEHOLDER: "未填内容",
    Kind.CITATION: "法规引用",
    Kind.NAME: "机构职务",
    Kind.PLACE: "地名",
    Kind.LISTED: "禁用慎用词",
    Kind.CONTRADICTION: "前后矛盾",
    Kind.REPETITION: "重复语句",
    Kind.SCRAPED: "转抄残留",
    Kind.WASHED: "洗稿痕迹",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Why something is a finding: the rule in words, and where it is written."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `text[start:end]` (code points) is `wrong`; `suggestions` are in order, best first.

    `confidence` is 0 to 1. `applies` says that the first suggestion is sure enough to be put in unasked;
    matters of form and of fact are always left to the reader.
    """

    start: int
    end: int
    wrong: str
    suggestions: tuple[str, ...]
    kind: Kind
    rule: Rule
    confidence: float
    applies: bool = False

    def moved(self, by: int) -> "Finding":
        """The same finding in a text that starts `by` code points earlier. Source: DESIGN section 3."""
        return Finding(
            self.start + by,
            self.end + by,
            self.wrong,
            self.suggestions,
            self.kind,
            self.rule,
            self.confidence,
            applies=self.applies,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a text in order of place, and the text with the sure ones applied."""

    text: str
    corrected: str
    findings: tuple[Finding, ...]


def found(
    text: str, start: int, end: int, kind: Kind, rule: Rule, *suggestions: str, confidence: float
) -> Finding:
    """A finding at `text[start:end]` that is left to the reader. Source: DESIGN section 3."""
    return Finding(start, end, text[start:end], suggestions, kind, rule, confidence)
