"""Guests to tables by who should and who should not sit together: local search, with nothing to install."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from xianxing.engines.protocol.errors import CastError, ConstraintError
from xianxing.engines.protocol.terms import Label, Reason

Affinity = Mapping[tuple[Label, Label], int]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """People by table in the order in which they were given. `score` is the sum of the affinities met."""

    tables: tuple[tuple[Label, ...], ...]
    score: int
    reasons: tuple[Reason, ...]


def seat_tables(
    people: Sequence[Label],
    *,
    seats: Sequence[int],
    affinity: Affinity,
    fixed: Mapping[Label, int] | None = None,
    seed: int = 0,
    rounds: int = 12,
) -> TablePlan:
    """The best division found: people at tables of `seats` places, affinities (positive like, negative not).

    Each round fills the tables, then exchanges two people, or moves one to a free place, as long as that
    raises the score; the best of all rounds stays. `fixed` keeps people at a table (from 0). The same seed
    gives the same plan. The result is not proved optimal, which a reason says.

    Raises: CastError for too few places, unknown or repeated people; ConstraintError for an overfull table.
    Source: Lewis and Carroll, JORS 67(11) 2016 (the task is NP-complete; local search is what scales).
    """
    kept = dict(fixed or {})
    _check(people, seats, affinity, kept)
    weights = _weights(people, affinity)
    chance = Random(seed)  # noqa: S311  (no secret: the seed makes the plan repeatable)
    found = []
    for turn in range(rounds):
        start = _fill(people, seats, kept, chance if turn else None)
        tables = _Tables(start, list(seats), weights, frozenset(kept))
        while tables.improve():
            pass
        found.append(tables)
    return _plan(people, len(seats), max(found, key=_Tables.score), rounds)


def _check(
    people: Sequence[Label], seats: Sequence[int], affinity: Affinity, fixed: Mapping[Label, int]
) -> None:
    known = set(people)
    if len(known) < len(people):
        raise CastError("名单中有重名；请在姓名后加注以区别")
    if sum(seats) < len(people):
        raise CastError(f"座位只有 {sum(seats)} 个，来宾 {len(people)} 位；请加桌或减少名单")
    strangers = sorted({str(each) for pair in affinity for each in pair if each not in known})
    strangers += sorted(str(each) for each in fixed if each not in known)
    if strangers:
        raise CastError(f"名单中没有 {'、'.join(strangers)}；请核对")
    for at, size in enumerate(seats):
        held = sum(1 for table in fixed.values() if table == at)
        if held > size:
            raise ConstraintError(f"第 {at + 1} 桌固定 {held} 人，座位只有 {size} 个；请改动其一")
    if any(not 0 <= table < len(seats) for table in fixed.values()):
        raise ConstraintError(f"固定的桌号须是 0 到 {len(seats) - 1}；请改正")


def _weights(people: Sequence[Label], affinity: Affinity) -> dict[Label, dict[Label, int]]:
    weights: dict[Label, dict[Label, int]] = {person: {} for person in people}
    for (one, two), weight in affinity.items():
        if one != two:
            weights[one][two] = weights[one].get(two, 0) + weight
            weights[two][one] = weights[two].get(one, 0) + weight
    return weights


def _fill(
    people: Sequence[Label], seats: Sequence[int], fixed: Mapping[Label, int], chance: Random | None
) -> dict[Label, int]:
    """Everybody at a table: the fixed ones first, the rest in order (or shuffled) to the next free place."""
    free = list(seats)
    for table in fixed.values():
        free[table] -= 1
    rest = [person for person in people if person not in fixed]
    if chance is not None:
        chance.shuffle(rest)
    places = [table for table, count in enumerate(free) for _ in range(count)]
    return {**fixed, **dict(zip(rest, places, strict=False))}


@dataclass(slots=True)
class _Tables:
    """The search's state: the table of each person, with the weight of each person towards each table."""

    at: dict[Label, int]
    seats: list[int]
    weights: dict[Label, dict[Label, int]]
    fixed: frozenset[Label]

    def score(self) -> int:
        return (
            sum(
                weight
                for person, others in self.weights.items()
                for other, weight in others.items()
                if self.at[person] == self.at[other]
            )
            // 2
        )

    def improve(self) -> bool:
        """Whether one exchange or move raised the score; the best one is made."""
        pull = self._pull()
        best, chosen = 0, None
        movable = [person for person in self.at if person not in self.fixed]
        for at, one in enumerate(movable):
            for two in movable[at + 1 :]:
                gain = self._exchange(one, two, pull)
                if gain > best:
                    best, chosen = gain, (one, two)
        moved = self._best_move(movable, pull, best)
        if moved is not None:
            self.at[moved[0]] = moved[1]
        elif chosen is not None:
            one, two = chosen
            self.at[one], self.at[two] = self.at[two], self.at[one]
        return moved is not None or chosen is not None

    def _pull(self) -> dict[Label, list[int]]:
        pull = {person: [0] * len(self.seats) for person in self.at}
        for person, others in self.weights.items():
            for other, weight in others.items():
                pull[person][self.at[other]] += weight
        return pull

    def _exchange(self, one: Label, two: Label, pull: Mapping[Label, list[int]]) -> int:
        here, there = self.at[one], self.at[two]
        if here == there:
            return 0
        gain = pull[one][there] - pull[one][here] + pull[two][here] - pull[two][there]
        return gain - 2 * self.weights[one].get(two, 0)

    def _best_move(
        self, movable: Sequence[Label], pull: Mapping[Label, list[int]], floor: int
    ) -> tuple[Label, int] | None:
        taken = [0] * len(self.seats)
        for table in self.at.values():
            taken[table] += 1
        best, chosen = floor, None
        for table, size in enumerate(self.seats):
            for person in movable if taken[table] < size else ():
                gain = pull[person][table] - pull[person][self.at[person]]
                if gain > best:
                    best, chosen = gain, (person, table)
        return chosen


def _plan(people: Sequence[Label], tables: int, found: _Tables, rounds: int) -> TablePlan:
    seated = tuple(tuple(person for person in people if found.at[person] == table) for table in range(tables))
    score = found.score()
    text = f"分桌得分 {score}；局部搜索 {rounds} 轮所得，未证明最优"
    return TablePlan(seated, score, (Reason(text, "Lewis & Carroll 2016"),))
