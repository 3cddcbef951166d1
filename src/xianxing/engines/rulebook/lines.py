"""The command's form: a table and facts in JSON a line in, a decision a line out."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from xianxing.engines.rulebook.errors import BadLineError, RulebookError
from xianxing.engines.rulebook.evaluation import evaluate
from xianxing.engines.rulebook.gate import Validity, check, is_publishable
from xianxing.engines.rulebook.picking import Json, parse_json, take_given, take_object, take_word
from xianxing.engines.rulebook.reading import table_from_json
from xianxing.engines.rulebook.table import Table
from xianxing.engines.rulebook.writing import decision_to_json, finding_to_json

_FORM = '应为 {"table":{...},"facts":{...}} 或 {"table":{...},"check":{"today":"2026-11-23","clauses":{...}}}'


def answer_lines(lines: Iterable[bytes], write: Callable[[str], object]) -> int:
    """0, or 1 when any line was bad; every line but a blank one has been answered in order.

    Source: the fixed interface `{"table","facts"}` -> `{"outcome","row","clauses","hits"}`.
    """
    status = 0
    for line in lines:
        if line.strip():
            try:
                answer = json.dumps(answer_line(line), ensure_ascii=False)
            except RulebookError as error:
                answer = json.dumps({"error": str(error)}, ensure_ascii=False)
                status = 1
            write(answer + "\n")
    return status


def answer_line(line: bytes) -> dict[str, Json]:
    """The decision for one line's facts, or the findings of the gate for its table.

    Raises: BadLineError for another form, and everything `table_from_json` and `evaluate` raise.
    Source: docs/engines/rulebook.md, the command.
    """
    try:
        asked = parse_json(line)
        return _answer(asked)
    except RulebookError:
        raise
    except (ValueError, RecursionError):
        raise BadLineError(f"不是 UTF-8 的 JSON；{_FORM}") from None


def _answer(asked: Json) -> dict[str, Json]:
    if not isinstance(asked, dict) or asked.keys() not in ({"table", "facts"}, {"table", "check"}):
        raise BadLineError(f"不是完整的问题；{_FORM}")
    table = table_from_json(take_object(asked["table"], "table"))
    if "check" in asked:
        return _check(table, take_object(asked["check"], "check", {"today", "clauses"}))
    facts = take_object(asked["facts"], "facts")
    given = {name: take_given(value, f"facts 的“{name}”") for name, value in facts.items()}
    return decision_to_json(evaluate(table, given))


def _check(table: Table, asked: Mapping[str, Json]) -> dict[str, Json]:
    today = _day(asked.get("today"), "check 的 today")
    clauses = take_object(asked.get("clauses"), "check 的 clauses")
    findings = check(table, {name: _validity(found, name) for name, found in clauses.items()}, today)
    return {
        "publishable": is_publishable(findings),
        "findings": [finding_to_json(finding) for finding in findings],
    }


def _validity(found: Json, clause: str) -> Validity:
    ends = take_object(found, f"条款 {clause}", {"from", "to"})
    first, last = ends.get("from"), ends.get("to")
    return Validity(
        valid_from=None if first is None else _day(first, f"条款 {clause} 的 from"),
        valid_to=None if last is None else _day(last, f"条款 {clause} 的 to"),
    )


def _day(found: Json, place: str) -> date:
    try:
        return date.fromisoformat(take_word(found, place))
    except RulebookError:
        raise
    except ValueError:
        raise BadLineError(f"{place} 为 {found}；应为 2026-11-23 这样的日期") from None
