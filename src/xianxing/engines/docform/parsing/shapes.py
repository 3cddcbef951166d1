"""How single lines look: numbers, dates, headings, organs. Every pattern is bounded, so a line is read once."""

import re
from datetime import date

from xianxing.engines.docform.parsing.lines import Line, squeezed
from xianxing.engines.docform.terms import DocumentType, Kind
from xianxing.text import parse_date

NUMERAL = "一二三四五六七八九十百零〇○"
_YEAR_DIGITS = "0-9０-９一二三四五六七八九〇○零ＯOo"
_ZEROS = str.maketrans({"Ｏ": "〇", "O": "〇", "o": "〇", "零": "〇", "○": "〇"})
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_DATE = re.compile(
    rf"[{_YEAR_DIGITS}]{{4}}年[{NUMERAL}0-9０-９元]{{1,3}}月(?:[{NUMERAL}廿卅0-9０-９]{{1,3}}[日号])?"
    r"|\d{4}([-./])\d{1,2}\1\d{1,2}"
)
_NUMBERS = (
    re.compile(
        r"[^，。：；、《》“”]{1,24}?[〔\[［【（(〈<{]\d{2,4}年?[〕\]］】）)〉>}][^\d，。：；]{0,3}?"
        rf"[\d{NUMERAL}]{{1,6}}号"
    ),
    re.compile(r"[（(〔\[［【]\d{2,4}[）)〕\]］】][^\d，。：；《》]{1,16}\d{1,6}号"),
    re.compile(rf"(?:[^，。：；《》]{{0,20}}令)?第[\d{NUMERAL}]{{1,6}}[号期]"),
    re.compile(r"[\u4e00-\u9fff]{1,12}\d{4}年?[-—]?第?\d{1,5}号"),
    re.compile(r"[〔\[［【（(]\d{2,4}[〕\]］】）)]第?\d{1,6}号"),
)
_COPY_NUMBER = re.compile(r"(?:份号[:：]?)?(?:№|No\.?)?\d{3,8}")
_CLASSIFICATION = re.compile(
    r"(?:绝密|机密|秘密)(?:[★☆*].{0,8}|\d{1,3}个?[年月天日]|[一二三四五六七八九十]{1,3}年|长期)?"
)
_URGENCY = re.compile(r"特提|特急|加急|平急|急件|紧急|急")
_SIGNER = re.compile(r"签发人(?:[:：]|$)")
_HEADINGS = (
    (1, re.compile(rf"[{NUMERAL}]{{1,5}}\s*[、.．]")),
    (2, re.compile(rf"[（(]\s*[{NUMERAL}]{{1,5}}\s*[）)]")),
    (3, re.compile(r"\d{1,3}\s*(?:[.．](?!\d)|、)")),
    (4, re.compile(r"[（(]\s*\d{1,3}\s*[）)]")),
    (5, re.compile(rf"第[{NUMERAL}\d]{{1,7}}条(?:之[{NUMERAL}])?(?![第款项规])")),
    (6, re.compile(rf"第[{NUMERAL}\d]{{1,5}}[章节编](?=\s|$)|第[{NUMERAL}\d]{{1,5}}[章编](?![第节])")),
)
_OUTLINE = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){0,3})[\s\u3000]+(?=\S)")
_SENTENCE_END = tuple("。；;：:，,？！?!…")
_ORGAN_END = re.compile(
    r"(?:部|厅|局|委|院|会|办|府|署|处|室|组|中心|银行|公司|集团|学校|大学|医院|兵团|总部|法院|检察院|军区|"
    r"司令部|政协|人大|党组|总社|协会|联合会|总会|指挥部|工会|妇联|团委|支队|总队|站|所|社|馆|科|院校|协调机制|海关|军|企业|党校|"
    r"中央|书记处|台|报|厂|矿|团|队|校|联|协|庭|店|行|政府)"
    r"(?:[（(][^（）()]{1,12}[）)])?"
)
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{0,15}?(?:总理|主席|市长|省长|县长|区长|州长|旗长|镇长|乡长|部长|主任|局长|厅长|署长|院长|检察长|"
    r"委员长|行长|书记|秘书长|审计长|校长|总经理|董事长|司令员|政治委员)[\u4e00-\u9fff·]{2,6}"
)
_TYPES = (
    ("决议", DocumentType.RESOLUTION),
    ("决定", DocumentType.DECISION),
    ("命令", DocumentType.ORDER),
    ("令", DocumentType.ORDER),
    ("公报", DocumentType.COMMUNIQUE),
    ("公告", DocumentType.ANNOUNCEMENT),
    ("通告", DocumentType.PUBLIC_NOTICE),
    ("意见", DocumentType.OPINION),
    ("通知", DocumentType.NOTICE),
    ("通报", DocumentType.CIRCULAR),
    ("报告", DocumentType.REPORT),
    ("请示", DocumentType.REQUEST),
    ("批复", DocumentType.REPLY),
    ("议案", DocumentType.BILL),
    ("函", DocumentType.LETTER),
    ("答复", DocumentType.LETTER),
    ("纪要", DocumentType.MINUTES),
)
_TRAILER = re.compile(r"[（(][^（）()]{1,20}[）)]$")
_CLOSERS = "。.！!；;，,、：:"


