"""主席台: one row, and several rows whose order of honour is data."""

from collections.abc import Mapping, Sequence

from xianxing.engines.protocol.cast import Cast, Input, spread
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.ranking.joint import JOINT, join_sides
from xianxing.engines.protocol.ranking.order import HEADS, rules_of
from xianxing.engines.protocol.ranking.reading import rank_labels
from xianxing.engines.protocol.rows import line_of, odd_front, row_sizes, row_spots
from xianxing.engines.protocol.scheme import Block, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Json, Label, Reason, Side, View
from xianxing.engines.protocol.variants import EVEN, SUPREME, TWO_PERSON, second_hand

PRINT_VIEW = Setting(
    "print_view",
    "图示视角",
    {"audience": View.AUDIENCE.caption, "stage": View.STAGE.caption},
    "audience",
    "S05",
)
ON_ABSENCE = Setting(
    "on_absence",
    "缺席",
    {"close_up": "后续依次递补，不留空位（S23、S32）", "leave_gap": "保留空位，其余不动"},
    "close_up",
    "S23、S32",
)
FRONT = Setting("front", "前排人数", {}, None, "S14")


def arrange_row(cast: Cast, chosen: Chosen) -> Scheme:
    """One row on the stage. Source: S01-S06, S09, S11, S23-S25, S32, S34."""
    people, notes = _ranked(cast, chosen)
    spots = row_spots(len(people), second_hand(len(people), chosen))
    block = Block("主席台", spots, people, _reason(len(people), chosen))
    return Scheme((line_of(spots),), (block,), reasons=notes, view=View(chosen.text("print_view")))


def arrange_rows(cast: Cast, chosen: Chosen) -> Scheme:
    """Rows from the front to the back, each by the pattern of one row.

    Front rows stand above back rows unless the input `rows` says who sits in each: then the rows are as given
    (such as chairs of the session in front of higher-ranking members). Source: S04, S14, S23.
    """
    rows, notes = _rows(cast, chosen)
    blocks = []
    lines = []
    for at, (title, people) in enumerate(rows):
        name = title or f"第{at + 1}排"
        spots = row_spots(len(people), second_hand(len(people), chosen), y=float(at), prefix=name)
        blocks.append(Block(name, spots, people, _reason(len(people), chosen)))
        lines.append(line_of(spots, name))
    return Scheme(tuple(lines), tuple(blocks), reasons=notes, view=View(chosen.text("print_view")))


def _ranked(cast: Cast, chosen: Chosen) -> tuple[tuple[Label | None, ...], tuple[Reason, ...]]:
    people, notes = _everybody(cast, chosen)
    gone = _absent(cast, people)
    if not gone:
        return people, notes
    names = "、".join(str(label) for label in people if label in gone)
    if chosen.text("on_absence") == "leave_gap":
        left = tuple(None if label in gone else label for label in people)
        return left, (*notes, Reason(f"{names} 缺席，保留空位", "设定"))
    kept = tuple(label for label in people if label not in gone)
    return kept, (*notes, Reason(f"{names} 缺席，后续依次递补；名签同步调整", "S23、S32"))


def _everybody(cast: Cast, chosen: Chosen) -> tuple[tuple[Label, ...], tuple[Reason, ...]]:
    if cast.has("superior") or cast.has("host"):
        joined = join_sides(cast.people("superior"), cast.people("host"), chosen.text("joint"))
        return joined, (Reason("上级与本单位合并排序", "S25"),)
    people = cast.people("people") if cast.has("people") else cast.people("n")
    if "heads" in chosen.given:
        labels = {str(label): label for label in people}
        ranking = rank_labels(list(labels), rules_of(chosen))
        return tuple(labels[person.name] for person in ranking.people), ranking.reasons
    was = cast.people("was")
    if set(people) < set(was):
        # The list after the absence is given beside the list before it: the gap is where the missing sat.
        return was, ()
    return people, ()


