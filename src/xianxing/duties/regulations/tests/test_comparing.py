from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.regulations.engine.comparing import Mark, Piece, State, compare_laws, compare_words
from xianxing.office.authority.engine import parse_law


def pairs(before: str, after: str) -> list[tuple[str, str, str]]:
    found = compare_laws(parse_law(before).articles, parse_law(after).articles)
    return [
        (pair.state.value, pair.before.label if pair.before else "", pair.after.label if pair.after else "")
        for pair in found
    ]


def test_words_that_changed_are_marked_on_their_side() -> None:
    before, after = compare_words("自受理之日起60日内办结。", "自受理之日起30日内办结。")
    assert before == (
        Piece("自受理之日起", Mark.SAME),
        Piece("60", Mark.GONE),
        Piece("日内办结。", Mark.SAME),
    )
    assert after[1] == Piece("30", Mark.NEW)


@given(st.text("甲乙丙丁，。 \n12", max_size=40), st.text("甲乙丙丁，。 \n12", max_size=40))
def test_pieces_join_to_the_texts_and_the_same_pieces_agree(before: str, after: str) -> None:
    left, right = compare_words(before, after)
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (before, after)
    assert [piece.text for piece in left if piece.mark is Mark.SAME] == [
        piece.text for piece in right if piece.mark is Mark.SAME
    ]


def test_articles_are_paired_when_numbers_move() -> None:
    before = "第一条 为了规范接待，制定本办法。\n第二条 接待应当节俭。\n第三条 本办法自发布之日起施行。"
    after = (
        "第一条 为了规范接待，制定本办法。\n第二条 接待实行清单管理，由经办人当日填写并签字存档。\n"
        "第三条 接待应当厉行节俭。\n第四条 本办法自发布之日起施行。"
    )
    assert pairs(before, after) == [
        ("same", "第一条", "第一条"),
        ("added", "", "第二条"),
        ("changed", "第二条", "第三条"),
        ("moved", "第三条", "第四条"),
    ]


def test_a_dropped_article_stands_where_it_stood() -> None:
    assert pairs("第一条 甲甲甲。\n第二条 乙乙乙。\n第三条 丙丙丙。", "第一条 甲甲甲。\n第二条 丙丙丙。") == [
        ("same", "第一条", "第一条"),
        ("removed", "第二条", ""),
        ("moved", "第三条", "第二条"),
    ]
    assert pairs("第一条 甲甲甲。", "") == [("removed", "第一条", "")]


@given(
    st.lists(st.text("甲乙丙丁戊己", min_size=1, max_size=6), max_size=6),
    st.lists(st.text("甲乙丙丁戊己", min_size=1, max_size=6), max_size=6),
)
def test_every_article_of_both_texts_appears_once(old: list[str], new: list[str]) -> None:
    numerals = "一二三四五六"
    before = parse_law("\n".join(f"第{numerals[n]}条 {text}。" for n, text in enumerate(old))).articles
    after = parse_law("\n".join(f"第{numerals[n]}条 {text}。" for n, text in enumerate(new))).articles
    found = compare_laws(before, after)
    assert sorted(pair.before.label for pair in found if pair.before) == sorted(each.label for each in before)
    assert [pair.after.label for pair in found if pair.after] == [each.label for each in after]
    assert {pair.state for pair in found} <= set(State)
