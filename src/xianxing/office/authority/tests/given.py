"""A small rule and a small table for the tests: who may spend how much."""

from datetime import UTC, date, datetime
from typing import Any

from xianxing.engines.rulebook import Equals, Given, Range, table_from_json
from xianxing.office.authority.content import content_hash, content_of
from xianxing.office.authority.drafting import RowEdit
from xianxing.office.authority.engine import clause_texts, parse_law, text_hash
from xianxing.office.authority.models import Clause, DecisionTable, Instrument, TableVersion, VersionState

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NAME = "office.spending"

RULE = """# 经费审批规定
第一条 经费由下列人员审批：
（一）不满一千元的，由经办人审批；
（二）一千元以上的，由负责人审批。
第二条 礼品不得报销。
"""

CONTENT: dict[str, Any] = {
    "name": "经费审批表",
    "version": "1",
    "fields": [
        {"name": "amount", "type": "integer", "minimum": 0},
        {"name": "gift", "type": "boolean", "default": False},
        {"name": "purpose", "type": "choice", "values": ["travel", "paper"], "default": "paper"},
        {"name": "signed_by", "type": "set", "values": ["clerk", "finance"], "default": []},
    ],
    "outcome": [
        {"name": "handler", "type": "choice", "values": ["clerk", "head", "nobody"]},
        {"name": "consult", "type": "set", "values": ["finance", "legal"], "default": []},
        {"name": "days", "type": "integer", "minimum": 0, "default": 3},
        {"name": "allowed", "type": "boolean", "default": True},
    ],
    "rows": [
        {
            "id": "礼品",
            "effect": "hard_deny",
            "when": {"gift": True},
            "then": {"handler": "nobody", "allowed": False},
            "clauses": ["经费规定#2"],
            "note": "一律不报",
        },
        {
            "id": "小额",
            "when": {"amount": {"below": 1000}},
            "then": {"handler": "clerk"},
            "clauses": ["经费规定#1.1(1)"],
        },
        {
            "id": "大额",
            "when": {"amount": {"min": 1000}},
            "then": {"handler": "head", "consult": ["finance"]},
            "clauses": ["经费规定#1.1(2)"],
        },
    ],
}


def lay_rule(*, code: str = "经费规定", text: str = RULE) -> Instrument:
    """Return a house rule in force, with its clauses."""
    instrument = Instrument.objects.create(
        code=code,
        title="经费审批规定",
        issuer="本办公室",
        issued_on=date(2026, 1, 1),
        effective_from=date(2026, 1, 1),
        is_house_rule=True,
        text_sha256=text_hash(text),
    )
    pieces = clause_texts(code, parse_law(text))
    for place, piece in enumerate(pieces, start=1):
        Clause.objects.create(
            instrument=instrument, key=piece.key, label=piece.label, order_number=place,
            text=piece.text, text_sha256=text_hash(piece.text),
        )  # fmt: skip
    return instrument


def lay_table() -> TableVersion:
    """Return the published first version of a table that rests on the rule."""
    lay_rule()
    content = content_of(table_from_json(CONTENT))
    return TableVersion.objects.create(
        table=DecisionTable.objects.create(name=NAME, title="经费审批表"),
        number=1,
        state=VersionState.PUBLISHED,
        content=content,
        content_sha256=content_hash(content),
        published_at=NOW,
        effective_from=TODAY,
    )


def small(limit: int, *, id: str = "小额", handler: str = "clerk") -> RowEdit:  # noqa: A002
    """Return the row of small amounts with another limit or handler."""
    then: dict[str, Given] = {"handler": handler, "consult": frozenset(), "days": 3, "allowed": True}
    return RowEdit(id, {"amount": Range(below=limit)}, then, ("经费规定#1.1(1)",))


def trip() -> RowEdit:
    """Return a row about travel."""
    then: dict[str, Given] = {"handler": "head", "consult": frozenset(), "days": 1, "allowed": True}
    return RowEdit("出差", {"purpose": Equals("travel")}, then, ("经费规定#1",))