def _absent(cast: Cast, people: Sequence[Label]) -> frozenset[Label]:
    """Who does not come: named by `absent`, or on the list `was` and no longer on the list of people."""
    value = cast.given.get("absent")
    listed: Json = value if isinstance(value, list) or value is None else [value]
    names = {str(label): label for label in people}
    gone = set()
    for label in spread(listed, "", "absent"):
        if str(label) not in names:
            raise CastError(f"缺席的 {label} 不在名单中；请核对")
        gone.add(names[str(label)])
    if cast.has("was") and cast.has("people"):
        present = set(cast.people("people"))
        gone |= {label for label in people if label not in present}
    return frozenset(gone)


def _rows(
    cast: Cast, chosen: Chosen
) -> tuple[list[tuple[str, tuple[Label | None, ...]]], tuple[Reason, ...]]:
    given = cast.given.get("rows")
    if given is not None:
        return _given_rows(given), (Reason("各排人员与前后次序按名单给定", "S23"),)
    people, notes = _ranked(cast, chosen)
    front = chosen.number("front") or odd_front(len(people))
    if front % 2 == 0:
        notes = (*notes, Reason(f"前排 {front} 座为双数，1 号不在正中；一般排单数", "S14"))
    rows = []
    start = 0
    for size in row_sizes(len(people), front):
        rows.append(("", people[start : start + size]))
        start += size
    return rows, notes


def spell_out(given: Mapping[str, Json]) -> dict[str, Json]:
    """The input with the people of each given row named. Source: the input form of this scene."""
    rows = given.get("rows")
    if not isinstance(rows, list):
        return dict(given)
    named: list[Json] = []
    for at, row in enumerate(rows, start=1):
        role = row.get("role", "") if isinstance(row, Mapping) else ""
        named.append({"role": role, "people": list(_role_and_people(row, at)[1])})
    return {**given, "rows": named}


def _given_rows(given: Json) -> list[tuple[str, tuple[Label | None, ...]]]:
    if not isinstance(given, list) or not given:
        raise CastError('rows 须是各排的列表，如 [{"role":"执行主席","people":["甲","乙"]}]；请改正')
    found: list[tuple[str, tuple[Label | None, ...]]] = []
    for at, row in enumerate(given, start=1):
        role, people = _role_and_people(row, at)
        found.append((f"第{at}排{role}", people))
    labels = [label for _, row_people in found for label in row_people]
    if len(set(labels)) < len(labels):
        raise CastError("rows 中有人出现不止一次；请核对")
    return found


def _role_and_people(row: Json, at: int) -> tuple[str, tuple[Label | None, ...]]:
    if isinstance(row, Mapping):
        role = row.get("role", "")
        people = spread(row.get("people"), f"第{at}排", "rows.people")
        return f"（{role}）" if isinstance(role, str) and role else "", people
    return "", spread(row, f"第{at}排", "rows")


def _reason(size: int, chosen: Chosen) -> Reason:
    second = second_hand(size, chosen)
    if size % 2:
        return Reason(f"单数：1 号居中，2 号在其{second.value}手，左右交替", "S01、S06")
    source = "S03、S05、S06" if second is Hand.LEFT else "S02、S03、S24"
    return Reason(f"双数：2 号在 1 号{second.value}手，左右交替", source)


_INPUTS = (
    Input("n", "", Side.ALL),
    Input("people", "", Side.ALL),
    Input("superior", "S", Side.SUPERIOR),
    Input("host", "H", Side.HOST),
    Input("absent"),
    Input("was", ""),
)
_SETTINGS = (SUPREME, EVEN, TWO_PERSON, PRINT_VIEW, ON_ABSENCE, HEADS, JOINT)

SCENES = (
    Scene("presidium_row", "主席台（一排）", _SETTINGS, _INPUTS, arrange_row),
    Scene(
        "presidium_rows",
        "主席台（多排）",
        (*_SETTINGS, FRONT),
        (*_INPUTS, Input("rows")),
        arrange_rows,
        spell_out=spell_out,
    ),
)
