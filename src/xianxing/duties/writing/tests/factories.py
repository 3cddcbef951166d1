"""Papers in every state that the tests need, made through the actions that make them in life."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from xianxing.duties.writing.actions import consulting, issuing, signing
from xianxing.duties.writing.actions.arriving import Letterhead, receive
from xianxing.duties.writing.actions.drafting import Kind, draft_paper
from xianxing.duties.writing.actions.handling import (
    Task,
    assign_incoming,
    pass_examination,
    register_incoming,
)
from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.models import Consultation, Incoming, Paper
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.tests.cast import Cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Shanghai."""
TODAY = date(2026, 11, 23)

CONTENT = Content(
    issuer_mark="平安市办公室文件",
    title="平安市办公室关于做好冬季供暖工作的通知",
    main_recipient="各县（市、区）人民政府，市政府各部门：",
    body="为做好今冬供暖工作，现将有关事项通知如下：\n一、压实责任\n各单位要加强值守，及时处置群众反映。\n"
    "二、工作要求\n各单位于12月1日前报送落实情况。",
    signature="平安市办公室",
    printed_by="平安市办公室",
)
HEAD = Letterhead(
    title="平安市水利局关于商请协助开展巡查的函",
    sender="平安市水利局",
    number="平水函〔2026〕8号",
    type="函",
    dated_on=date(2026, 11, 20),
    text="平安市水利局关于商请协助开展巡查的函\n市办公室：\n商请协助开展河道巡查。请函复。\n平安市水利局",
)


def drafted(cast: Cast, title: str = "", **changed: str) -> Paper:
    """Return a notice that the clerk drafts."""
    content = replace(CONTENT, **{**changed, **({"title": title} if title else {})})
    kind = Kind(cast.office, DocumentType.NOTICE, Form.ORDINARY, Bearing.DOWN)
    return draft_paper(actor=cast.clerk, kind=kind, content=content, now=NOW)


def consulted(cast: Cast) -> Consultation:
    """Return the unit's open consultation on a draft."""
    paper = drafted(cast)
    asked = consulting.consult(
        actor=cast.clerk, paper=paper, organs=[cast.unit_organ], due_on=TODAY + timedelta(days=3), now=NOW
    )
    return asked[0]


def submitted(cast: Cast, title: str = "") -> Paper:
    """Return a paper that waits for review."""
    paper = drafted(cast, title)
    signing.submit(actor=cast.clerk, paper=paper, now=NOW + timedelta(minutes=5))
    return paper


def approved(cast: Cast, title: str = "") -> Paper:
    """Return a paper that waits for the leader's signature."""
    paper = submitted(cast, title)
    signing.approve_review(
        actor=cast.head,
        paper=paper,
        points=5,
        signers=[cast.leader],
        reason="",
        now=NOW + timedelta(minutes=10),
    )
    return paper


def signed(cast: Cast, title: str = "") -> Paper:
    """Return a signed paper at its recheck."""
    paper = approved(cast, title)
    signing.sign(actor=cast.leader, paper=paper, opinion="同意。", now=NOW + timedelta(hours=1))
    return paper


def rechecked(cast: Cast, title: str = "") -> Paper:
    """Return a paper that waits for its number."""
    paper = signed(cast, title)
    signing.pass_recheck(actor=cast.clerk, paper=paper, now=NOW + timedelta(hours=2))
    return paper


def numbered(cast: Cast, title: str = "") -> Paper:
    """Return a numbered paper."""
    paper = rechecked(cast, title)
    wanted = issuing.Distribution("平政办发", [cast.unit_organ], [cast.stranger_organ], 2)
    issuing.register_number(actor=cast.clerk, paper=paper, wanted=wanted, now=NOW + timedelta(hours=3))
    return paper


def printed(cast: Cast, title: str = "") -> Paper:
    """Return a printed paper."""
    paper = numbered(cast, title)
    issuing.print_document(actor=cast.clerk, paper=paper, now=NOW + timedelta(hours=4))
    return paper


def issued(cast: Cast, title: str = "") -> Paper:
    """Return an issued paper."""
    paper = printed(cast, title)
    issuing.issue(actor=cast.clerk, paper=paper, now=NOW + timedelta(hours=5))
    return paper


def received(cast: Cast) -> Incoming:
    """Return an incoming letter, signed for."""
    return receive(actor=cast.clerk, head=HEAD, file=None, now=NOW)


def registered(cast: Cast) -> Incoming:
    """Return an incoming letter in the register."""
    incoming = received(cast)
    register_incoming(actor=cast.clerk, incoming=incoming, now=NOW + timedelta(minutes=5))
    return incoming


def examined(cast: Cast) -> Incoming:
    """Return an incoming letter that passed the first examination."""
    incoming = registered(cast)
    pass_examination(actor=cast.clerk, incoming=incoming, points=5, now=NOW + timedelta(minutes=8))
    return incoming


def assigned(cast: Cast) -> Incoming:
    """Return an incoming letter in the clerk's hands."""
    incoming = examined(cast)
    task = Task(cast.clerk, "拟同意协助，请综合科办理。", TODAY + timedelta(days=5), cast.unit_organ)
    assign_incoming(actor=cast.head, incoming=incoming, task=task, now=NOW + timedelta(minutes=20))
    return incoming
