"""Late changes: the plan made afresh, who moves, and which plates are printed again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from xianxing.engines.protocol.cast import spread
from xianxing.engines.protocol.errors import ChangeError
from xianxing.engines.protocol.planning import plan_seats
from xianxing.engines.protocol.registry import find_scene
from xianxing.engines.protocol.scheme import Scene
from xianxing.engines.protocol.settings import choose
from xianxing.engines.protocol.terms import Json, Label, Plan, Reason, Request, Rules, Seat


class Plates(StrEnum):
    """What stands on a plate: the name alone, or the name with the place (then a move prints it again)."""

    NAME_ONLY = "name_only"
    WITH_PLACE = "with_place"


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody does not come."""

    label: Label


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody comes in addition, at `rank` (from 1) of the list under the input `key`."""

    label: Label
    rank: int
    key: str


@dataclass(frozen=True, slots=True)
class RankChanged:
    """Somebody takes another rank (from 1) on his own list."""

    label: Label
    rank: int


Change = Absent | Added | RankChanged


@dataclass(frozen=True, slots=True)
class Move:
    """One person's place before and after; None where there was or is none."""

    label: Label
    before: str | None
    after: str | None
    changes_hand: bool


@dataclass(frozen=True, slots=True)
class Replan:
    """The new plan, everybody whose place changed, and the people whose plates are printed again."""

    plan: Plan
    moves: tuple[Move, ...]
    reprint: tuple[Label, ...]
    reasons: tuple[Reason, ...]


def replan(plan: Plan, change: Change, *, plates: Plates = Plates.WITH_PLACE) -> Replan:
    """The plan after a late change, equal to the plan made afresh from the changed list.

    Under the rule of a scene the new order leaves no freedom, so the moves listed are the least it allows:
    in a row of 甲式 everybody after the absent person, of 乙式 those between No. 1 and him change hands. Where
    the setting leaves a gap (`on_absence=leave_gap`), or a unit keeps its seats, nobody else moves. Wishes of
    the old plan about somebody who is absent fall away.

    Raises: ChangeError for somebody who is not on the list, is there already, or a rank outside it; otherwise
    as `plan_seats`. Source: S23 (应及时调整座次、名签), S32 (缺席后续自动上移).
    """
    fresh = plan_seats(amend(plan.request, change))
    moves = moves_between(plan, fresh)
    return Replan(fresh, moves, _reprint(moves, plates), _summary(change, moves))


def amend(request: Request, change: Change) -> Request:
    """The request as it stands after the change, with every person named.

    Raises: ChangeError. Source: S23, S32.
    """
    scene = find_scene(request.scene)
    cast = _spelled_out(scene, request.cast)
    if isinstance(change, Absent):
        if _keeps_gaps(scene, request):
            return replace(request, cast=_marked_absent(cast, scene, change.label))
        cast = _edited(cast, scene, change.label, rank=None)
        return replace(request, cast=cast, rules=_without(request.rules, change.label))
    if isinstance(change, Added):
        return replace(request, cast=_with_added(cast, scene, change))
    return replace(request, cast=_edited(cast, scene, change.label, rank=change.rank))


def moves_between(old: Plan, new: Plan) -> tuple[Move, ...]:
    """Everybody whose place differs, in the order of the new plan, then those who are no longer in it.

    Source: the two plans.
    """
    before, after = _places(old), _places(new)
    found = [_move(label, before.get(label), seat) for label, seat in after.items()]
    found += [_move(label, seat, None) for label, seat in before.items() if label not in after]
    return tuple(move for move in found if move.before != move.after)


def _places(plan: Plan) -> dict[Label, Seat]:
    return {seat.occupant: seat for seat in plan.seats if seat.occupant is not None}


def _move(label: Label, before: Seat | None, after: Seat | None) -> Move:
    changes = before is not None and after is not None and before.spot.hand is not after.spot.hand
    return Move(label, before.place if before else None, after.place if after else None, changes)


def _reprint(moves: tuple[Move, ...], plates: Plates) -> tuple[Label, ...]:
    return tuple(
        move.label
        for move in moves
        if move.after is not None and (plates is Plates.WITH_PLACE or move.before is None)
    )


def _summary(change: Change, moves: tuple[Move, ...]) -> tuple[Reason, ...]:
    words = {Absent: "缺席", Added: "增加", RankChanged: "位次变动"}[type(change)]
    others = [move for move in moves if move.label != change.label]
    hands = [str(move.label) for move in others if move.changes_hand]
    text = f"{change.label} {words}：其他 {len(others)} 人换座"
    if hands:
        text += f"，其中 {'、'.join(hands)} 换到另一侧"
    return (Reason(text, "S23、S32"),)


