"""Pins and wishes over the rule: who must sit where or beside whom, with the smallest change of order found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xianxing.engines.protocol.errors import ConstraintError
from xianxing.engines.protocol.scheme import Scheme
from xianxing.engines.protocol.terms import Label, Reason, Rules, Seat

NO_RULES = Rules()
_SOURCE = "设定"
# Two changes at once are tried only where the square of the single changes stays small.
_DEEP_UP_TO = 16

Seating = dict[str, Label | None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """One wish about two people, with the words that name it."""

    first: Label
    second: Label
    text: str
    close: bool


@dataclass(frozen=True, slots=True)
class _Room:
    """What the search needs: places by block in order, neighbours, wishes, who may sit where."""

    blocks: tuple[tuple[str, ...], ...]
    beside: Mapping[str, frozenset[str]]
    wishes: tuple[_Wish, ...]
    allowed: Mapping[Label, frozenset[str]]
    natural: Mapping[Label, int]


def grant(seated: Mapping[str, Seat], scheme: Scheme, rules: Rules) -> dict[str, Seat]:
    """The seats with every pin and wish met; people whom no wish touches keep their order where it can be kept.

    First everybody who may sit only at certain places takes the allowed place nearest to the one by rank, and
    the rest fill the others in order; then single exchanges or moves are tried until people are apart or
    together as asked, always the change that moves rank least.

    Raises: ConstraintError naming what conflicts. Source: the request (rules by hand stand over the scene's).
    """
    people = {seat.occupant: seat for seat in seated.values() if seat.occupant is not None}
    room = _furnish(seated, scheme, _known(rules, people))
    start: Seating = {}
    for places in room.blocks:
        start.update(_fill_block([seated[place] for place in places], room.allowed))
    found = _settle_wishes(start, room)
    return {
        place: replace(seat, occupant=found[place], reasons=_reasons(seat, found[place], rules))
        for place, seat in seated.items()
    }


def _known(rules: Rules, people: Mapping[Label, Seat]) -> Rules:
    """The rules with each label as the plan writes it (JSON knows no numbers as keys)."""
    names = {str(label): label for label in people}

    def find(label: Label) -> Label:
        try:
            return names[str(label)]
        except KeyError:
            raise ConstraintError(f"名单中没有 {label}；请核对 rules 中的姓名或序号") from None

    return replace(
        rules,
        pins={find(label): place for label, place in rules.pins.items()},
        notes={find(label): note for label, note in rules.notes.items()},
        apart=tuple((find(one), find(two)) for one, two in rules.apart),
        together=tuple((find(one), find(two)) for one, two in rules.together),
        beside={find(one): find(two) for one, two in rules.beside.items()},
        wheelchair=frozenset(find(label) for label in rules.wheelchair),
        clear_view=frozenset(find(label) for label in rules.clear_view),
    )


def _furnish(seated: Mapping[str, Seat], scheme: Scheme, rules: Rules) -> _Room:
    blocks = tuple(tuple(spot.place for spot in block.spots) for block in scheme.blocks)
    natural = {
        occupant: at
        for places in blocks
        for at, place in enumerate(places)
        if (occupant := seated[place].occupant) is not None
    }
    wishes = tuple(_wishes(rules))
    _refuse_contradictions(wishes)
    return _Room(blocks, _neighbours(scheme), wishes, _allowed(seated, blocks, rules), natural)


def _wishes(rules: Rules) -> Iterator[_Wish]:
    for one, two in rules.apart:
        yield _Wish(one, two, f"{one}与{two}不相邻", close=False)
    for one, two in rules.together:
        yield _Wish(one, two, f"{one}与{two}相邻", close=True)
    for one, two in rules.beside.items():
        yield _Wish(one, two, f"译员{one}在{two}旁", close=True)


def _refuse_contradictions(wishes: Sequence[_Wish]) -> None:
    wanted: dict[frozenset[Label], _Wish] = {}
    for wish in wishes:
        pair = frozenset((wish.first, wish.second))
        other = wanted.setdefault(pair, wish)
        if other.close is not wish.close:
            raise ConstraintError(f"要求互相矛盾：{other.text}；{wish.text}；请删去其一")
        if len(pair) == 1:
            raise ConstraintError(f"要求两边是同一人：{wish.text}；请改正")


def _neighbours(scheme: Scheme) -> dict[str, frozenset[str]]:
    beside: dict[str, set[str]] = {}
    for line in scheme.lines:
        pairs = list(zip(line.places, line.places[1:], strict=False))
        if scheme.ring:
            pairs.append((line.places[-1], line.places[0]))
        for one, two in pairs:
            beside.setdefault(one, set()).add(two)
            beside.setdefault(two, set()).add(one)
    return {place: frozenset(found) for place, found in beside.items()}


def _allowed(
    seated: Mapping[str, Seat], blocks: Sequence[Sequence[str]], rules: Rules
) -> dict[Label, frozenset[str]]:
    """Where the people who may not sit everywhere may sit."""
    accessible = rules.accessible
    if accessible is None:
        accessible = frozenset(place for place, seat in seated.items() if seat.spot.accessible)
    allowed: dict[Label, frozenset[str]] = {}
    for places in blocks:
        for person in (seated[place].occupant for place in places):
            if person is None or person not in {*rules.pins, *rules.wheelchair, *rules.clear_view}:
                continue
            found = _pinned(person, places, rules)
            if person in rules.wheelchair:
                found &= accessible
            if person in rules.clear_view:
                found -= rules.poor_view
            if not found:
                raise ConstraintError(
                    f"没有座位同时满足对 {person} 的要求：{_demands(person, rules)}；请放宽其一"
                )
            allowed[person] = found
    return allowed


def _pinned(person: Label, places: Sequence[str], rules: Rules) -> frozenset[str]:
    if person not in rules.pins:
        return frozenset(places)
    place = rules.pins[person]
    if place not in places:
        raise ConstraintError(f"{person} 不能固定在 {place}；可用座位 {'、'.join(places)}")
    return frozenset((place,))


def _demands(person: Label, rules: Rules) -> str:
    said = []
    if person in rules.pins:
        said.append(f"固定在{rules.pins[person]}")
    if person in rules.wheelchair:
        said.append("轮椅可达")
    if person in rules.clear_view:
        said.append("视线不受遮挡")
    return "、".join(said)


def _fill_block(seats: Sequence[Seat], allowed: Mapping[Label, frozenset[str]]) -> Seating:
    """Everybody of a block at a place: restricted people matched first, the rest in order of rank."""
    people = [seat.occupant for seat in seats if seat.occupant is not None]
    matching = _Matching({seat.place: at for at, seat in enumerate(seats)}, allowed, {})
    for at, person in enumerate(people):
        if person in allowed and not matching.seat(person, at, set()):
            rivals = "、".join(str(each) for each in people if each in allowed)
            raise ConstraintError(f"固定座位互相冲突：{rivals} 可坐的座位不够；请改动其一")
    rest = iter([person for person in people if person not in allowed])
    held = matching.held
    return {seat.place: held[seat.place] if seat.place in held else next(rest, None) for seat in seats}


@dataclass(frozen=True, slots=True)
class _Matching:
    """Restricted people and the places held for them so far; `index` is the precedence of each place."""

    index: Mapping[str, int]
    allowed: Mapping[Label, frozenset[str]]
    held: dict[str, Label]

    def seat(self, person: Label, natural: int, tried: set[str]) -> bool:
        """Whether the person found a place, moving earlier ones on if need be (augmenting path)."""
        index = self.index
        open_to = self.allowed[person] - tried
        for place in sorted(open_to, key=lambda each: (abs(index[each] - natural), index[each])):
            tried.add(place)
            if place not in self.held or self.seat(self.held[place], natural, tried):
                self.held[place] = person
                return True
        return False


def _settle_wishes(start: Seating, room: _Room) -> Seating:
    """The seating changed until no wish is broken: each change leaves fewer broken than before."""
    found = start
    while broken := _broken(found, room):
        better = _best_change(found, broken, room)
        if better is None:
            raise ConstraintError(
                f"无法同时满足：{'；'.join(wish.text for wish in broken)}；请放宽其中一项或改固定座位"
            )
        found = better
    return found


def _broken(seating: Seating, room: _Room) -> list[_Wish]:
    at = {person: place for place, person in seating.items() if person is not None}
    nobody: frozenset[str] = frozenset()
    return [
        wish
        for wish in room.wishes
        if (at[wish.second] in room.beside.get(at[wish.first], nobody)) is not wish.close
    ]


def _best_change(seating: Seating, broken: Sequence[_Wish], room: _Room) -> Seating | None:
    """The change after which fewest wishes are broken and rank is moved least; None when none helps."""
    now = (len(broken), 0)
    best, found = now, None
    for change in _changes(seating, broken, room):
        score = (len(_broken(change, room)), _displacement(change, room))
        if score[0] < now[0] and (found is None or score < best):
            best, found = score, change
    if found is None and len(seating) <= _DEEP_UP_TO:
        return _best_pair(seating, broken, room)
    return found


def _best_pair(seating: Seating, broken: Sequence[_Wish], room: _Room) -> Seating | None:
    best, found = (len(broken), 0), None
    for first in _changes(seating, broken, room):
        for second in _changes(first, _broken(first, room), room):
            score = (len(_broken(second, room)), _displacement(second, room))
            if score[0] < len(broken) and (found is None or score < best):
                best, found = score, second
    return found


def _changes(seating: Seating, broken: Sequence[_Wish], room: _Room) -> Iterator[Seating]:
    """Every exchange (also with a free place), and every move with the others closing up, of somebody named."""
    named = {person for wish in broken for person in (wish.first, wish.second)}
    for places in room.blocks:
        order = [seating[place] for place in places]
        for at in (at for at, person in enumerate(order) if person in named):
            for to in range(len(order)):
                for changed in _rearranged(order, at, to):
                    if _may_sit(places, changed, room):
                        yield {**seating, **dict(zip(places, changed, strict=True))}


def _rearranged(order: Sequence[Label | None], at: int, to: int) -> Iterator[list[Label | None]]:
    exchanged = list(order)
    exchanged[at], exchanged[to] = exchanged[to], exchanged[at]
    yield exchanged
    if order[to] is not None:
        shifted = list(order)
        shifted.insert(to, shifted.pop(at))
        yield shifted


def _may_sit(places: Sequence[str], order: Sequence[Label | None], room: _Room) -> bool:
    return all(
        person not in room.allowed or place in room.allowed[person]
        for place, person in zip(places, order, strict=True)
        if person is not None
    )


def _displacement(seating: Seating, room: _Room) -> int:
    return sum(
        abs(room.natural[person] - at)
        for places in room.blocks
        for at, place in enumerate(places)
        if (person := seating[place]) is not None
    )


def _reasons(seat: Seat, person: Label | None, rules: Rules) -> tuple[Reason, ...]:
    if person is None or person == seat.occupant:
        kept = seat.reasons if person is not None else (Reason("空座", _SOURCE),)
        return (*kept, *_asked(person, rules))
    asked = _asked(person, rules)
    return asked or (Reason(f"因他人固定座位或相邻要求，改坐{seat.place}", _SOURCE),)


def _asked(person: Label | None, rules: Rules) -> tuple[Reason, ...]:
    if person is None:
        return ()
    names = {str(label): note for label, note in rules.notes.items()}
    pins = {str(label) for label in rules.pins}
    said = []
    if str(person) in pins:
        note = names.get(str(person), "未写明原因")
        said.append(Reason(f"按要求固定座位：{note}", _SOURCE))
    if str(person) in {str(label) for label in rules.wheelchair}:
        said.append(Reason("轮椅可达的座位", _SOURCE))
    if str(person) in {str(label) for label in rules.clear_view}:
        said.append(Reason("视线不受遮挡的座位", _SOURCE))
    return tuple(said)
