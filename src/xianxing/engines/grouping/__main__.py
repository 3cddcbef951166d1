"""Messages as JSON lines in time order in, their events as JSON lines out.

In: ``{"id", "time", "title", "text"}``, optionally ``"complainant"``. Out, in order: ``{"id", "event",
"duplicate_of", "similarity", "reasons"}``; a bad line gives ``{"error"}`` and exit status 1 at the end.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from xianxing.engines.grouping.errors import BadMessageError, GroupingError
from xianxing.engines.grouping.events import EventStream, Placement
from xianxing.engines.grouping.model import Message
from xianxing.text import find_dates

_REQUIRED = ("id", "time", "title", "text")


def answer(lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """One answer for each line that is not blank, in order."""
    stream = EventStream()
    for line in lines:
        if line.strip():
            try:
                message = read_message(line)
                yield _report(message, stream.take(message))
            except GroupingError as problem:
                yield {"error": str(problem)}


def read_message(line: str) -> Message:
    """The message of one line.

    Raises: BadMessageError when the line is no JSON object, lacks a field or holds an unreadable one.
    """
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as problem:
        raise BadMessageError(f"第{problem.colno}个字符起不是合法的JSON；每行请给出一个JSON对象") from problem
    if not isinstance(fields, dict):
        raise BadMessageError("这一行不是JSON对象；请给出含id、time、title、text的对象")
    texts = {name: _text_field(fields, name) for name in _REQUIRED}
    complainant = fields.get("complainant")
    return Message(
        id=texts["id"],
        time=_read_time(texts["time"]),
        title=texts["title"],
        text=texts["text"],
        complainant=None if complainant in (None, "") else str(complainant),
    )


def main() -> int:
    """Exit status: 1 when any line was bad, else 0."""
    status = 0
    for result in answer(sys.stdin):
        status = 1 if "error" in result else status
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return status


def _text_field(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadMessageError(f"缺少字段“{name}”或其值不是文字；每行须有id、time、title、text")
    return str(value)


def _read_time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        found = find_dates(text)
    if not found:
        raise BadMessageError(f"时间“{text}”无法识别；请写成如“2026-11-23 09:30:00”")
    return datetime.combine(found[0].day, found[0].clock or time())


def _report(message: Message, placement: Placement) -> dict[str, object]:
    nearest = placement.nearest
    return {
        "id": message.id,
        "event": placement.event,
        "duplicate_of": placement.duplicate_of,
        "similarity": 0.0 if nearest is None else round(nearest.similarity, 4),
        "reasons": [] if nearest is None else [reason.text for reason in nearest.reasons],
    }


if __name__ == "__main__":
    sys.exit(main())
