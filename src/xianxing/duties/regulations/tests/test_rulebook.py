from datetime import date

import pytest

from xianxing.duties.regulations.actions.adopting import adopt, repeal_law, set_steward
from xianxing.duties.regulations.actions.beginning import begin
from xianxing.duties.regulations.errors import InstrumentRefused
from xianxing.duties.regulations.models import Area, Citation, Stewardship
from xianxing.duties.regulations.queries.asking import ask
from xianxing.duties.regulations.queries.gaps import find_gaps
from xianxing.duties.regulations.queries.rulebook import (
    Tab,
    chain_of,
    citations_of,
    cited_by,
    counts_by_level,
    list_instruments,
    relying_on,
    standing_words,
)
from xianxing.duties.regulations.sources import reindex, shown_clauses
from xianxing.duties.regulations.tests.given import NOW, TODAY, law, published
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import decide
from xianxing.office.authority.models import Instrument, Limit, TableVersion
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import timeline
from xianxing.office.search.shown import search_for

pytestmark = pytest.mark.django_db

FACTS = {"kind": "inquiry", "channel": "hotline"}


def keys(question: str, on: date = TODAY) -> list[str]:
    return [answer.clause.key for answer in ask(question, on=on, today=TODAY)]


def test_begin_seeds_once(office: Cast) -> None:
    counts = (Area.objects.count(), Limit.objects.count(), Stewardship.objects.count(), Entry.objects.count())
    assert counts[:3] == (14, 74, Instrument.objects.count())
    begin(NOW)
    assert counts == (
        Area.objects.count(), Limit.objects.count(), Stewardship.objects.count(), Entry.objects.count(),
    )  # fmt: skip
    assert Stewardship.objects.get(instrument__code="信访工作条例").area == Area.objects.get(name="信访办理")


def test_packaged_citations_are_found_both_ways(office: Cast) -> None:
    confirmation = Instrument.objects.get(code="司法确认规定")
    mediation = Instrument.objects.get(code="人民调解法")
    assert "人民调解法#33" in {each.cited_key for each in citations_of(confirmation)}
    assert confirmation in {each.clause.instrument for each in cited_by(mediation)}


def test_a_rule_cites_others_and_itself(office: Cast) -> None:
    rule = published(office)
    found = list(Citation.objects.filter(clause__instrument=rule).values_list("clause__label", "cited_key"))
    assert found == [
        ("第一条", "信访工作条例#34"),
        ("第一条", "信访条例2005#33"),
        ("第四条", "接待细则#3"),
    ]


def test_a_title_entered_later_is_linked(office: Cast) -> None:
    rule = published(office, text="第一条 根据《某条例》第二条制定。")
    assert Citation.objects.get(clause__instrument=rule).cited is None
    new = law(office)
    assert Citation.objects.get(clause__instrument=rule).cited == new


def test_who_relies_on_a_clause_is_known(office: Cast) -> None:
    rule = published(office)
    decide(actor=office.clerk, table="matters.deadlines", facts=deadline_facts(), obj=office.office, now=NOW)
    reliance = relying_on(["办理规定#8"])
    assert {use.version.table.name for use in reliance.rows} == {"matters.deadlines"}
    assert [decision.row for decision in reliance.decisions] == [reliance.decisions[0].row]
    cited = relying_on(["信访工作条例#34"])
    assert rule in {each.clause.instrument for each in cited.citations}
    assert relying_on(["放假办法#1"]).is_empty


def deadline_facts() -> dict[str, str]:
    """Facts whose row rests on the house rule on hotline limits."""
    version = TableVersion.objects.get(table__name="matters.deadlines")
    row = next(row for row in version.content["rows"] if "办理规定#8" in row["clauses"])
    facts: dict[str, str] = {}
    for name, condition in row["when"].items():
        value = condition.get("equals") or condition.get("in", [""])[0]
        facts[name] = value
    fields = {field["name"]: field for field in version.content["fields"]}
    for name, field in fields.items():
        if name not in facts and field.get("default") is None:
            facts[name] = field["values"][0]
    return facts


def test_asking_answers_with_clauses_in_force(office: Cast) -> None:
    assert keys("信访事项多少日内办结")[0] in {"信访工作条例#34", "办理规定#9"}
    assert "信访工作条例#35" in keys("不服处理意见怎么申请复查")
    assert keys("") == []


def test_asking_never_answers_with_what_was_repealed(office: Cast) -> None:
    old = law(office, effective_from=date(2010, 1, 1))
    assert keys("甲事应当几日内办结")[0] == "某条例#1"
    repeal_law(actor=office.head, instrument=old, last_day=date(2025, 12, 31), reason="另有规定", now=NOW)
    assert "某条例#1" not in keys("甲事应当几日内办结")
    assert keys("甲事应当几日内办结", date(2020, 6, 1))[0] == "某条例#1"
    past = ask("甲事应当几日内办结", on=date(2020, 6, 1), today=TODAY)
    assert (str(past[0].standing), past[0].tone) == ("已废止", "red")
    assert "某条例#1" not in keys("甲事应当几日内办结", date(2009, 6, 1))


