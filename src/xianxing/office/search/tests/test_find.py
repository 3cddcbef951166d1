"""What is found, by whom, in which order, on both databases."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from xianxing.office.search import index_table
from xianxing.office.search.actions import index, remove
from xianxing.office.search.models import Document
from xianxing.office.search.queries import Mark, find

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
OFFICE = ("office",)

pytestmark = pytest.mark.django_db


def put(
    number: int, text: str, *, audience: Sequence[str] = OFFICE, minutes: int = 0, kind: str = "t.note"
) -> None:
    index(
        kind,
        number,
        title=f"第{number}件",
        text=text,
        audience=audience,
        updated_at=NOW + timedelta(minutes=minutes),
    )


def ids(query: str, audience: Sequence[str] = OFFICE) -> list[int]:
    return [hit.object_id for hit in find(query, audience=audience, limit=100)]


SAMPLE = (
    "市防汛抗旱指挥部关于做好汛期值守的通知，信〔2026〕12号，来电12345热线，联系人王小明，室内Wi-Fi故障。"
)


@pytest.mark.parametrize(
    "query",
    [
        *("防汛", "抗旱", "汛期", "值守", "通知", "热线", "小明"),
        *("防汛抗旱指挥部", "汛", "市", "信〔2026〕12号", "信[2026]12号", "〔2026〕12号", "2026", "12345"),
        *("12345热线", "来电12345", "wi-fi", "WI-FI", "防汛 值守 12345", "第1件", "人王小明，室"),
    ],
)
def test_find_words_of_the_text_finds_it(query: str) -> None:
    put(1, SAMPLE)
    assert ids(query) == [1]


@pytest.mark.parametrize(
    "query",
    ["旱防", "防旱", "信〔2026〕13号", "函〔2026〕12号", "防汛 地震", "2026热线", "1234", "防汛指挥", ""],
)
def test_find_words_that_are_not_there_finds_nothing(query: str) -> None:
    put(1, SAMPLE)
    assert ids(query) == []


def test_find_number_inside_a_sentence_finds_it() -> None:
    put(1, "根据信〔2026〕12号文件精神")
    assert ids("信〔2026〕12号") == [1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="防汛抗旱水库信访值守", min_size=2, max_size=30), st.data())
def test_find_every_two_characters_finds_the_text(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 2))
    put(1, text)
    assert ids(text[at : at + 2]) == [1]


def test_find_by_another_audience_finds_nothing() -> None:
    put(1, "防汛", audience=("organ:12", "account:5"))
    put(2, "office organ12 防汛", audience=("head",))
    assert ids("防汛", ("organ:12",)) == [1]
    assert ids("防汛", ("account:5", "head")) == [2, 1]
    assert ids("防汛", ("office", "organ:1", "account:12")) == []
    assert ids("防汛", ()) == []


def test_find_audience_names_as_words_finds_nothing() -> None:
    put(1, "防汛", audience=("organ:12",))
    assert ids("organ12", ("organ:12",)) == []


def test_find_changed_text_finds_the_new_only() -> None:
    put(1, "防汛")
    put(1, "抗旱", audience=("head",))
    assert (ids("防汛", ("office", "head")), ids("抗旱"), ids("抗旱", ("head",))) == ([], [], [1])
    assert Document.objects.count() == 1


def test_find_removed_finds_nothing() -> None:
    put(1, "防汛")
    assert (remove("t.note", 1), remove("t.note", 1), ids("防汛")) == (1, 0, [])


def test_find_gives_the_latest_first_and_pages_without_gap_or_repeat() -> None:
    for number in range(1, 8):
        put(number, "防汛", minutes=number // 3)
    put(2, "防汛")
    seen: list[int] = []
    before: Mark | None = None
    while hits := find("防汛", audience=OFFICE, limit=3, before=before):
        seen += [hit.object_id for hit in hits]
        before = Mark.parse(str(hits[-1].mark))
    assert seen == [2, 7, 6, 5, 4, 3, 1]


def test_find_one_type_leaves_the_others() -> None:
    put(1, "防汛")
    put(2, "防汛", kind="t.other")
    assert [hit.object_id for hit in find("防汛", audience=OFFICE, limit=9, object_type="t.other")] == [2]


def test_find_in_a_long_text_finds_words_at_its_end() -> None:
    put(1, "，".join(f"第{number}条防汛" for number in range(9000)) + "，水库泄洪预警")
    assert (ids("水库泄洪预警"), ids("泄洪")) == ([1], [1])


@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            '""',
            "'",
            "*",
            "防汛*",
            "NEAR(防汛 抗旱)",
            "body:防汛",
            "防汛 OR 抗旱 NOT",
            ") OR (",
            "\\",
            "%",
            "_",
        ),
        *(
            "防汛' OR '1'='1",
            "audience : office",
            "^防汛",
            "{",
            "a" * 5000,
            "防" * 5000,
            "é\u0301",
            "𬭩𠮷",
            "\ud800",
        ),
    ],
)
def test_find_hostile_query_is_harmless(query: str) -> None:
    put(1, "别的内容", audience=("head",))
    assert ids(query) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=200))
def test_find_any_query_answers(query: str, text: str) -> None:
    put(1, text.replace("\x00", ""), audience=("head",))
    assert ids(query) == []


def test_find_rare_characters_finds_them() -> None:
    put(1, "局长𬭩𠮷同志")
    assert (ids("𬭩𠮷"), ids("𠮷")) == ([1], [1])


@pytest.mark.parametrize("text", ["", "x", "-1", "5.0", "٣", "²", "1" * 19, "2026~5"])
def test_mark_of_another_form_is_no_mark(text: str) -> None:
    assert Mark.parse(text) is None


def test_index_without_audience_is_refused() -> None:
    with pytest.raises(ValueError, match="没有检索范围"):
        put(1, "防汛", audience=())


def test_find_costs_two_queries_at_most(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    put(1, "防汛")
    with django_assert_max_num_queries(2):
        ids("防汛")


def test_find_of_many_reads_the_newest_and_then_the_older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_table, "NEWEST_COUNT", 3)
    for number in range(1, 9):
        put(number, "防汛" if number % 2 else "抗旱")
    assert ids("防汛") == [7, 5, 3, 1]
    assert [hit.object_id for hit in find("防汛", audience=OFFICE, limit=1)] == [7]
    after = find("防汛", audience=OFFICE, limit=2)[-1].mark
    assert [hit.object_id for hit in find("防汛", audience=OFFICE, limit=9, before=after)] == [3, 1]
