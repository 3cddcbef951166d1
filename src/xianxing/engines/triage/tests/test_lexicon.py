"""The packaged keywords."""

import pytest

from xianxing.engines.triage.errors import LexiconError
from xianxing.engines.triage.lexicon import (
    DECISIVE,
    PLAIN,
    Theme,
    lexicon_digest,
    load_lexicon,
    parse_lexicon,
)


def test_lexicon_lines_become_themes_with_strengths() -> None:
    lines = [
        "# 教育 | 教育局 教体局",
        "",
        "## 招生",
        "录取: 录取* PM2.5",
        "# 交通",
        "## 公路",
        "收费: 收费站",
    ]
    assert parse_lexicon(lines) == (
        Theme("教育", ("教育局", "教体局"), "招生", "录取", (("录取", DECISIVE), ("pm2.5", PLAIN))),
        Theme("交通", (), "公路", "收费", (("收费站", PLAIN),)),
    )


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["录取: 录取"], 1),
        (["# 教育", "录取: 录取"], 2),
        (["# 教育", "## 招生", "录取 录取"], 3),
        (["# 教育", "## 招生", "# 交通", "公路: 收费站"], 4),
    ],
)
def test_lexicon_line_out_of_place_is_refused(lines: list[str], number: int) -> None:
    with pytest.raises(LexiconError) as refused:
        parse_lexicon(lines)
    assert (
        str(refused.value) == f"词库第 {number} 行是“{lines[-1]}”；应在“# 领域”“## 类别”之后写“主题: 词 词”"
    )


def test_packaged_lexicon_covers_fifteen_areas() -> None:
    assert {theme.area for theme in load_lexicon()} == {
        "城乡建设",
        "交通运输",
        "环境保护",
        "劳动和社会保障",
        "教育文体",
        "卫生计生",
        "商贸旅游",
        "党务政务",
        "国土资源",
        "纪检监察",
        "经济管理",
        "科技与信息产业",
        "民政",
        "农村农业",
        "政法",
    }


def test_packaged_lexicon_has_no_empty_theme_and_no_starred_word_left() -> None:
    themes = load_lexicon()
    assert [theme for theme in themes if not theme.words] == []
    assert [word for theme in themes for word, _ in theme.words if "*" in word or not word] == []


def test_packaged_lexicon_areas_have_other_names() -> None:
    assert [theme.area for theme in load_lexicon() if not theme.aliases] == []


def test_lexicon_digest_is_the_same_each_time() -> None:
    assert lexicon_digest() == lexicon_digest()
    assert len(lexicon_digest()) == 64