def test_asking_of_a_day_answers_with_the_text_of_that_day(office: Cast) -> None:
    old = law(office)
    law(office, code="某条例2026", effective_from=date(2026, 1, 1), replaces=old,
        text="第一条 甲事应当在五日内办结。")  # fmt: skip
    assert keys("甲事几日办结")[0] == "某条例2026#1"
    assert keys("甲事几日办结", date(2025, 12, 31))[0] == "某条例#1"


def test_marked_words_join_to_the_clause(office: Cast) -> None:
    answer = ask("信访事项办结期限", on=TODAY, today=TODAY)[0]
    assert "".join(piece.text for piece in answer.pieces) == answer.clause.text
    assert any(piece.marked for piece in answer.pieces)


def test_a_repeal_needs_a_reason_and_takes_it_out_of_the_search(office: Cast) -> None:
    rule = published(office)
    groups = search_for(office.clerk, "陪餐", limit=10).groups
    assert [found.title for group in groups for found in group.found] == ["《公务接待实施细则》第三条"]
    with pytest.raises(InstrumentRefused) as refused:
        repeal_law(actor=office.head, instrument=rule, last_day=date(2026, 11, 20), reason=" ", now=NOW)
    assert refused.value.messages == ["请写明废止的依据或理由"]
    repeal_law(actor=office.head, instrument=rule, last_day=date(2026, 11, 20), reason="重复", now=NOW)
    assert search_for(office.clerk, "陪餐", limit=10).groups == ()
    assert shown_clauses(office.clerk, list(rule.clauses.values_list("pk", flat=True))) == {}


def test_reindex_offers_every_article_that_was_not_repealed(office: Cast) -> None:
    found = list(reindex(NOW))
    assert (
        len(found) == 461 + Instrument.objects.get(code="办理规定").clauses.exclude(key__contains=".").count()
    )


def test_gaps_name_every_kind(office: Cast) -> None:
    before = find_gaps(TODAY)
    assert "公务接待" in {area.name for area in before.areas}
    assert "信访办理" not in {area.name for area in before.areas}
    assert (before.overdue, before.stale_citations, before.stale_rows, before.contradictions) == (
        (),
        (),
        (),
        (),
    )
    rule = published(office)
    set_steward(
        actor=office.head, instrument=rule, area=rule.stewardship.area, keeper=None,
        review_on=date(2026, 11, 22), now=NOW,
    )  # fmt: skip
    house = Instrument.objects.get(code="办理规定")
    repeal_law(actor=office.head, instrument=house, last_day=date(2026, 11, 22), reason="修订", now=NOW)
    gaps = find_gaps(TODAY)
    assert "公务接待" not in {area.name for area in gaps.areas}
    assert "信访办理" in {area.name for area in gaps.areas}
    assert [held.instrument for held in gaps.overdue] == [rule]
    assert [str(each.cited) for each in gaps.stale_citations] == ["信访条例"]
    assert {each.version.table.name for each in gaps.stale_rows} == {"matters.authority", "matters.deadlines"}
    assert gaps.count == sum(
        map(len, (gaps.areas, gaps.overdue, gaps.stale_citations, gaps.stale_rows, gaps.contradictions))
    )


def test_a_steward_is_set_and_recorded(office: Cast) -> None:
    rule = published(office)
    set_steward(actor=office.head, instrument=rule, area=None, keeper=office.clerk, review_on=None, now=NOW)
    changes = timeline(rule).get(verb="regulations.stewardship.changed").changes
    assert [change["field"] for change in changes] == ["area", "review_on"]


def test_lists_go_by_standing(office: Cast) -> None:
    rule = published(office)
    coming = law(office, effective_from=date(2027, 1, 1))
    assert rule in list_instruments(Tab.HOUSE, today=TODAY)
    assert list_instruments(Tab.COMING, today=TODAY) == [coming]
    assert [each.code for each in list_instruments(Tab.ENDED, today=TODAY)] == ["信访条例2005"]
    assert coming not in list_instruments(Tab.IN_FORCE, today=TODAY)
    everything = list_instruments(Tab.IN_FORCE, today=TODAY)
    assert list_instruments(Tab.IN_FORCE, today=TODAY, before=everything[0].pk) == everything[1:]
    assert [str(words) for words in standing_words(coming, TODAY)] == ["尚未施行", "amber"]
    assert {str(level): count for level, count in counts_by_level(TODAY)}["法律"] == 2


def test_a_chain_holds_every_text_of_a_rule(office: Cast) -> None:
    first = law(office)
    second = law(office, code="某条例2022", effective_from=date(2022, 1, 1), replaces=first)
    third = law(office, code="某条例2024", effective_from=date(2024, 1, 1), replaces=second)
    for each in (first, second, third):
        fresh = Instrument.objects.get(pk=each.pk)
        assert chain_of(fresh) == [third, second, first]


def test_adopting_twice_changes_nothing(office: Cast) -> None:
    count = Citation.objects.count()
    adopt(Instrument.objects.all(), now=NOW)
    assert Citation.objects.count() == count
