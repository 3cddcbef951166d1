"""Places found by rule, and the comparison that separates one matter from one problem."""

import pytest
from hypothesis import given

from xianxing.engines.grouping import PlaceMatch, Places, compare_places, find_places
from xianxing.engines.grouping.places import shared_site
from xianxing.engines.grouping.tests.cast import TEXTS


@pytest.mark.parametrize(
    ("title", "districts", "sites"),
    [
        ("投诉B2区春晖新城附近建搅拌站", ("B2区",), ("春晖新城",)),
        ("举报B2区春晖新城小区仍有搅拌站", ("B2区",), ("春晖新城",)),
        ("春晖新城小区附近的搅拌站扰民", (), ("春晖新城",)),
        ("关于A市松涛湖安置房质量的反映", (), ("松涛湖",)),
        ("A市伊甸园·滨河苑捆绑销售车位", (), ("伊甸园滨河苑",)),
        ("江州市城北区人民西路违建", ("城北区",), ("人民西路",)),
        ("江州市临江县向阳镇道路坑洼", ("临江县",), ("向阳镇",)),
        ("投诉某某小区物业", (), ()),
        ("希望政府关心居民小区", (), ()),
        ("建议增加班次", (), ()),
        ("反映A市青园噪音", (), ()),
    ],
)
def test_find_places_each_kind_of_name_is_found(
    title: str, districts: tuple[str, ...], sites: tuple[str, ...]
) -> None:
    assert find_places(title, "") == Places(districts=districts, headline=sites, sites=sites)


def test_find_places_the_text_adds_to_the_title() -> None:
    found = find_places("麻将馆扰民", "我住在B3区松涛苑小区，位于人民西路。")
    assert found == Places(districts=("B3区",), headline=(), sites=("松涛苑", "人民西路"))


def test_find_places_only_the_opening_of_the_text_is_read() -> None:
    assert find_places("", "噪音。" * 100 + "位于松涛苑。") == Places()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("B2区春晖新城扰民", "春晖新城小区扰民", PlaceMatch.SAME),
        ("向阳街道春晖新城", "春晖新城", PlaceMatch.SAME),
        ("B1区松涛苑麻将馆", "B1区柳浪苑麻将馆", PlaceMatch.DIFFERENT),
        ("B1区麻将馆扰民", "B4区麻将馆扰民", PlaceMatch.DIFFERENT),
        ("B1区麻将馆扰民", "B1区松涛苑麻将馆", PlaceMatch.UNKNOWN),
        ("B1区麻将馆扰民", "麻将馆扰民", PlaceMatch.UNKNOWN),
        ("麻将馆扰民", "麻将馆扰民", PlaceMatch.UNKNOWN),
    ],
)
def test_compare_places_each_case_is_told(one: str, other: str, expected: PlaceMatch) -> None:
    assert compare_places(find_places(one, ""), find_places(other, "")) is expected
    assert compare_places(find_places(other, ""), find_places(one, "")) is expected


def test_shared_site_the_longest_common_name_is_named() -> None:
    one = Places(sites=("人民西路", "向阳街道春晖新城"))
    other = Places(sites=("春晖新城", "人民西路", "解放路"))
    assert shared_site(one, other) == "人民西路"
    assert shared_site(other, one) == "人民西路"
    assert shared_site(Places(sites=("向阳街道春晖新城",)), other) == "春晖新城"
    assert shared_site(one, Places()) is None


@given(TEXTS, TEXTS)
def test_compare_places_any_texts_is_symmetric(one: str, other: str) -> None:
    first, second = find_places(one, other), find_places(other, one)
    assert compare_places(first, second) is compare_places(second, first)
    assert shared_site(first, second) == shared_site(second, first)


@given(TEXTS)
def test_compare_places_a_text_with_itself_is_never_different(text: str) -> None:
    assert compare_places(find_places(text, ""), find_places(text, "")) is not PlaceMatch.DIFFERENT