def head_kind(line: Line) -> Kind | None:
    """What a line above the title is by its looks alone, None when it is none of these. Source: 7.2.1-7.2.6."""
    text = line.plain
    if len(text) > 60:
        return None
    if _SIGNER.match(text):
        return Kind.SIGNER
    for kind, pattern in (
        (Kind.COPY_NUMBER, _COPY_NUMBER),
        (Kind.CLASSIFICATION, _CLASSIFICATION),
        (Kind.URGENCY, _URGENCY),
    ):
        if pattern.fullmatch(text):
            return kind
    return Kind.NUMBER if is_number(text) else None


def is_number(plain: str) -> bool:
    """Whether the whole text, blanks taken out, is a document number. Source: 7.2.5."""
    return plain[-1:] in {"号", "期"} and any(pattern.fullmatch(plain) for pattern in _NUMBERS)


def is_date(plain: str) -> bool:
    """Whether the whole text, blanks taken out, is a date. Source: 7.3.5.4."""
    return len(plain) <= 20 and _DATE.fullmatch(plain) is not None


def trailing_date(plain: str) -> str:
    """The date at the end of the text, empty when there is none or nothing stands before it."""
    tail = plain[-16:]
    for found in _DATE.finditer(tail):
        if found.end() == len(tail) and len(plain) > len(found[0]):
            return found[0]
    return ""


def day_of(text: str) -> date | None:
    """The day that a date means; O and ○ count as zero. None when it names no day."""
    plain = squeezed(text).translate(_DIGITS)
    year, mark, rest = plain.partition("年")
    written = f"{year.translate(_ZEROS)}年{rest}" if mark else plain
    try:
        return parse_date(written)
    except ValueError:
        return None


def heading_level(text: str) -> tuple[int, int]:
    """The level of a numbered line and where its number ends; (0, 0) when it is not numbered. Source: 7.3.3."""
    first = text[:1]
    if not (first in "（(第" or first in NUMERAL or first.isdigit()):
        return 0, 0
    for level, pattern in _HEADINGS:
        found = pattern.match(text)
        if found:
            return level, found.end()
    return 0, 0


def outline_level(text: str) -> tuple[int, int]:
    """The depth of a decimal number before a heading (1, 1.1, 1.1.1) and where it ends; (0, 0) without one."""
    found = _OUTLINE.match(text)
    if not found or not text[0].isdigit():
        return 0, 0
    return min(found[1].replace("．", ".").count(".") + 1, 4), found.end()


def is_organ(plain: str) -> bool:
    """Whether the text ends as the name of an organ does."""
    tail = plain[-16:]
    return len(plain) >= 2 and any(found.end() == len(tail) for found in _ORGAN_END.finditer(tail))


def is_person(text: str) -> bool:
    """Whether the text is a job title and a name, as orders are signed. Source: 7.3.5.3."""
    plain = squeezed(text)
    return len(plain) <= 24 and _PERSON.fullmatch(plain) is not None and not is_organ(plain)


def ends_sentence(plain: str) -> bool:
    """Whether the text ends with a mark that no name and no title ends with."""
    return plain.endswith(_SENTENCE_END)


def type_of(title: str) -> DocumentType | None:
    """The type that a title ends with; 复函 and 答复 are 函. None for a paper that is none of the fifteen.

    Source: 条例 第八条: 函 serves to ask, to answer and to agree between organs that do not command each other.
    """
    plain = squeezed(title).rstrip(_CLOSERS)
    if plain.startswith("《") and plain.endswith("》"):
        plain = plain[1:-1]
    for text in (plain, _TRAILER.sub("", plain)):
        for word, kind in _TYPES:
            if text.endswith(word):
                return kind
    return None


def ends_with_type(title: str) -> bool:
    """Whether a title could end here. Source: 条例 第九条第七项."""
    return type_of(title) is not None
