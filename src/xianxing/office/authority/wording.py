"""Rows, conditions and findings in plain Chinese."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xianxing.engines.rulebook import (
    Condition,
    Equals,
    Finding,
    FindingKind,
    Given,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    OneOf,
    Range,
    Row,
    Table,
)
from xianxing.office.authority.labels import field_title, word_title


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row ready for a page: each condition and each outcome as title and words."""

    id: str
    effect: str
    effect_title: str
    active: bool
    when: tuple[tuple[str, str], ...]
    then: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding ready for a page: what it is, how grave, and an example in words."""

    title: str
    is_error: bool
    text: str
    example: tuple[tuple[str, str], ...]


def shown_rows(table: Table) -> tuple[ShownRow, ...]:
    """Return the rows of a table in their order."""
    return tuple(shown_row(row) for row in sorted(table.rows, key=lambda row: row.order))


def shown_row(row: Row) -> ShownRow:
    """Return one row in words."""
    return ShownRow(
        id=row.id,
        effect=row.effect.value,
        effect_title=word_title(row.effect.value),
        active=row.active,
        when=tuple((field_title(name), condition_words(condition)) for name, condition in row.when.items()),
        then=facts_words(row.then),
        clauses=row.clauses,
        note=row.note,
    )


def facts_words(facts: Mapping[str, Given]) -> tuple[tuple[str, str], ...]:
    """Return facts or an outcome as pairs of title and words."""
    return tuple((field_title(name), value_words(value)) for name, value in facts.items())


def value_words(value: Given) -> str:
    """Return one value in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    if isinstance(value, str):
        return word_title(value)
    return _list(value) or _("无")


def condition_words(condition: Condition) -> str:
    """Return one condition in words."""
    match condition:
        case Equals():
            return value_words(condition.value)
        case OneOf():
            return _list(condition.values)
        case NoneOf():
            return _("不是 %(words)s") % {"words": _list(condition.values)}
        case Range():
            return _range(condition)
        case HasAny():
            return _("含 %(words)s 之一") % {"words": _list(condition.values)}
        case HasAll():
            return _("含全部 %(words)s") % {"words": _list(condition.values)}
        case HasNone():
            return _("不含 %(words)s") % {"words": _list(condition.values)}


def shown_findings(findings: Iterable[Finding]) -> tuple[ShownFinding, ...]:
    """Return findings in words, errors first."""
    titles = {
        FindingKind.GAP: _("有缺口"),
        FindingKind.OVERLAP: _("有重叠"),
        FindingKind.UNREACHABLE: _("轮不到的行"),
        FindingKind.CLAUSE_MISSING: _("条款不在库中"),
        FindingKind.CLAUSE_EXPIRED: _("条款已失效"),
        FindingKind.CLAUSE_NOT_YET: _("条款尚未施行"),
        FindingKind.DENY_REMOVED: _("硬性否决被删"),
    }
    shown = [
        ShownFinding(
            title=titles[finding.kind],
            is_error=finding.severity.value == "error",
            text=_finding_text(finding),
            example=facts_words(finding.example or {}),
        )
        for finding in findings
    ]
    return tuple(sorted(shown, key=lambda finding: not finding.is_error))


def _finding_text(finding: Finding) -> str:
    if finding.kind is FindingKind.GAP:
        return _("下面这种情形没有一行适用；请补充一行，或放宽某一行的条件")
    return finding.text


def _range(condition: Range) -> str:
    parts = [
        _("%(n)s 以上") % {"n": f"{condition.at_least:,}"} if condition.at_least is not None else "",
        _("超过 %(n)s") % {"n": f"{condition.above:,}"} if condition.above is not None else "",
        _("至多 %(n)s") % {"n": f"{condition.at_most:,}"} if condition.at_most is not None else "",
        _("不满 %(n)s") % {"n": f"{condition.below:,}"} if condition.below is not None else "",
    ]
    return " ".join(part for part in parts if part)


def _list(values: Collection[object]) -> str:
    words = (value_words(value) if isinstance(value, str | bool | int | Decimal) else "" for value in values)
    return "、".join(words)
