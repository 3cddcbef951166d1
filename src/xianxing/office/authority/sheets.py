"""A decision table as a spreadsheet, one row a line, and back. What is written is read back unchanged."""

import json
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, cast

from django.utils.translation import gettext as _

from xianxing.engines.rulebook import Effect, Field, RulebookError, Table, table_from_json
from xianxing.engines.rulebook.fields import BooleanField, ChoiceField, NumberField, SetField
from xianxing.office.authority.content import content_of
from xianxing.office.authority.drafting import RowEdit
from xianxing.office.authority.errors import BadRow
from xianxing.office.authority.labels import field_title, word_title

MOST_ROWS = 2_000
LARGEST_BYTES = 5 * 1024 * 1024
_ENDS = {"min": ">=", "above": ">", "max": "<=", "below": "<"}
_SIGNS = {">=": "min", "≥": "min", ">": "above", "<=": "max", "≤": "max", "<": "below"}
_MODES = {"has_any": "含任一", "has_all": "含全部", "has_none": "不含", "not_in": "非"}
_NAMED = re.compile(r"\[(?P<side>when|then)\.(?P<name>[^\]]+)\]")
_COMPARED = re.compile(r"(>=|<=|≥|≤|>|<)\s*([-\d.]+)")
_NOTHING = "无"
_FIXED = {"行": "id", "作用": "effect", "启用": "active", "依据": "clauses", "说明": "note"}
Cell = str | int | float | None


def write_sheet(table: Table) -> bytes:
    """Return a table as an xlsx file: a column for each condition and answer, a row for each row."""
    import xlsxwriter  # late import: start-up time

    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("规则")
        bold, wrapped = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True}),
        )
        headings = _headings(table)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(content_of(table)["rows"], start=1):
            for column, text in enumerate(_cells(table, row)):
                sheet.write_string(line, column, text, wrapped)
        sheet.set_column(0, len(headings) - 1, 18)
        sheet.freeze_panes(1, 1)
    return content.getvalue()


def read_sheet(content: bytes, table: Table) -> tuple[RowEdit, ...]:
    """Return the rows of a spreadsheet as edits of a table's rows.

    Raises:
        BadRow: it is no xlsx file, a column is missing, or a cell cannot be read; the message names the cell.
    """
    lines = _lines(content)
    if not lines:
        raise BadRow(_("表格是空的；请先导出现有的表，改好后再导入"))
    columns = _columns(lines[0], table)
    rows = [
        _row(cells, columns, table, place)
        for place, cells in enumerate(lines[1:], start=2)
        if any(_text(cell) for cell in cells)
    ]
    try:
        read = table_from_json({**content_of(table), "rows": cast("Any", rows)})
    except RulebookError as error:
        raise BadRow(str(error)) from error
    return tuple(
        RowEdit(row.id, row.when, row.then, row.clauses, row.effect, row.active, row.note)
        for row in read.rows
    )


def _headings(table: Table) -> list[str]:
    when = [f"若：{field_title(field.name)} [when.{field.name}]" for field in table.fields]
    then = [f"则：{field_title(field.name)} [then.{field.name}]" for field in table.outcome]
    return ["行", "作用", "启用", *when, *then, "依据", "说明"]


def _cells(table: Table, row: Mapping[str, Any]) -> list[str]:
    when = [_condition_cell(field, row["when"].get(field.name)) for field in table.fields]
    then = [_value_cell(field, row["then"].get(field.name)) for field in table.outcome]
    effect = word_title(row["effect"])
    return [
        row["id"],
        effect,
        "是" if row["active"] else "否",
        *when,
        *then,
        "\n".join(row["clauses"]),
        row["note"],
    ]


def _condition_cell(field: Field, condition: Any) -> str:
    if condition is None:
        return ""
    if condition.keys() <= _ENDS.keys():
        return " ".join(f"{_ENDS[end]} {value}" for end, value in condition.items())
    ((kind, value),) = condition.items()
    if kind == "equals":
        return (
            f"恰为 {_value_cell(field, value)}" if isinstance(field, SetField) else _value_cell(field, value)
        )
    if any(isinstance(each, list) for each in value):
        return json.dumps(condition, ensure_ascii=False)
    words = "、".join(_value_cell(field, each) for each in value) or _NOTHING
    return words if kind == "in" else f"{_MODES[kind]} {words}"


def _value_cell(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_word(field, each) for each in value) or _NOTHING
    return _word(field, value)


def _word(field: Field, value: Any) -> str:
    """A word by its title where no other word of the field has it, by its code where one has."""
    if not isinstance(field, ChoiceField | SetField):
        return str(value)
    titles = [word_title(each) for each in field.values]
    title = word_title(value)
    return value if titles.count(title) > 1 or re.search(r"[、,，\s]", title) else title


