"""Words are kept in versions, and what may not be kept is refused in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from xianxing.duties.writing.actions import drafting, signing
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.errors import ConflictRefused, ContentRefused, MoveRefused
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.factories import CONTENT, NOW
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.queries import timeline

pytestmark = pytest.mark.django_db
RULES = "党政机关公文处理工作条例"


def change_body(cast: Cast, paper: Paper, old: str, new: str) -> None:
    content = replace(paper.fields, body=paper.fields.body.replace(old, new))
    saved = drafting.save_version(
        actor=cast.clerk,
        paper=paper,
        content=content,
        base=paper.version_number,
        now=NOW + timedelta(hours=2),
    )
    assert saved is not None


def test_words_are_fixed_once_signed_papers_are_numbered(cast: Cast) -> None:
    paper = factories.numbered(cast)
    with pytest.raises(MoveRefused, match="文稿现为“待印制”，文字不能再改；如确需修改，请先退回"):
        change_body(cast, paper, "供暖", "取暖")


def test_other_persons_later_version_is_a_conflict(cast: Cast) -> None:
    paper = factories.drafted(cast)
    mine = replace(CONTENT, note="（甲）")
    theirs = replace(CONTENT, note="（乙）")
    drafting.save_version(actor=cast.head, paper=paper, content=theirs, base=1, now=NOW)
    with pytest.raises(
        ConflictRefused, match="周主任 已于 10:00 保存了第 2 版；请先查看差异，再把您的改动并入"
    ):
        drafting.save_version(actor=cast.clerk, paper=paper, content=mine, base=1, now=NOW)


def test_autosave_renews_one_version_for_ten_minutes(cast: Cast) -> None:
    paper = factories.drafted(cast)
    for minutes, words in ((1, "一"), (2, "二"), (20, "三")):
        drafting.autosave(
            actor=cast.clerk,
            paper=paper,
            content=replace(CONTENT, note=words),
            base=paper.version_number,
            now=NOW + timedelta(minutes=minutes),
        )
    numbers = list(paper.versions.order_by("number").values_list("number", "is_automatic"))
    assert numbers == [(1, False), (2, True), (3, True)]
    assert [entry.verb for entry in timeline(paper)] == ["writing.paper.drafted"] + [
        "writing.paper.saved"
    ] * 2


def test_saving_the_same_words_makes_no_version(cast: Cast) -> None:
    paper = factories.drafted(cast)
    assert drafting.save_version(actor=cast.clerk, paper=paper, content=CONTENT, base=1, now=NOW) is None
    assert drafting.autosave(actor=cast.clerk, paper=paper, content=CONTENT, base=1, now=NOW) is None
    assert paper.version_number == 1


@pytest.mark.parametrize("field", ["title", "body", "urgency", "note"])
def test_classified_mark_is_refused_in_every_field(cast: Cast, field: str) -> None:
    with pytest.raises(ClassifiedMaterial, match="带有国家秘密标志"):
        factories.drafted(cast, **{field: "机密★1年"})
    assert not Paper.objects.exists()


def test_unknown_urgency_is_refused(cast: Cast) -> None:
    with pytest.raises(ContentRefused, match="紧急程度“火急”不合规定；可用 特急、加急、特提、平急，或者留空"):
        factories.drafted(cast, urgency="火急")


def test_overlong_field_is_refused(cast: Cast) -> None:
    with pytest.raises(ContentRefused, match="“正文”有 200001 字，最多 200000 字；请分开存放"):
        factories.drafted(cast, body="字" * 200_001)


def test_kind_is_changed_only_while_drafting(cast: Cast) -> None:
    paper = factories.drafted(cast)
    kind = drafting.Kind(cast.office, DocumentType.LETTER, Form.LETTER, Bearing.LEVEL)
    drafting.change_kind(actor=cast.clerk, paper=paper, kind=kind, now=NOW)
    paper.refresh_from_db()
    assert (paper.type, paper.form, paper.way) == ("函", "letter", "level")
    signing.submit(actor=cast.clerk, paper=paper, now=NOW)
    with pytest.raises(MoveRefused, match="文稿现为“审核”，文字不能再改"):
        drafting.change_kind(actor=cast.clerk, paper=paper, kind=kind, now=NOW)


def test_comment_is_written_and_settled_once(cast: Cast) -> None:
    paper = factories.drafted(cast)
    remark = drafting.Remark("请核对日期", "body", "12月1日")
    comment = drafting.write_comment(actor=cast.head, paper=paper, remark=remark, now=NOW)
    drafting.settle_comment(actor=cast.clerk, comment=comment, now=NOW)
    drafting.settle_comment(actor=cast.head, comment=comment, now=NOW + timedelta(days=1))
    assert (comment.settled_by, comment.version_number, comment.quote) == (cast.clerk, 1, "12月1日")
    with pytest.raises(ContentRefused, match="批注是空的；请写明意见"):
        drafting.write_comment(actor=cast.head, paper=paper, remark=drafting.Remark(" "), now=NOW)
    with pytest.raises(ClassifiedMaterial):
        drafting.write_comment(actor=cast.head, paper=paper, remark=drafting.Remark("【绝密】"), now=NOW)
