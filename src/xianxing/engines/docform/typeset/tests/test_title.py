import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.typeset.title import break_title, ems

WIDTH = 19.0


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("关于放假的通知", ("关于放假的通知",)),
        (
            "青川市人民政府办公室关于进一步做好2026年防汛备汛工作的通知",
            ("青川市人民政府办公室关于进一步", "做好2026年防汛备汛工作的通知"),
        ),
        (
            "青川市人民政府办公室关于印发《青川市防汛应急物资管理办法》的通知",
            ("青川市人民政府办公室关于印发", "《青川市防汛应急物资管理办法》的通知"),
        ),
        (
            "青屏市人民政府关于表彰2025年度防汛抢险先进集体的决定",
            ("青屏市人民政府关于表彰", "2025年度防汛抢险先进集体的决定"),
        ),
        ("", ("",)),
    ],
)
def test_title_is_broken_where_a_person_would(text: str, lines: tuple[str, ...]) -> None:
    assert break_title(text, width=WIDTH) == lines


def test_name_given_is_never_cut() -> None:
    text = "中共青川市委宣传部关于表彰二〇二五年度先进集体和先进个人的决定"
    lines = break_title(text, width=WIDTH, names=("中共青川市委宣传部", "先进个人"))
    assert any("先进个人" in line for line in lines)
    assert lines[0].startswith("中共青川市委宣传部")


def test_word_that_recurs_in_the_text_is_never_cut() -> None:
    text = "青川市人民政府办公室关于推进政务新媒体健康有序发展的意见"
    body = (
        "政务新媒体是联系群众的渠道。推进政务新媒体、推进政务公开、推进政务服务。" + "新媒体要管好用好。" * 9
    )
    assert break_title(text, width=WIDTH, body=body) == (
        "青川市人民政府办公室关于推进",
        "政务新媒体健康有序发展的意见",
    )


@pytest.mark.parametrize("count", [4, 5, 6])
def test_title_of_many_lines_is_cut_evenly(count: int) -> None:
    lines = break_title("青川市防汛备汛工作责任落实情况" * count, width=15.0)
    assert len(lines) in {count, count + 1}
    assert max(ems(line) for line in lines) <= 15.0


def test_lines_of_three_are_no_hourglass() -> None:
    text = "青川市人民政府关于加快推进新型工业化促进先进制造业高质量发展若干政策措施的实施意见"
    first, second, third = (ems(line) for line in break_title(text, width=WIDTH))
    assert second >= min(first, third)


def test_piece_longer_than_a_line_is_cut() -> None:
    assert break_title("A" * 60, width=10.0) == ("A" * 20,) * 3


def test_title_of_more_lines_than_are_tried_is_filled() -> None:
    lines = break_title("青川市人民政府办公室关于进一步做好防汛备汛工作的通知" * 6, width=8.0)
    assert len(lines) > 6
    assert max(ems(line) for line in lines) <= 8.0


@given(st.text("关于做好青川市防汛工作的通知2026（）《》、“”AB ", max_size=70), st.integers(8, 24))
@settings(max_examples=60, deadline=None)
def test_lines_hold_all_of_the_title_and_none_is_too_wide(text: str, width: int) -> None:
    lines = break_title(text, width=width)
    assert "".join(lines) == text
    assert all(ems(line) <= width or len(line) == 1 for line in lines)


@given(st.text("关于做好青川市防汛工作的通知、”", min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_line_starts_with_a_mark_that_may_not(text: str) -> None:
    lines = break_title(text.lstrip("、”的"), width=19.0)
    runs = any(mark * 3 in text for mark in "、”的")
    assert runs or all(line[0] not in "、”" for line in lines[1:] if line)


def test_title_whose_names_do_not_fit_in_fewest_lines_takes_one_more() -> None:
    names = ("青川市水利局", "青川市应急局", "青川市教育局")
    assert break_title("".join(names), width=10.0, names=names) == names
