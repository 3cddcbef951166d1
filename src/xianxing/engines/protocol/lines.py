"""The command's form: one case in JSON a line in, one layout with its reasons a line out."""

import json
from collections.abc import Callable, Iterable, Mapping

from xianxing.engines.protocol.errors import BadLineError, ProtocolError
from xianxing.engines.protocol.planning import plan_seats
from xianxing.engines.protocol.terms import Json, Label, Plan, Request, Rules
from xianxing.engines.protocol.wishes import NO_RULES

# The last five stand in the supplied cases; they say nothing about the question.
_FIELDS = frozenset(
    {"scene", "settings", "input", "rules", "id", "view", "expected", "sources", "status", "note"}
)
_RULE_FIELDS = (
    "pins",
    "notes",
    "apart",
    "together",
    "beside",
    "wheelchair",
    "accessible",
    "clear_view",
    "poor_view",
)


def answer_lines(
    lines: Iterable[bytes], write: Callable[[str], object], *, office: Mapping[str, Json]
) -> int:
    """0, or 1 when any line was bad; every line but a blank one has been answered in order.

    Source: the fixed interface of `python -m xianxing.engines.protocol`.
    """
    status = 0
    for line in lines:
        if line.strip():
            try:
                answer = answer_line(line, office=office)
            except ProtocolError as error:
                answer = {"error": str(error)}
                status = 1
            write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def answer_line(line: bytes, *, office: Mapping[str, Json]) -> dict[str, Json]:
    """The answer to one line: `layout`, `view`, `reasons`.

    Raises: BadLineError for another form; otherwise as `plan_seats`.
    Source: the fixed interface of `python -m xianxing.engines.protocol`.
    """
    asked = read_object(line)
    unknown = sorted(asked.keys() - _FIELDS)
    if unknown:
        raise BadLineError(f"不认识的字段 {'、'.join(unknown)}；可用 scene、settings、input、rules")
    scene = asked.get("scene")
    if not isinstance(scene, str):
        raise BadLineError('没有 scene；应为 {"scene":"presidium_row","settings":{},"input":{"n":5}}')
    settings, cast = _object(asked, "settings"), _object(asked, "input")
    rules = _rules(_object(asked, "rules")) if asked.get("rules") is not None else NO_RULES
    plan = plan_seats(Request(scene, cast, settings, office, rules))
    return {"layout": plan.layout, "view": plan.view.value, "reasons": _reasons(plan)}


def read_object(line: bytes) -> dict[str, Json]:
    """The JSON object of one line. Raises: BadLineError. Source: the fixed interface."""
    try:
        found: Json = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadLineError("不是 UTF-8 的 JSON；应为一行一个 JSON 对象") from None
    if not isinstance(found, dict):
        raise BadLineError('不是 JSON 对象；应为 {"scene":"presidium_row","settings":{},"input":{"n":5}}')
    return found


def _object(asked: Mapping[str, Json], key: str) -> dict[str, Json]:
    found = asked.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise BadLineError(f"{key} 为 {found!r}；须是 JSON 对象，请改正")
    return found


def _reasons(plan: Plan) -> list[Json]:
    """The settings used and the notes first, then what each seat follows, each sentence once."""
    said = dict.fromkeys((*plan.reasons, *(reason for seat in plan.seats for reason in seat.reasons)))
    return [{"text": reason.text, "source": reason.source} for reason in said]


def _rules(given: Mapping[str, Json]) -> Rules:
    unknown = sorted(given.keys() - set(_RULE_FIELDS))
    if unknown:
        raise BadLineError(f"rules 中不认识 {'、'.join(unknown)}；可用 {'、'.join(_RULE_FIELDS)}")
    accessible = given.get("accessible")
    return Rules(
        pins=_texts(given, "pins"),
        notes=_texts(given, "notes"),
        apart=_pairs(given, "apart"),
        together=_pairs(given, "together"),
        beside={**_texts(given, "beside")},
        wheelchair=frozenset(_labels(given.get("wheelchair"), "wheelchair")),
        accessible=None if accessible is None else frozenset(map(str, _labels(accessible, "accessible"))),
        clear_view=frozenset(_labels(given.get("clear_view"), "clear_view")),
        poor_view=frozenset(map(str, _labels(given.get("poor_view"), "poor_view"))),
    )


def _texts(given: Mapping[str, Json], key: str) -> dict[Label, str]:
    found = given.get(key, {})
    if not isinstance(found, dict):
        raise BadLineError(f"rules.{key} 须是 JSON 对象，请改正")
    texts: dict[Label, str] = {}
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise BadLineError(f"rules.{key} 的 {name} 须是文字，请改正")
        texts[name] = str(value)
    return texts


def _pairs(given: Mapping[str, Json], key: str) -> tuple[tuple[Label, Label], ...]:
    found = given.get(key, [])
    if not isinstance(found, list):
        raise BadLineError(f"rules.{key} 须是两人一组的列表，请改正")
    pairs = [_labels(pair, key) for pair in found]
    if any(len(pair) != 2 for pair in pairs):
        raise BadLineError(f"rules.{key} 须是两人一组的列表，请改正")
    return tuple((pair[0], pair[1]) for pair in pairs)


def _labels(value: Json, key: str) -> tuple[Label, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadLineError(f"rules.{key} 须是列表，请改正")
    labels: list[Label] = []
    for each in value:
        if isinstance(each, bool) or not isinstance(each, str | int):
            raise BadLineError(f"rules.{key} 中的 {each!r} 不是姓名、序号或座位；请改正")
        labels.append(each)
    return tuple(labels)
