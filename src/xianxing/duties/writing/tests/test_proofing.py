"""What the proofreader finds in a paper stands beside its field, and is repaired with one click."""

from datetime import date

import pytest
from django.test import Client

from xianxing.duties.matters.tests.factories import open_the_office
from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.queries.composing import apply_fix, compose_paper
from xianxing.duties.writing.queries.proofing import office_reader, proofread
from xianxing.duties.writing.tests import factories
from xianxing.engines.proofread import Finding, Kind, Rule
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
WRONG = "各单位要认真做好防讯抗旱工作。"


def finding(start: int, *suggestions: str) -> Finding:
    rule = Rule("应写作“账户”", "现代汉语词典")
    return Finding(start, start + 2, "帐户", suggestions, Kind.SPELLING, rule, 0.9)


def test_findings_stand_beside_their_field_and_those_outside_every_field_are_left_out(cast: Cast) -> None:
    paper = factories.drafted(cast, body="开立帐户。")
    composed = compose_paper(paper)
    at = composed.text.index("帐户")
    found = proofread(
        composed, lambda _text: [finding(at, "账户"), finding(at), finding(len(composed.text) + 5)]
    )
    assert [(each.field, each.message, each.fix, each.quote, each.tone) for each in found] == [
        ("body", "帐户 → 账户：应写作“账户”", "账户", "帐户", "amber"),
        ("body", "应写作“账户”", None, "帐户", "amber"),
    ]


def test_wrong_character_is_found_and_repaired_and_then_gone(cast: Cast) -> None:
    paper = factories.drafted(cast, body=WRONG)
    composed = compose_paper(paper)
    found = [each for each in proofread(composed, office_reader(TODAY)) if each.fix == "汛"]
    assert [(each.field, each.quote) for each in found] == [("body", "讯")]
    fixed = apply_fix(paper, paper.fields, found[0].key, today=TODAY)
    assert fixed is not None
    assert fixed.body == WRONG.replace("讯", "汛")
    assert apply_fix(paper, fixed, found[0].key, today=TODAY) is None


def test_quoted_law_is_compared_with_the_rulebook(cast: Cast) -> None:
    open_the_office()
    paper = factories.drafted(cast, body="根据《信访工作条例》第九十九条规定，现通知如下。")
    found = proofread(compose_paper(paper), office_reader(TODAY))
    assert any("第九十九条" in each.quote and each.rule == "proof.citation" for each in found)


def test_editor_shows_the_finding_and_repairs_it(cast: Cast, client: Client) -> None:
    paper = factories.drafted(cast, body=WRONG)
    client.force_login(cast.clerk)
    page = client.get(f"/writing/{paper.pk}/edit/").content.decode()
    assert "讯 → 汛" in page
    composed = compose_paper(paper)
    key = next(each.key for each in proofread(composed, office_reader(TODAY)) if each.fix == "汛")
    client.post(f"/writing/{paper.pk}/fix/", {"key": key})
    assert Content.of(Paper.objects.get(pk=paper.pk).content).body == WRONG.replace("讯", "汛")