def _lines(content: bytes) -> list[tuple[Cell, ...]]:
    from openpyxl import load_workbook  # late import: start-up time

    if len(content) > LARGEST_BYTES:
        raise BadRow(_("文件超过 5 MB；一张规则表不会这么大，请核对"))
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=100, values_only=True))
    except Exception as error:  # openpyxl raises errors of a dozen unrelated kinds on a broken file
        raise BadRow(_("表格打不开；请用办公软件另存为 xlsx 后重试")) from error
    return cast("list[tuple[Cell, ...]]", rows)


def _columns(headings: Sequence[Cell], table: Table) -> dict[str, int]:
    """Return where each column stands, by ``id``, ``when.amount``, ``then.handler``..."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        text = _text(heading)
        named = _NAMED.search(text)
        key = f"{named['side']}.{named['name']}" if named else _FIXED.get(text, "")
        if key:
            found[key] = place
    when = [f"when.{field.name}" for field in table.fields]
    wanted = ["id", "clauses", *when, *(f"then.{field.name}" for field in table.outcome)]
    missing = [key for key in wanted if key not in found]
    if missing:
        text = _("表头缺少 %(columns)s；请保留导出时的表头（方括号里的名字不要改）")
        raise BadRow(text % {"columns": "、".join(missing)})
    return found


def _row(cells: Sequence[Cell], columns: Mapping[str, int], table: Table, place: int) -> dict[str, Any]:
    def text(key: str) -> str:
        at = columns.get(key, -1)
        return _text(cells[at]) if 0 <= at < len(cells) else ""

    conditions = {
        field.name: _read_condition(field, text(f"when.{field.name}"), place) for field in table.fields
    }
    answers = {field.name: _read_value(field, text(f"then.{field.name}"), place) for field in table.outcome}
    effects = {word_title(each.value): each.value for each in Effect}
    effect = text("effect") or Effect.DECIDE.value
    return {
        "id": text("id"),
        "effect": effects.get(effect, effect),
        "active": text("active") != "否",
        "when": {name: condition for name, condition in conditions.items() if condition is not None},
        "then": {name: answer for name, answer in answers.items() if answer is not None},
        "clauses": text("clauses").split(),
        "note": text("note"),
    }


def _read_condition(field: Field, text: str, place: int) -> Any:
    if not text:
        return None
    if text.startswith("{"):
        return _read_json(field, text, place)
    if isinstance(field, NumberField) and text[0] in ">≥<≤":
        if _COMPARED.sub("", text).strip():
            raise _unreadable(field, text, place)
        return {_SIGNS[sign]: _number(field, value, place) for sign, value in _COMPARED.findall(text)}
    if text.startswith("恰为"):
        return {"equals": _read_value(field, text.removeprefix("恰为").strip(), place)}
    for kind, mode in _MODES.items():
        if text.startswith(f"{mode} "):
            return {kind: _several(field, text.removeprefix(mode), place)}
    values = _several(field, text, place)
    return {"equals": values[0]} if len(values) == 1 else {"in": values}


def _read_json(field: Field, text: str, place: int) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise _unreadable(field, text, place) from None


def _read_value(field: Field, text: str, place: int) -> Any:
    if not text:
        return None
    values = _several(field, text, place)
    if isinstance(field, SetField):
        return values
    if len(values) != 1:
        raise _unreadable(field, text, place)
    return values[0]


def _several(field: Field, text: str, place: int) -> list[Any]:
    words = [word for word in re.split(r"[、,，\s]+", text.strip()) if word]
    if isinstance(field, SetField) and words == [_NOTHING] and _NOTHING not in _titles(field):
        return []
    if isinstance(field, SetField) and words == [_NOTHING]:
        return [_titles(field)[_NOTHING]]
    return [_one(field, word, place) for word in words]


def _one(field: Field, word: str, place: int) -> Any:
    match field:
        case BooleanField():
            if word not in {"是", "否"}:
                raise _unreadable(field, word, place)
            return word == "是"
        case NumberField():
            return _number(field, word, place)
        case _:
            return _titles(field).get(word, word)


def _titles(field: ChoiceField | SetField) -> dict[str, str]:
    return {_word(field, value): value for value in field.values}


def _number(field: NumberField, text: str, place: int) -> Any:
    plain = text.replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        raise _unreadable(field, text, place)
    if field.places:
        return plain
    whole, _dot, rest = plain.partition(".")
    if rest.strip("0"):
        raise _unreadable(field, text, place)
    return int(whole)


def _unreadable(field: Field, text: str, place: int) -> BadRow:
    told = _("第 %(line)d 行“%(title)s”一格为“%(text)s”，读不懂；写法请照导出的表")
    return BadRow(told % {"line": place, "title": field_title(field.name), "text": text[:40]})


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
