"""The order of people: heads, deputy secretary, standing members, deputies; what decided each place is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.ranking.posts import NO_POST, Post, Tier
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Reason

HEADS = Setting(
    "heads",
    "四套班子正职",
    {
        "party_gov_npc_cppcc": "党委、政府、人大、政协",
        "party_npc_gov_cppcc": "党委、人大、政府、政协",
    },
    "party_gov_npc_cppcc",
    "S07、S21、S22",
)
DEPUTIES = Setting(
    "deputies",
    "副职班子次序",
    {"gov_npc_cppcc": "政府、人大、政协", "npc_gov_cppcc": "人大、政府、政协"},
    "gov_npc_cppcc",
    "S21、S22",
)
TIE = Setting(
    "tie",
    "同级先后",
    {
        "standing_date_then_grade_date": "先任常委时间，再任现级时间",
        "grade_date_then_standing_date": "先任现级时间，再任常委时间",
    },
    "standing_date_then_grade_date",
    "S21",
)
RETIRED = Setting(
    "retired",
    "退休老同志",
    {
        "after_serving_same_grade": "排在同级在职之后（推定；可手工固定并写明原因）",
        "after_all_serving": "排在全部在职之后",
        "as_serving": "与在职同样排",
    },
    "after_serving_same_grade",
    "S07",
)
DUAL = Setting(
    "dual",
    "一人兼两正职时另一班子的位次",
    {"vice_takes_place": "由常务副职代表", "place_lapses": "不另占位次"},
    "vice_takes_place",
    "S22",
)
RANK_SETTINGS = (HEADS, DEPUTIES, TIE, RETIRED, DUAL)

_LAST = 10**9
_LATEST = "9999-99"


class TieRule(StrEnum):
    """Which date is compared first."""

    STANDING_FIRST = "standing_date_then_grade_date"
    GRADE_FIRST = "grade_date_then_standing_date"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be ranked. `grade` is 1 for the highest; dates are `YYYY-MM` or `YYYY-MM-DD`.

    `order_no` is the place in the organ's own list: it is stored, never computed.
    """

    name: str
    posts: tuple[Post, ...] = ()
    grade: int | None = None
    order_no: int | None = None
    standing_since: str = ""
    grade_since: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class RankRules:
    """The variant of each rule, by the values of the settings; organs as words joined by `_`."""

    heads: str = "party_gov_npc_cppcc"
    deputies: str = "gov_npc_cppcc"
    tie: TieRule = TieRule.STANDING_FIRST
    retired: str = "after_serving_same_grade"
    dual: str = "vice_takes_place"


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in the order fixed by hand, from 1, with the reason that is printed beside it."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """People from the first down. `reasons` says for each neighbouring pair what decided; `ties` are the
    pairs that nothing decided: they keep the order in which they were given and want a human eye."""

    people: tuple[Person, ...]
    reasons: tuple[Reason, ...]
    ties: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Criterion:
    """One step of the comparison: the value of each person, and how it is said."""

    name: str
    source: str
    values: Mapping[str, int | str]


def rules_of(chosen: Chosen) -> RankRules:
    """The rank rules that the settings of a scene name. Source: the settings table of the seating cases."""
    given = {
        key: str(chosen.values[key])
        for key in ("heads", "deputies", "retired", "dual")
        if key in chosen.values
    }
    tie = TieRule(str(chosen.values.get("tie", TieRule.STANDING_FIRST.value)))
    return RankRules(tie=tie, **given)


def rank(
    people: Sequence[Person],
    rules: RankRules = RankRules(),
    *,
    pins: Mapping[str, Pin] | None = None,
) -> Ranking:
    """The people in order of precedence, with what decided between neighbours.

    Compared in turn: grade (when it is known of everybody), in office or retired, tier of the highest post,
    organ, the organ's own order number, the two dates. Pins stand over all of it.

    Raises: CastError for two people of one name, or a pin that names nobody, no place or a place twice.
    Source: S07, S21, S22; 推定 where the settings say so.
    """
    names = [person.name for person in people]
    if len(set(names)) < len(names):
        raise CastError("排序名单中有重名；请在姓名后加注以区别")
    criteria = _criteria(people, rules)
    ordered = sorted(people, key=lambda person: [each.values[person.name] for each in criteria])
    reasons, ties = _explain(ordered, criteria)
    if pins:
        ordered, pinned = _pin(ordered, pins)
        reasons = (*reasons, *pinned)
        ties = tuple(pair for pair in ties if not set(pair) & pins.keys())
    return Ranking(tuple(ordered), tuple(reasons), ties)


def _criteria(people: Sequence[Person], rules: RankRules) -> list[_Criterion]:
    posts = _standing_posts(people, rules)
    retired = _Criterion("在职先于退休", "S07", {each.name: int(each.retired) for each in people})
    graded = all(person.grade is not None for person in people)
    grade = _Criterion("职级", "S21", {each.name: each.grade or 0 for each in people if graded})
    by_dates = _dates(people, rules.tie)
    found = [
        _Criterion("职务层次", "S21、S22", {name: int(post.tier) for name, post in posts.items()}),
        _Criterion(
            "班子次序", "S07、S21、S22", {name: _organ_place(post, rules) for name, post in posts.items()}
        ),
        _Criterion("班子内部排序号", "S22", {each.name: _number(each.order_no) for each in people}),
        _Criterion("常务副职在先", "S22", {name: int(not post.executive) for name, post in posts.items()}),
        *by_dates,
    ]
    if graded:
        found.insert(0, grade)
    if rules.retired == "after_all_serving":
        found.insert(0, retired)
    elif rules.retired == "after_serving_same_grade":
        found.insert(int(graded), retired)
    return found


def _standing_posts(people: Sequence[Person], rules: RankRules) -> dict[str, Post]:
    """The post by which each person is ranked: the highest; an executive deputy for a head who holds two."""
    posts = {person.name: _highest(person, rules) for person in people}
    if rules.dual != "vice_takes_place":
        return posts
    vacated = {
        post.organ
        for person in people
        for post in person.posts
        if post.tier is Tier.HEAD and post.organ is not posts[person.name].organ
    }
    return {
        name: Post(post.organ, Tier.HEAD)
        if post.executive and post.tier is Tier.DEPUTY and post.organ in vacated
        else post
        for name, post in posts.items()
    }


def _highest(person: Person, rules: RankRules) -> Post:
    return min(person.posts, key=lambda post: (post.tier, _organ_place(post, rules)), default=NO_POST)


def _organ_place(post: Post, rules: RankRules) -> int:
    order = rules.deputies if post.tier is Tier.DEPUTY else rules.heads
    words = order.split("_")
    return words.index(post.organ.value) if post.organ.value in words else len(words)


def _number(value: int | None) -> int:
    return _LAST if value is None else value


def _dates(people: Sequence[Person], tie: TieRule) -> tuple[_Criterion, ...]:
    standing = _Criterion("任常委时间", "S21", {each.name: each.standing_since or _LATEST for each in people})
    grade = _Criterion("任现级时间", "S21", {each.name: each.grade_since or _LATEST for each in people})
    return (standing, grade) if tie is TieRule.STANDING_FIRST else (grade, standing)


def _explain(
    ordered: Sequence[Person], criteria: Sequence[_Criterion]
) -> tuple[tuple[Reason, ...], tuple[tuple[str, str], ...]]:
    reasons = []
    ties = []
    for first, second in pairwise(ordered):
        decided = next(
            (each for each in criteria if each.values[first.name] != each.values[second.name]), None
        )
        if decided is None:
            ties.append((first.name, second.name))
            reasons.append(Reason(f"{first.name}、{second.name}无从区分，保持原次序，请人工核对", "S22"))
        else:
            reasons.append(Reason(f"{first.name}在{second.name}之前：{decided.name}", decided.source))
    return tuple(reasons), tuple(ties)


def _pin(ordered: Sequence[Person], pins: Mapping[str, Pin]) -> tuple[list[Person], tuple[Reason, ...]]:
    by_name = {person.name: person for person in ordered}
    wanted: dict[int, Person] = {}
    for name, pin in pins.items():
        if name not in by_name:
            raise CastError(f"名单中没有 {name}，不能固定其位次；请核对")
        if not 1 <= pin.place <= len(ordered) or pin.place in wanted:
            raise CastError(f"{name} 不能固定为第 {pin.place} 位；须是 1 到 {len(ordered)} 且不与他人重复")
        wanted[pin.place] = by_name[name]
    rest = iter([person for person in ordered if person.name not in pins])
    placed = [wanted[at] if at in wanted else next(rest) for at in range(1, len(ordered) + 1)]
    notes = tuple(
        Reason(f"{name}手工固定为第 {pin.place} 位：{pin.reason or '未写明原因'}", "设定")
        for name, pin in pins.items()
    )
    return placed, notes
