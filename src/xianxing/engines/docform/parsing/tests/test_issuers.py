"""Organs in titles and in lines of signatures."""

import pytest

from xianxing.engines.docform.parsing.issuers import issuers_of, split_organs


@pytest.mark.parametrize(
    ("title", "organs"),
    [
        ("青屏市人民政府关于防汛的通知", ("青屏市人民政府",)),
        ("青屏市财政局、青屏市教育局关于校车的通知", ("青屏市财政局", "青屏市教育局")),
        ("青屏市财政局 青屏市教育局 关于校车的通知", ("青屏市财政局", "青屏市教育局")),
        ("青 屏 市 水 利 局关于防汛的通知", ("青屏市水利局",)),
        ("青屏市人民政府办公室转发市水利局关于防汛的通知", ("青屏市人民政府办公室",)),
        ("《青屏市人民政府关于防汛的通知》", ("青屏市人民政府",)),
        ("青屏市人民政府对第12号建议的答复", ("青屏市人民政府",)),
        ("青屏市人民政府公告", ("青屏市人民政府",)),
        ("青屏市人民政府令", ("青屏市人民政府",)),
        ("关于防汛的通知", ()),
        ("2026年度防汛关于要点的通知", ()),
        ("", ()),
    ],
)
def test_issuers_of_a_title(title: str, organs: tuple[str, ...]) -> None:
    assert issuers_of(title) == organs


def test_split_organs_all_or_nothing() -> None:
    assert split_organs(" 市财政局、市教育局 ") == ("市财政局", "市教育局")
    assert split_organs("市财政局、周望舒") == ()
    assert split_organs("市 财 政 局") == ()
    assert split_organs("") == ()
