"""What the gate says, word for word."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from xianxing.engines.rulebook import (
    Effect,
    Finding,
    FindingKind,
    HasNone,
    NumberField,
    Range,
    Row,
    Severity,
    Table,
    Validity,
    Value,
    check,
    is_publishable,
)
from xianxing.engines.rulebook.tests.cast import OUTCOME, authority, make_table

TODAY = date(2026, 11, 23)
IN_FORCE = {"QZ-1": Validity(), "QZ-2": Validity(date(2026, 1, 1), date(2026, 11, 23)), "XF-30": Validity()}


def test_complete_table_with_clauses_in_force_passes() -> None:
    assert check(authority(), IN_FORCE, TODAY) == ()


def test_band_that_leaves_one_cent_out_is_a_gap_with_that_cent() -> None:
    table = make_table(
        Row("小额", 1, {"amount": Range(below=10_000)}, {"handler": "科员"}, ("QZ-1",)),
        Row("大额", 2, {"amount": Range(above=10_000)}, {"handler": "主任"}, ("QZ-1",)),
    )
    example: dict[str, Value] = {"amount": Decimal("10000.00"), "marks": frozenset[str]()}
    text = "有情形没有一行适用，例如：amount=10000.00，marks=［］；请补充规则或兜底行"
    findings = check(table, IN_FORCE, TODAY)
    assert findings == (Finding(FindingKind.GAP, Severity.ERROR, (), text, example),)
    assert not is_publishable(findings)


def test_row_split_among_earlier_rows_is_unreachable_and_names_them() -> None:
    dead = Row("兜底", 9, {"marks": HasNone(("检举控告",))}, {"handler": "主任"}, ("QZ-1",))
    findings = check(make_table(*authority().rows, dead), IN_FORCE, TODAY)
    assert findings[0] == Finding(
        FindingKind.UNREACHABLE,
        Severity.ERROR,
        ("兜底", "小额", "大额"),
        "第 兜底 行永远轮不到，已被第 小额、大额 行全部覆盖；请调整次序、条件或删去",
    )


def test_overlap_is_a_warning_that_says_which_row_decides_and_an_error_at_the_same_order() -> None:
    rows = (
        Row("例外", 1, {"amount": Range(below=5)}, {"handler": "主任"}, ("QZ-1",)),
        Row("一般", 2, {}, {"handler": "科员"}, ("QZ-1",)),
    )
    example: dict[str, Value] = {"amount": Decimal("0.00"), "marks": frozenset[str]()}
    both = "第 例外 行与第 一般 行可同时适用而结果不同"
    warned = check(make_table(*rows), IN_FORCE, TODAY)
    assert warned == (
        Finding(
            FindingKind.OVERLAP,
            Severity.WARNING,
            ("例外", "一般"),
            f"{both}；按次序以第 例外 行为准，请确认",
            example,
        ),
    )
    assert is_publishable(warned)
    (tied,) = check(make_table(rows[0], replace(rows[1], order=1)), IN_FORCE, TODAY)
    assert (tied.severity, tied.text) == (
        Severity.ERROR,
        f"{both}；两行次序都是 1，请区分次序或条件",
    )


def test_overlap_with_the_same_outcome_is_no_finding() -> None:
    rows = (
        Row("甲", 1, {"amount": Range(below=5)}, {"handler": "主任"}, ("QZ-1",)),
        Row("乙", 1, {}, {"handler": "主任"}, ("QZ-1",)),
    )
    assert check(make_table(*rows), IN_FORCE, TODAY) == ()


@pytest.mark.parametrize(
    ("validity", "kind", "trouble"),
    [
        ({}, FindingKind.CLAUSE_MISSING, "不在条款库中"),
        (
            {"QZ-2": Validity(valid_to=date(2026, 11, 22))},
            FindingKind.CLAUSE_EXPIRED,
            "已于 2026-11-22 失效",
        ),
        (
            {"QZ-2": Validity(valid_from=date(2026, 11, 24))},
            FindingKind.CLAUSE_NOT_YET,
            "自 2026-11-24 起才施行",
        ),
    ],
)
def test_clause_out_of_force_stops_publication(
    validity: dict[str, Validity], kind: FindingKind, trouble: str
) -> None:
    known = {"QZ-1": Validity(), "XF-30": Validity()} | validity
    text = f"第 大额 行的依据 QZ-2 {trouble}；请更换依据"
    assert check(authority(), known, TODAY) == (
        Finding(kind, Severity.ERROR, ("大额",), text, clause="QZ-2"),
    )


def test_hard_deny_of_the_last_version_may_not_vanish_or_weaken() -> None:
    table = authority()
    deny, *others = table.rows
    weaker = make_table(replace(deny, effect=Effect.DENY), *others)
    (finding,) = check(weaker, IN_FORCE, TODAY, previous=table)
    text = "上一版的硬性否决第 回避 行被删去或降级；请恢复"
    assert finding == Finding(FindingKind.DENY_REMOVED, Severity.ERROR, ("回避",), text)
    assert check(table, IN_FORCE, TODAY, previous=table) == ()


def test_table_without_rows_has_a_gap_and_without_fields_none() -> None:
    empty = check(make_table(), IN_FORCE, TODAY)
    assert [finding.kind for finding in empty] == [FindingKind.GAP]
    always = Table("一律", "1", (), OUTCOME, (Row("一", 1, {}, {"handler": "主任"}, ("QZ-1",)),))
    assert check(always, IN_FORCE, TODAY) == ()


@pytest.mark.parametrize(
    ("field", "example"),
    [
        (NumberField("people"), 0),
        (NumberField("people", maximum=7), 7),
        (NumberField("people", minimum=-3, maximum=7), -3),
    ],
)
def test_gap_over_all_numbers_shows_a_number_inside_the_bounds(field: NumberField, example: int) -> None:
    (gap,) = check(make_table(fields=(field,)), IN_FORCE, TODAY)
    assert gap.example == {"people": example}


def test_gap_below_the_first_band_of_an_open_number_is_shown() -> None:
    row = Row("甲", 1, {"people": Range(at_least=5)}, {"handler": "主任"}, ("QZ-1",))
    (gap,) = check(make_table(row, fields=(NumberField("people"),)), IN_FORCE, TODAY)
    assert gap.example == {"people": 4}


def test_gap_is_found_where_a_later_axis_settles_it() -> None:
    fields = (NumberField("a", minimum=0, maximum=1), NumberField("b", minimum=0, maximum=1))
    corners = [(0, 0), (0, 1), (1, 0)]
    rows = [
        Row(
            f"R{place}",
            place,
            {"a": Range(at_least=a, at_most=a), "b": Range(at_least=b, at_most=b)},
            {"handler": "主任"},
            ("QZ-1",),
        )
        for place, (a, b) in enumerate(corners)
    ]
    (gap,) = check(make_table(*rows, fields=fields), IN_FORCE, TODAY)
    assert gap.example == {"a": 1, "b": 1}
