from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.regulations.engine.answering import build_shelf, question_terms, question_words
from xianxing.office.authority.engine import clause_texts, parse_law
from xianxing.office.authority.seeding import packaged_rules

CLAUSES = [
    piece
    for described, text in packaged_rules()
    if described["code"] in {"信访工作条例", "政府督查工作条例", "民法典"}
    for piece in clause_texts(described["code"], parse_law(text))
    if "." not in piece.key
]
SHELF = build_shelf(piece.text for piece in CLAUSES)


def best(question: str, count: int = 3) -> list[str]:
    return [CLAUSES[found.place].key for found in SHELF.ask(question)[:count]]


def test_questions_about_the_packaged_laws_find_their_articles() -> None:
    assert "信访工作条例#34" in best("信访事项自受理之日起多少日内办结")
    assert "信访工作条例#35" in best("对信访处理意见不服怎么申请复查")
    assert "信访工作条例#20" in best("多人走访推选代表不得超过几人")
    assert "民法典#203" in best("期间最后一日是法定休假日怎么办")
    assert "政府督查工作条例#17" in best("对督查结论有异议多久可以申请复核")


def test_a_question_of_which_nothing_is_said_finds_nothing() -> None:
    assert SHELF.ask("宇宙飞船发射窗口") == ()
    assert SHELF.ask("") == ()
    assert build_shelf([]).ask("接待") == ()


def test_only_the_places_asked_for_answer() -> None:
    all_found = SHELF.ask("信访事项办结期限")
    kept = frozenset({all_found[1].place})
    assert [found.place for found in SHELF.ask("信访事项办结期限", among=kept)] == [all_found[1].place]


def test_words_of_asking_do_not_count() -> None:
    assert question_terms("接待用餐有什么规定吗") == question_terms("接待用餐")
    assert question_terms("规定") == ("规定",)
    assert question_words("公务接待用餐怎么规定") == ("公务", "接待", "用餐")


@given(
    st.lists(st.text("接待用餐陪同人数标准", min_size=1, max_size=12), max_size=8),
    st.text("接待用餐", max_size=6),
)
def test_answers_are_sorted_and_share_words(texts: list[str], question: str) -> None:
    found = build_shelf(texts).ask(question)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(each.words for each in found)
    assert len({each.place for each in found}) == len(found)
