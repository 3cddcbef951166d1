"""Names of labels: what they list and how alike they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.triage.names import likeness, parts

NAMES = st.text(alphabet="城乡建设局教育管理环保部门", max_size=6)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("房产证登记、办理", ("房产证登记", "办理")),
        ("其他", ()),
        ("城市建设和市政管理", ("城市建设", "市政管理")),
        ("农村“八大员”问题", ("农村", "八大员", "问题")),
        ("和平路", ("和平路",)),
        ("水", ()),
        ("", ()),
    ],
)
def test_parts_of_a_name_lists_what_it_names(name: str, expected: tuple[str, ...]) -> None:
    assert parts(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("教育", "教育", 1.0),
        ("教育局", "教育", 0.85),
        ("物业管理", "物业服务", 0.75),
        ("物业管理", "物业", 0.85),
        ("住房和城乡建设局", "城乡建设", 0.75),
        ("住房公积金", "住房补贴", pytest.approx(0.7 * 2 / 7)),
        ("局", "局", 1.0),
        ("局", "处", 0.0),
        ("", "教育", 0.0),
        ("医疗", "环保", 0.0),
    ],
)
def test_likeness_of_two_names_follows_what_they_share(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == expected


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_nothing_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(NAMES)
def test_likeness_of_a_name_with_itself_is_one(name: str) -> None:
    assert likeness(name, name) == 1.0