def _keeps_gaps(scene: Scene, request: Request) -> bool:
    chosen = choose(scene.settings, request.settings, request.office, scene.name)
    return chosen.values.get("on_absence") == "leave_gap" and "rows" not in request.cast


def _spelled_out(scene: Scene, cast: Mapping[str, Json]) -> dict[str, Json]:
    named = dict(cast)
    for key, prefix in scene.prefixes().items():
        if cast.get(key) is not None:
            named[key] = list(spread(cast[key], prefix, key))
    return scene.spell_out(named) if scene.spell_out is not None else named


def _lists(cast: Mapping[str, Json], scene: Scene) -> Iterator[tuple[str, int | None, list[Json]]]:
    """Every list of people: under a key of the input, or nested as `people` in the n-th entry under a key."""
    for key, value in cast.items():
        if isinstance(value, list) and key in scene.prefixes() and key != "was":
            yield key, None, value
        elif isinstance(value, list):
            for at, entry in enumerate(value):
                people = entry.get("people") if isinstance(entry, dict) else None
                if isinstance(people, list):
                    yield key, at, people


def _place_list(cast: Mapping[str, Json], key: str, at: int | None, people: list[Json]) -> dict[str, Json]:
    entries = cast[key]
    if at is None or not isinstance(entries, list):
        return {**cast, key: people}
    nested: list[Json] = [
        {**entry, "people": people} if number == at and isinstance(entry, dict) else entry
        for number, entry in enumerate(entries)
    ]
    return {**cast, key: nested}


def _edited(cast: dict[str, Json], scene: Scene, label: Label, *, rank: int | None) -> dict[str, Json]:
    """The cast with somebody taken off his list, or put to another rank on it."""
    for key, at, people in _lists(cast, scene):
        if label in people:
            rest = [each for each in people if each != label]
            if rank is not None:
                rest = _inserted(rest, label, rank)
            return _place_list(cast, key, at, rest)
    raise ChangeError(f"名单中没有 {label}；请核对姓名或序号")


def _with_added(cast: dict[str, Json], scene: Scene, change: Added) -> dict[str, Json]:
    lists = list(_lists(cast, scene))
    if any(change.label in people for _, _, people in lists):
        raise ChangeError(f"{change.label} 已在名单中；重名的请加以区别")
    sides = {each.key: each.side for each in scene.inputs if each.side is not None}
    for key, at, people in lists:
        # `n` and `people` are one list: the side tells it, whichever of them the request used.
        is_same_side = change.key in sides and sides[change.key] is sides.get(key)
        if key == change.key or is_same_side or _entry_name(cast, key, at) == change.key:
            return _place_list(cast, key, at, _inserted(people, change.label, change.rank))
    if change.key in scene.prefixes():
        return {**cast, change.key: _inserted([], change.label, change.rank)}
    allowed = "、".join(_entry_name(cast, key, at) or key for key, at, _ in lists)
    raise ChangeError(f"没有名单 {change.key}；可用 {allowed}")


def _entry_name(cast: Mapping[str, Json], key: str, at: int | None) -> str:
    entries = cast[key]
    if at is None or not isinstance(entries, list):
        return ""
    entry = entries[at]
    name = entry.get("name", entry.get("role")) if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


def _inserted(people: list[Json], label: Label, rank: int) -> list[Json]:
    if not 1 <= rank <= len(people) + 1:
        raise ChangeError(f"{label} 的位次 {rank} 不在 1 到 {len(people) + 1} 之间；请改正")
    return [*people[: rank - 1], label, *people[rank - 1 :]]


def _marked_absent(cast: dict[str, Json], scene: Scene, label: Label) -> dict[str, Json]:
    if not any(label in people for _, _, people in _lists(cast, scene)):
        raise ChangeError(f"名单中没有 {label}；请核对姓名或序号")
    gone = cast.get("absent")
    listed = gone if isinstance(gone, list) else [gone] if gone is not None else []
    return {**cast, "absent": [*listed, label]}


def _without(rules: Rules, label: Label) -> Rules:
    """The rules without wishes about somebody who does not come (his interpreter stays on the list)."""
    name = str(label)

    def rid(pairs: tuple[tuple[Label, Label], ...]) -> tuple[tuple[Label, Label], ...]:
        return tuple(pair for pair in pairs if name not in map(str, pair))

    return replace(
        rules,
        pins={person: place for person, place in rules.pins.items() if str(person) != name},
        notes={person: note for person, note in rules.notes.items() if str(person) != name},
        apart=rid(rules.apart),
        together=rid(rules.together),
        beside={one: two for one, two in rules.beside.items() if name not in {str(one), str(two)}},
        wheelchair=frozenset(each for each in rules.wheelchair if str(each) != name),
        clear_view=frozenset(each for each in rules.clear_view if str(each) != name),
    )
