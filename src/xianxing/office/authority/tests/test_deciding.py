import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.rulebook import Given, evaluate, table_from_json
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.actions import decide, propose, replay, rule
from xianxing.office.authority.cli import authority
from xianxing.office.authority.errors import BadFacts, UnknownTable
from xianxing.office.authority.models import Clause, Decision, TableVersion, VersionState
from xianxing.office.authority.queries import decisions_about
from xianxing.office.authority.tests.given import CONTENT, NAME, NOW, lay_table

pytestmark = pytest.mark.django_db

FACTS: dict[str, Given] = {"amount": 400}


def made(cast: Cast, facts: dict[str, Given] | None = None) -> Decision:
    lay_table()
    return decide(actor=cast.clerk, table=NAME, facts=facts or FACTS, obj=cast.office, now=NOW)


def test_decide_keeps_inputs_row_hits_and_clauses_with_their_hashes(cast: Cast) -> None:
    decision = made(cast, {"amount": 5000, "gift": True})
    kept = Decision.objects.get()
    assert kept == decision
    assert kept.facts == {"amount": 5000, "gift": True, "purpose": "paper", "signed_by": []}
    assert (kept.row, kept.effect, kept.hits) == ("礼品", "hard_deny", ["礼品", "大额"])
    assert kept.outcome == {"handler": "nobody", "allowed": False}
    clause = Clause.objects.get(key="经费规定#2")
    assert kept.clauses == [
        {"key": "经费规定#2", "label": "《经费审批规定》第二条", "text_sha256": clause.text_sha256}
    ]
    assert (kept.decided_by_name, list(decisions_about(cast.office))) == ("林科员", [decision])


def test_propose_and_rule_keep_nothing(cast: Cast) -> None:
    version = lay_table()
    assert propose(NAME, FACTS).outcome["handler"] == "clerk"
    ruling = rule(NAME, {"amount": 1000})
    assert (ruling.version, ruling.clause_keys) == (version, ["经费规定#1.1(2)"])
    assert ruling.outcome == {"handler": "head", "consult": ["finance"], "days": 3, "allowed": True}
    assert not Decision.objects.exists()


def test_ruling_is_kept_on_many_objects_at_once(cast: Cast) -> None:
    lay_table()
    ruling = rule(NAME, FACTS)
    objects = (cast.office, cast.unit_organ)
    Decision.objects.bulk_create(ruling.decision_on(obj, actor=cast.clerk, now=NOW) for obj in objects)
    assert [decision.row for decision in decisions_about(cast.unit_organ)] == ["小额"]
    assert replay(Decision.objects.select_related("version")) == ()


def test_decide_without_a_published_table_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownTable) as refusal:
        decide(actor=cast.clerk, table=NAME, facts=FACTS, obj=cast.office, now=NOW)
    expected = "规则表“office.spending”没有已发布的版本；请由办公室负责人先发布"
    assert refusal.value.messages == [expected]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "缺少字段“amount”的值；请补上"),
        ({"amount": -1}, "字段“amount”的值为 -1；应为 整数，不小于 0"),
    ],
)
def test_decide_with_bad_facts_is_refused_and_keeps_nothing(
    cast: Cast, facts: dict[str, Given], message: str
) -> None:
    lay_table()
    with pytest.raises(BadFacts) as refusal:
        decide(actor=cast.clerk, table=NAME, facts=facts, obj=cast.office, now=NOW)
    assert refusal.value.messages == [message]
    assert not Decision.objects.exists()


def test_decide_by_an_earlier_version_answers_as_it_did_then(cast: Cast) -> None:
    version = lay_table()
    TableVersion.objects.update(state=VersionState.RETIRED)
    decision = decide(actor=cast.clerk, table=NAME, facts=FACTS, obj=cast.office, now=NOW, version=version)
    assert decision.version == version


def test_replay_reproduces_every_decision(cast: Cast) -> None:
    made(cast)
    for number in range(60):
        facts: dict[str, Given] = {"amount": number * 50, "gift": number % 7 == 0, "purpose": "travel"}
        decide(actor=cast.clerk, table=NAME, facts=facts, obj=cast.office, now=NOW)
    assert replay(Decision.objects.select_related("version")) == ()
    done = CliRunner().invoke(authority, ["replay"])
    assert (done.exit_code, done.stdout) == (0, "重算 61 次判定，全部一致\n")


def test_replay_tells_a_table_that_was_altered(cast: Cast) -> None:
    version = made(cast).version
    version.content["rows"][0]["note"] = "改"
    version.save()
    [mismatch] = replay(Decision.objects.select_related("version"))
    assert mismatch.problem == "规则表第 1 版的内容被改动过"
    done = CliRunner().invoke(authority, ["replay"])
    assert done.exit_code == 1
    assert "1 次判定中有 1 次与当时不同" in done.output


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("row", "大额", "重算的 row 为 小额，当时为 大额"),
        ("effect", "deny", "重算的 effect 为 decide，当时为 deny"),
        ("hits", [], "重算的 hits 为 ['小额']，当时为 []"),
        ("facts", {"amount": "x"}, "字段“amount”的值为 x；应为 "),
        ("clauses", [], "重算引用的条款与当时不同"),
    ],
)
def test_replay_tells_a_decision_that_differs(cast: Cast, field: str, value: object, problem: str) -> None:
    decision = made(cast)
    setattr(decision, field, value)
    assert replay([decision])[0].problem.startswith(problem)


def test_replay_tells_a_clause_whose_text_differs(cast: Cast) -> None:
    decision = made(cast)
    decision.clauses[0]["text_sha256"] = "0" * 64
    assert replay([decision])[0].problem == "条款 经费规定#1.1(1) 的条文与当时不同"


@given(st.integers(0, 3000), st.booleans())
def test_table_never_lets_a_hard_deny_pass(amount: int, gift: bool) -> None:
    answer = evaluate(table_from_json(CONTENT), {"amount": amount, "gift": gift})
    assert (answer.effect == "hard_deny") is gift
    assert answer.clauses


def test_check_command_passes_on_a_clean_table() -> None:
    lay_table()
    done = CliRunner().invoke(authority, ["check"])
    assert (done.exit_code, done.stdout) == (0, "经费审批表 第1版（已发布）：0 项发现\n")


def test_check_command_fails_on_an_error() -> None:
    version = lay_table()
    version.content["rows"].pop()
    version.save()
    done = CliRunner().invoke(authority, ["check"])
    assert done.exit_code == 1
    assert "有情形没有一行适用" in done.output
