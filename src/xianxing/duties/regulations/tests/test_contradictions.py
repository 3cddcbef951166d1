from typing import Any

import pytest

from xianxing.duties.matters.house import authority_table, deadline_table
from xianxing.duties.regulations.engine.contradictions import find_contradictions
from xianxing.duties.regulations.engine.errors import PackError
from xianxing.duties.regulations.engine.packs import read_pack
from xianxing.duties.regulations.house import packs, templates
from xianxing.engines.rulebook import Table, table_from_json
from xianxing.office.authority.engine import parse_law


def table(*rows: dict[str, Any]) -> Table:
    fields: Any = [{"name": "amount", "type": "integer", "minimum": 0}, {"name": "urgent", "type": "boolean"}]
    outcome: Any = [{"name": "handler", "type": "choice", "values": ["clerk", "head"]}]
    return table_from_json(
        {"name": "表", "version": "1", "fields": fields, "outcome": outcome, "rows": list(rows)}
    )


def row(name: str, when: dict[str, Any], handler: str) -> dict[str, Any]:
    return {"id": name, "when": when, "then": {"handler": handler}, "clauses": [f"甲#{name}"]}


def test_rows_that_overlap_with_different_outcomes_are_named_with_an_example() -> None:
    rows = row("1", {"amount": {"below": 10}}, "clerk"), row("2", {"urgent": True}, "head")
    [found] = find_contradictions({"一": table(*rows)})
    assert (found.first.row, found.second.row, found.fields) == ("1", "2", ("handler",))
    assert found.example is not None
    assert found.example["urgent"] is True
    assert (found.first.clauses, found.second.clauses) == (("甲#1",), ("甲#2",))


def test_the_same_condition_in_two_tables_with_different_outcomes_is_named() -> None:
    first = table(row("1", {"urgent": True}, "clerk"), row("2", {}, "clerk"))
    second = table(row("3", {"urgent": True}, "head"), row("4", {}, "head"))
    [found] = find_contradictions({"一": first, "二": second})
    assert (found.first.table, found.first.row, found.second.table, found.second.row) == (
        "一",
        "1",
        "二",
        "3",
    )
    assert found.example is None


def test_agreeing_tables_do_not_contradict() -> None:
    same = table(row("1", {"urgent": True}, "clerk"))
    assert find_contradictions({"一": same, "二": same}) == ()
    assert (
        find_contradictions(
            {"甲": table_from_json(authority_table()), "乙": table_from_json(deadline_table())}
        )
        == ()
    )


def test_packs_come_with_sources_and_apart() -> None:
    found = {pack.name: pack for pack in packs()}
    assert set(found) == {"cars", "hotline", "meetings", "petitions", "reception"}
    for pack in found.values():
        assert all(row.basis and row.jurisdiction for row in pack.rows)
        assert all("待核实" not in row.basis for row in pack.rows if row.is_verified)
    handling = next(row for row in found["petitions"].rows if row.name == "handling_days")
    assert (handling.value, handling.clause_key, handling.is_verified) == ("60", "信访工作条例#34", True)
    assert all(row.needs_adoption for row in found["hotline"].rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "规则包不是合格的 TOML：Invalid value (at end of document)"),
        ('title = "甲"', "规则包缺少 name；请补上"),
        ('name = "a"\ntitle = "甲"\ncolour = 1', "规则包里有不认识的 colour；可用 limit、name、note、title"),
    ],
)
def test_a_broken_pack_is_refused(text: str, message: str) -> None:
    with pytest.raises(PackError) as refused:
        read_pack(text)
    assert str(refused.value) == message


ROW = (
    'name = "a"\ntitle = "甲"\n[[limit]]\nname = "b"\ntitle = "乙"\n'
    'direction = "ceiling"\nbasis = "丙"\njurisdiction = "丁"\n'
)


def test_a_broken_limit_is_refused() -> None:
    with pytest.raises(PackError) as refused:
        read_pack(ROW + 'value = "三"')
    assert str(refused.value) == "第 1 条限额“b”的 value：“三”不是数；请写成如 3、0.15 或 1/3"
    with pytest.raises(PackError) as refused:
        read_pack(ROW + 'value = "3"\n' + ROW.split("\n", 2)[2] + 'value = "3"')
    assert str(refused.value) == "规则包 a 里 b 写了两次；请改名"


def test_every_template_parses_whole() -> None:
    for template in templates():
        law = parse_law(template.text)
        assert len(law.articles) >= 7, template.name
        assert law.unparsed == ()
