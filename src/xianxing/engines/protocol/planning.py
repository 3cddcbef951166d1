"""From a request to a plan: the scene lays out places, people take them in order, wishes are met last."""

from collections import Counter
from collections.abc import Mapping, Sequence

from xianxing.engines.protocol.cast import Cast
from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.registry import find_scene
from xianxing.engines.protocol.scheme import Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import choose
from xianxing.engines.protocol.terms import (
    Guest,
    Json,
    Label,
    Plan,
    Reason,
    Request,
    Row,
    Rules,
    Seat,
    Side,
)
from xianxing.engines.protocol.wishes import NO_RULES, grant


def seat(
    scene: str,
    guests: Sequence[Guest],
    *,
    settings: Mapping[str, Json] | None = None,
    office: Mapping[str, Json] | None = None,
    rules: Rules = NO_RULES,
    extra: Mapping[str, Json] | None = None,
) -> Plan:
    """The plan that seats these guests, in order of rank within each side, by the rule of the scene.

    `extra` adds inputs of the scene that are not people (`interpreters`, `free`, `rows` ...).

    Raises: CastError, SettingError, UnknownSceneError, ConstraintError.
    Source: the rule of the scene, named in the plan's reasons.
    """
    cast = dict(extra or {})
    cast.update(_by_input(find_scene(scene), guests))
    return plan_seats(Request(scene, cast, settings or {}, office or {}, rules))


def plan_seats(request: Request) -> Plan:
    """The plan for a request; the same request always gives the same plan.

    Raises: CastError, SettingError, UnknownSceneError, ConstraintError.
    Source: the rule of the scene, named in the plan's reasons.
    """
    scene = find_scene(request.scene)
    chosen = choose(scene.settings, request.settings, request.office, scene.name)
    scheme = scene.arrange(Cast(scene.name, request.cast, scene.inputs), chosen)
    if scene.fixed and request.rules != NO_RULES:
        raise ConstraintError(f"场景 {scene.name}（{scene.title}）只有先后次序，不能固定座位；请删去 rules")
    if not scene.fixed:
        _refuse_doubles(scheme)
    seated = _take_places(scheme, request.rules)
    rows = tuple(_row(line, seated) for line in scheme.lines)
    reasons = (*chosen.reasons, *scheme.reasons)
    return Plan(request, scene.title, scheme.shape, rows, scheme.view, reasons, scheme.ring, scene.captions)


def _by_input(scene: Scene, guests: Sequence[Guest]) -> dict[str, Json]:
    keys = {each.side: each.key for each in scene.inputs if each.side is not None}
    people: dict[str, Json] = {}
    for side in Side:
        labels: list[Json] = [guest.key for guest in guests if guest.side is side]
        if labels:
            if side not in keys:
                raise CastError(
                    f"场景 {scene.name} 不分出 {side.value} 一方；可用 {'、'.join(each.value for each in keys)}"
                )
            people[keys[side]] = labels
    return people


def _take_places(scheme: Scheme, rules: Rules) -> dict[str, Seat]:
    seated: dict[str, Seat] = {}
    for block in scheme.blocks:
        for rank, (spot, person) in enumerate(zip(block.spots, _padded(block), strict=True), start=1):
            seated[spot.place] = Seat(spot, person, block.name, rank, _why(block, rank, person))
    return seated if rules == NO_RULES else grant(seated, scheme, rules)


def _refuse_doubles(scheme: Scheme) -> None:
    labels = [label for block in scheme.blocks for label in block.people if label is not None]
    if len(set(labels)) < len(labels):
        twice = sorted({str(label) for label, times in Counter(labels).items() if times > 1})
        raise CastError(f"{'、'.join(twice)} 在名单中出现不止一次；重名的请加以区别")


def _padded(block: Block) -> tuple[Label | None, ...]:
    return (*block.people, *(None,) * (len(block.spots) - len(block.people)))


def _why(block: Block, rank: int, person: Label | None) -> tuple[Reason, ...]:
    if person is None:
        return (Reason("空座", block.reason.source),)
    return (Reason(f"{block.name}第 {rank} 位；{block.reason.text}", block.reason.source),)


def _row(line: Line, seated: Mapping[str, Seat]) -> Row:
    return Row(line.title, tuple(seated[place] for place in line.places))
