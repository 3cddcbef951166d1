"""Which labels a theme goes to."""

import pytest

from xianxing.engines.triage.lexicon import Theme, load_lexicon
from xianxing.engines.triage.matching import Matcher
from xianxing.engines.triage.taxonomy import Taxonomy
from xianxing.engines.triage.tests.cast import TAXONOMY

WATER_THEME = Theme("城乡建设", ("住建",), "城市建设和市政管理", "自来水供应", (("停水", 2.0),))
OTHER_THEME = Theme("教育文体", ("教育",), "其他", "其他", (("学子", 1.0),))


def test_matcher_with_the_same_names_fits_fully_at_every_level() -> None:
    assert Matcher(TAXONOMY, 1).places(WATER_THEME) == ((0, 1.0),)
    assert Matcher(TAXONOMY, 2).places(WATER_THEME) == ((0, 1.0),)
    assert Matcher(TAXONOMY, 3).places(WATER_THEME) == ((0, 1.0),)


def test_matcher_with_an_office_as_label_uses_the_other_names() -> None:
    offices = Taxonomy([("教育局",), ("住建局",), ("水务局",)])
    assert Matcher(offices, 1).places(WATER_THEME) == ((1, 0.85),)
    assert Matcher(offices, 1).places(OTHER_THEME) == ((0, 0.85),)


def test_matcher_with_a_label_named_like_the_theme_uses_its_name() -> None:
    services = Taxonomy([("自来水供应",), ("燃气供应",)])
    assert Matcher(services, 1).places(WATER_THEME) == ((0, 0.8),)


def test_matcher_with_the_group_only_below_a_label_fits_less() -> None:
    renamed = Taxonomy([("民生", "城市建设和市政管理"), ("其他事务", "杂项")])
    assert Matcher(renamed, 1).places(WATER_THEME) == ((0, 0.6),)
    assert Matcher(renamed, 2).places(WATER_THEME) == ((0, 0.6),)


def test_matcher_without_a_similar_name_finds_nothing() -> None:
    assert Matcher(Taxonomy([("甲",), ("乙",)]), 1).places(WATER_THEME) == ()


def test_matcher_with_two_equal_fits_gives_both() -> None:
    twins = Taxonomy([("城乡建设", "供水", "自来水供应"), ("城乡建设", "供气", "自来水供应")])
    places = Matcher(twins, 3).places(WATER_THEME)
    assert [place for place, _ in places] == [0, 1]
    assert [fit for _, fit in places] == [pytest.approx(0.7), pytest.approx(0.7)]


def test_matcher_with_an_other_theme_never_fits_a_first_level_by_the_word_other() -> None:
    assert Matcher(Taxonomy([("其他",), ("海关",)]), 1).places(OTHER_THEME) == ()


def test_every_packaged_theme_finds_a_place_among_its_own_areas() -> None:
    areas = list(dict.fromkeys(theme.area for theme in load_lexicon()))
    matcher = Matcher(Taxonomy([(area,) for area in areas]), 1)
    wrong = [theme for theme in load_lexicon() if matcher.places(theme) != ((areas.index(theme.area), 1.0),)]
    assert wrong == []
