import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.regulations.engine.citations import find_citations, plain_title


def cited(text: str) -> list[tuple[str, str]]:
    return [(each.title, each.place) for each in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依照《信访工作条例》第三十四条办理", [("信访工作条例", "34")]),
        ("《中华人民共和国民法典》第二百零三条第一款", [("民法典", "203.1")]),
        ("《信访工作条例》第三十一条第一款第（六）项", [("信访工作条例", "31.1(6)")]),
        ("《信访工作条例》第三十一条第（六）项", [("信访工作条例", "31.1(6)")]),
        ("《信访条例》第二十二条、第三条和第三十条第三款", [("信访条例", "22"), ("信访条例", "3"), ("信访条例", "30.3")]),
        ("违反本条例第十二条规定的", [("", "12")]),
        ("适用第三条、第五条至第七条的事项", [("", "3"), ("", "5"), ("", "7")]),
        ("《刑法》第一百二十条之一", [("刑法", "120-1")]),
        ("根据《政府督查工作条例》等规定", [("政府督查工作条例", "")]),
        ("见《光明日报》报道", []),
        ("《信访工作条例》第三条；第五条另有规定", [("信访工作条例", "3"), ("", "5")]),
        ("《某办法》第百百条", [("某办法", "")]),
    ],
)  # fmt: skip
def test_citations_are_found_with_their_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert cited(text) == expected


def test_a_citation_knows_where_it_stands() -> None:
    (found,) = find_citations("依照《信访工作条例》第三十四条办理")
    assert (found.start, found.end) == (2, 15)


def test_titles_are_compared_without_state_and_brackets() -> None:
    assert plain_title("中华人民共和国民法典（总则编）") == "民法典"
    assert plain_title("公务 接待办法（试行）") == "公务接待办法"


@given(st.text("《》第一二三条款项（）之、和本条例法", max_size=40))
def test_any_text_is_read_in_order(text: str) -> None:
    found = find_citations(text)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
