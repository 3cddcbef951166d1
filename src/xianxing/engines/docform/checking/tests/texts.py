"""Short invented documents with one place to fill, and what the rules say of them."""

from datetime import date

from xianxing.engines.docform.checking import check
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Finding

TODAY = date(2026, 11, 23)
NOTICE = "{head}青屏市人民政府关于防汛的通知\n青政发〔2026〕1号\n各县人民政府：\n{body}青屏市人民政府\n2026年1月5日\n{tail}"
REPORT = (
    "青屏市人民政府关于防汛的{kind}\n青政〔2026〕1号\n{main}：\n{body}青屏市人民政府\n2026年1月5日\n{tail}"
)


def notice(head: str = "", body: str = "请值班。\n", tail: str = "") -> str:
    return NOTICE.format(head=head, body=body, tail=tail)


def up(kind: str = "报告", main: str = "云岭省人民政府", body: str = "已值班。\n", tail: str = "") -> str:
    return REPORT.format(kind=kind, main=main, body=body, tail=tail)


def findings_of(text: str) -> list[Finding]:
    return list(check(parse_text(text), today=TODAY))


def told_of(text: str) -> list[tuple[str, str | None]]:
    return [(each.message, each.fix) for each in findings_of(text)]
