"""Small tables that the tests share."""

from hypothesis import strategies as st

from xianxing.engines.rulebook import (
    ChoiceField,
    Condition,
    Effect,
    Equals,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    NumberField,
    OneOf,
    Range,
    Row,
    SetField,
    Table,
)
from xianxing.engines.rulebook.tests import oracle

OUTCOME = (ChoiceField("handler", ("科员", "主任", "分管领导")),)
AMOUNT = NumberField("amount", places=2, minimum=0)
MARKS = SetField("marks", ("涉密", "检举控告", "涉法涉诉"), default=frozenset())


def make_table(
    *rows: Row, fields: tuple[ChoiceField | NumberField | SetField, ...] = (AMOUNT, MARKS)
) -> Table:
    """A table of authority with one outcome, the handler."""
    return Table("权责清单", "2026-1", fields, OUTCOME, rows)


def authority() -> Table:
    """Two amount bands under one hard deny; nothing is left open."""
    return make_table(
        Row(
            "回避",
            1,
            {"marks": HasAny(("检举控告",))},
            {},
            ("XF-30",),
            Effect.HARD_DENY,
            note="不得转被举报人",
        ),
        Row("小额", 2, {"amount": Range(below=10_000)}, {"handler": "科员"}, ("QZ-1",)),
        Row("大额", 3, {"amount": Range(at_least=10_000)}, {"handler": "主任"}, ("QZ-2",)),
    )


_KINDS = st.lists(st.sampled_from(["求助", "投诉", "举报"]), min_size=1, max_size=2, unique=True).map(tuple)
_MARKS = st.lists(st.sampled_from(["涉密", "涉法"]), min_size=1, max_size=2, unique=True).map(tuple)
_PEOPLE = st.integers(0, 4)
_CONDITIONS: dict[str, st.SearchStrategy[Condition]] = {
    "kind": st.one_of(_KINDS.map(OneOf), _KINDS.map(NoneOf), _KINDS.map(lambda words: Equals(words[0]))),
    "urgent": st.booleans().map(Equals),
    "people": st.one_of(
        _PEOPLE.map(lambda low: Range(at_least=low)),
        _PEOPLE.map(lambda high: Range(at_most=high)),
        st.integers(0, 3).map(lambda low: Range(above=low, below=low + 2)),
        st.lists(_PEOPLE, min_size=1, max_size=3).map(lambda some: NoneOf(tuple(some))),
        _PEOPLE.map(Equals),
    ),
    "marks": st.one_of(
        _MARKS.map(HasAny),
        _MARKS.map(HasAll),
        _MARKS.map(HasNone),
        _MARKS.map(lambda words: Equals(frozenset(words))),
    ),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to seven rows over the small vocabulary of the oracle."""
    rows = []
    for place in range(draw(st.integers(0, 7))):
        asked = draw(st.lists(st.sampled_from(sorted(_CONDITIONS)), max_size=2, unique=True))
        effect = draw(st.sampled_from([Effect.DECIDE] * 4 + [Effect.DENY, Effect.HARD_DENY]))
        active = effect is Effect.HARD_DENY or draw(st.integers(0, 9)) > 0
        handler = draw(st.sampled_from(["科员", "主任"]))
        when = {name: draw(_CONDITIONS[name]) for name in asked}
        order = draw(st.integers(1, 9))
        rows.append(Row(f"R{place}", order, when, {"handler": handler}, ("QZ-1",), effect, active))
    return Table("小表", "1", oracle.FIELDS, OUTCOME, tuple(rows))
