"""The command's form: one period in JSON a line in, one deadline a line out."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime

from xianxing.engines.workclock.calendar import Calendar
from xianxing.engines.workclock.deadline import due_date, extend
from xianxing.engines.workclock.errors import BadLineError, WorkclockError
from xianxing.engines.workclock.moment import due_moment
from xianxing.engines.workclock.terms import Deadline, Pause, Reason, Unit

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_FIELDS = frozenset({"start", "count", "unit", "pauses", "extend"})


def answer_lines(lines: Iterable[bytes], write: Callable[[str], object], *, calendar: Calendar) -> int:
    """0, or 1 when any line was bad; every line but a blank one has been answered in order.

    Source: the fixed interface of `python -m xianxing.engines.workclock`.
    """
    status = 0
    for line in lines:
        if line.strip():
            try:
                answer = answer_line(line, calendar=calendar)
            except WorkclockError as error:
                answer = {"error": str(error)}
                status = 1
            write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def answer_line(line: bytes, *, calendar: Calendar) -> dict[str, Json]:
    """The answer to one line: `due`, `internal_due` (ISO dates or moments), `provisional`, `reasons`.

    Raises: BadLineError for another form; BadPeriodError and OutOfCalendarError as `due_date`.
    Source: the fixed interface of `python -m xianxing.engines.workclock`.
    """
    asked = _parse_object(line)
    unit = _unit(asked.get("unit"))
    count = _integer(asked, "count")
    if unit is Unit.HOUR:
        if len(asked) > 3:
            raise BadLineError("按小时计算的期限不能带 pauses 或 extend；请删去")
        moment = due_moment(_datetime(asked.get("start")), hours=count)
        due = moment.due.isoformat()
        return _answer(due, due, provisional=False, reasons=moment.reasons)
    pauses = _pauses(asked.get("pauses", []))
    start = _date(asked.get("start"), "start")
    deadline = due_date(start, count=count, unit=unit, calendar=calendar, pauses=pauses)
    if "extend" in asked:
        extra = _integer(asked, "extend")
        deadline = extend(deadline, count=extra, unit=unit, calendar=calendar, pauses=pauses)
    return _dated(deadline)


def _dated(found: Deadline) -> dict[str, Json]:
    due, internal_due = found.due.isoformat(), found.internal_due.isoformat()
    return _answer(due, internal_due, provisional=found.provisional, reasons=found.reasons)


def _answer(
    due: str, internal_due: str, *, provisional: bool, reasons: tuple[Reason, ...]
) -> dict[str, Json]:
    listed: list[Json] = [{"text": reason.text, "clause": reason.clause} for reason in reasons]
    return {"due": due, "internal_due": internal_due, "provisional": provisional, "reasons": listed}


def _parse_object(line: bytes) -> dict[str, Json]:
    try:
        found: Json = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadLineError("不是 UTF-8 的 JSON；应为一行一个 JSON 对象") from None
    if not isinstance(found, dict):
        raise BadLineError('不是 JSON 对象；应为 {"start":"2026-09-16","count":15,"unit":"day"}')
    unknown = sorted(found.keys() - _FIELDS)
    if unknown:
        raise BadLineError(f"不认识的字段 {'、'.join(unknown)}；可用 {'、'.join(sorted(_FIELDS))}")
    return found


def _unit(found: Json) -> Unit:
    try:
        return Unit(found if isinstance(found, str) else "")
    except ValueError:
        raise BadLineError(f"unit 为 {_shown(found)}；应为 {'、'.join(Unit)} 之一") from None


def _integer(asked: dict[str, Json], name: str) -> int:
    found = asked.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    raise BadLineError(f"{name} 为 {_shown(found)}；应为整数")


def _date(found: Json, name: str) -> date:
    try:
        return date.fromisoformat(found if isinstance(found, str) else "")
    except ValueError:
        raise BadLineError(f"{name} 为 {_shown(found)}；应为 2026-09-16 这样的日期") from None


def _datetime(found: Json) -> datetime:
    try:
        return datetime.fromisoformat(found if isinstance(found, str) else "")
    except ValueError:
        raise BadLineError(f"start 为 {_shown(found)}；应为 2026-09-16T08:30 这样的时刻") from None


def _pauses(found: Json) -> tuple[Pause, ...]:
    if not isinstance(found, list):
        raise BadLineError(f'pauses 为 {_shown(found)}；应为 [{{"start":"2026-09-20","end":"2026-09-22"}}]')
    return tuple(map(_pause, found))


def _pause(found: Json) -> Pause:
    if not isinstance(found, dict) or found.keys() != {"start", "end"}:
        raise BadLineError(f'pauses 中有 {_shown(found)}；应为 {{"start":"2026-09-20","end":"2026-09-22"}}')
    return Pause(_date(found["start"], "pauses.start"), _date(found["end"], "pauses.end"))


def _shown(found: Json) -> str:
    return "空" if found is None else json.dumps(found, ensure_ascii=False)[:60]
