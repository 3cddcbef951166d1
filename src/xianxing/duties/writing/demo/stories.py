"""How each invented document went its way: when it was drafted, who was asked, who signed, how far it came."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from xianxing.duties.writing.actions import arriving, consulting, drafting, handling, issuing, signing
from xianxing.duties.writing.engine.content import Content
from xianxing.duties.writing.engine.life import Bearing, State
from xianxing.duties.writing.models import Incoming, Paper, Position
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.duty import DemoOffice, Story
from xianxing.office.people.models import Organ

FILE = Path(__file__).with_name("papers.toml")
ORDER = tuple(State)
CLERKS = ("keyuan4", "keyuan1", "keyuan2")
FIELDS = (
    "urgency",
    "title",
    "main_recipient",
    "body",
    "attachment_note",
    "note",
    "attachments",
    "copy_to",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The office in which the stories play."""

    now: datetime
    rng: Random
    accounts: Mapping[str, Any]
    organs: Mapping[str, Any]
    contacts: Mapping[int, Account]

    def organ(self, name: str) -> Organ:
        """Return an organ by its short name."""
        found: Organ = self.organs[name]
        return found

    def account(self, name: str) -> Account:
        """Return an account by its login name."""
        found: Account = self.accounts[name]
        return found

    def after(self, moment: datetime, hours: float) -> datetime:
        """Return a moment so many hours later, in office hours of that day or of the next working day."""
        local = timezone.localtime(moment + timedelta(hours=hours * self.rng.uniform(0.8, 1.2)))
        if local.hour >= 18 or local.hour < 8:
            local = local.replace(hour=9, minute=self.rng.randrange(60)) + timedelta(days=local.hour >= 18)
        while local.weekday() > 4:
            local += timedelta(days=1)
        return local


def tell_stories(office: DemoOffice) -> Iterator[Story]:
    """Return the stories of official documents; the same office gives the same stories."""
    grants = Grant.objects.filter(role=Role.UNIT).select_related("account__person")
    contacts = {grant.organ_id: grant.account for grant in grants}
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for place, row in enumerate((*rows["paper"], *rows["letter"])):
        rng = Random(f"{place}{row['title']}")  # noqa: S311 - stories, not secrets
        scene = Scene(office.now, rng, office.accounts, office.organs, contacts)
        yield _letter_story(scene, row) if "sender" in row else _paper_story(scene, row, CLERKS[place % 3])


def _start(scene: Scene, row: Mapping[str, Any]) -> datetime:
    day = timezone.localtime(scene.now - timedelta(days=row["days_ago"]))
    begun = day.replace(hour=8, minute=scene.rng.randrange(30, 60), second=0, microsecond=0)
    while begun.weekday() > 4:
        begun -= timedelta(days=1)
    return min(begun, scene.now - timedelta(minutes=40))


def _content(scene: Scene, row: Mapping[str, Any]) -> Content:
    organ = scene.organ(row["organ"])
    words = {name: row[name] for name in FIELDS if name in row}
    form = Form(row.get("form", "ordinary"))
    mark = organ.name if form is Form.LETTER else f"{organ.name}文件"
    if form is Form.MINUTES:
        mark = f"{organ.name}会议纪要"
    return Content.of(
        {
            **words,
            "issuer_mark": mark,
            "signature": "" if form is Form.MINUTES else organ.name,
            "printed_by": scene.organ("市政府办").name,
        }
    )


def _paper_story(scene: Scene, row: Mapping[str, Any], clerk: str) -> Story:
    """A paper from its draft to where it stands."""
    target, drafter = State(row["until"]), scene.account(clerk)
    at = yield _start(scene, row)
    kind = drafting.Kind(
        scene.organ(row["organ"]),
        DocumentType(row["type"]),
        Form(row.get("form", "ordinary")),
        Bearing(row.get("way", "down")),
    )
    paper = drafting.draft_paper(actor=drafter, kind=kind, content=_content(scene, row), now=at)
    for name, opinion in _asked(row).items():
        yield from _consult(scene, paper, drafter, name, opinion)
    if target in {State.DRAFTING, State.CONSULTING}:
        return
    at = yield scene.after(paper.updated_at, 3)
    signing.submit(actor=drafter, paper=paper, now=at)
    if "returned" in row:
        at = yield scene.after(at, 2)
        signing.return_paper(actor=scene.account("zhuren"), paper=paper, reason=row["returned"], now=at)
        at = yield scene.after(at, 4)
        signing.submit(actor=drafter, paper=paper, now=at)
    if target is not State.REVIEWING:
        yield from _approve(scene, paper, row, at)
        yield from _issue(scene, paper, row, drafter, target)


def _asked(row: Mapping[str, Any]) -> dict[str, list[str]]:
    return {line[0]: line for line in row.get("consult", ())}


def _consult(scene: Scene, paper: Paper, drafter: Account, name: str, line: list[str]) -> Story:
    """One organ is asked, answers, and what differs is settled."""
    organ = scene.organ(name)
    if line[1] and organ.pk not in scene.contacts:
        return
    at = yield scene.after(paper.updated_at, 0.3)
    due = timezone.localdate(at) + timedelta(days=3)
    asked = consulting.consult(actor=drafter, paper=paper, organs=[organ], due_on=due, now=at)[0]
    if not line[1]:
        return
    at = yield scene.after(at, 4)
    consulting.answer_consultation(
        actor=scene.contacts[organ.pk],
        consultation=asked,
        position=Position(line[1]),
        opinion=line[2],
        now=at,
    )
    if len(line) > 3:
        at = yield scene.after(at, 2)
        consulting.settle_difference(actor=drafter, consultation=asked, settlement=line[3], now=at)
    paper.refresh_from_db()


def _approve(scene: Scene, paper: Paper, row: Mapping[str, Any], after: datetime) -> Story:
    at = yield scene.after(after, 3)
    signing.approve_review(
        actor=scene.account("zhuren"),
        paper=paper,
        points=5,
        signers=[scene.account(row.get("signer", "zhuren"))],
        reason="拟同意，请审签。",
        now=at,
    )
    if row["until"] == State.SIGNING:
        return
    at = yield scene.after(at, 5)
    signer = scene.account(row.get("signer", "zhuren"))
    signing.sign(actor=signer, paper=paper, opinion="同意印发。", now=at)


def _issue(scene: Scene, paper: Paper, row: Mapping[str, Any], clerk: Account, target: State) -> Story:
    """From the recheck to the archive, as far as the paper came."""
    if target is State.SIGNING:
        return
    if "correct" in row:
        at = yield scene.after(paper.updated_at, 1)
        old, new = row["correct"]
        words = replace(paper.fields, body=paper.fields.body.replace(old, new))
        drafting.save_version(actor=clerk, paper=paper, content=words, base=paper.version_number, now=at)
    if target is State.RECHECKING:
        return
    at = yield scene.after(paper.updated_at, 1)
    signing.pass_recheck(actor=clerk, paper=paper, now=at)
    if target is State.REGISTERING:
        return
    at = yield scene.after(at, 0.5)
    to = [scene.organ(name) for name in row["to"]]
    issuing.register_number(actor=clerk, paper=paper, wanted=issuing.Distribution(row["series"], to), now=at)
    yield from _print(scene, paper, row, clerk, at)


def _print(scene: Scene, paper: Paper, row: Mapping[str, Any], clerk: Account, after: datetime) -> Story:
    if row["until"] == State.DROPPED:
        at = yield scene.after(after, 2)
        issuing.drop(actor=clerk, paper=paper, reason=row["reason"], now=at)
        return
    if row["until"] == State.PRINTING:
        return
    at = yield scene.after(after, 0.5)
    issuing.print_document(actor=clerk, paper=paper, now=at)
    if row["until"] == State.ISSUING:
        return
    at = yield scene.after(at, 0.5)
    issuing.issue(actor=clerk, paper=paper, now=at)
    for copy in list(paper.recipients.select_related("paper", "organ")):
        contact = scene.contacts.get(copy.organ_id)
        if contact is not None and scene.rng.random() < 0.75:
            at = yield scene.after(at, 1)
            issuing.sign_for(actor=contact, copy=copy, now=at)
    if row["until"] == State.ARCHIVED:
        at = yield scene.after(at, 30)
        issuing.archive(actor=clerk, paper=paper, now=at)


def _letter_story(scene: Scene, row: Mapping[str, Any]) -> Story:
    """An incoming document from receipt to where it stands."""
    at = yield _start(scene, row)
    clerk = scene.account("keyuan4")
    head = arriving.Letterhead(
        title=row["title"],
        sender=row["sender"],
        number=row["number"],
        type=row["type"],
        urgency=row.get("urgency", ""),
        dated_on=_day(at, -2),
        text=f"{row['title']}\n{row['text']}",
        pages=1,
    )
    incoming = arriving.receive(actor=clerk, head=head, file=None, now=at)
    if row["until"] == "received":
        return
    at = yield at + timedelta(minutes=15)
    handling.register_incoming(actor=clerk, incoming=incoming, now=at)
    if row["until"] == "registered":
        return
    at = yield at + timedelta(minutes=15)
    if row["until"] == "returned":
        handling.send_back(actor=clerk, incoming=incoming, reason=row["reason"], now=at)
        return
    handling.pass_examination(actor=clerk, incoming=incoming, points=5, now=at)
    if row["until"] != "examined":
        yield from _take_up(scene, row, incoming, at)


def _take_up(scene: Scene, row: Mapping[str, Any], incoming: Incoming, after: datetime) -> Story:
    head, clerk = scene.account("zhuren"), scene.account("keyuan1")
    at = after
    readers = [scene.account(name) for name in row.get("readers", ())]
    if readers:
        at = yield scene.after(at, 1)
        sent = handling.circulate(
            actor=head, incoming=incoming, readers=readers, proposal=row.get("proposal", "请阅。"), now=at
        )
        if "remark" in row:
            at = yield scene.after(at, 4)
            handling.mark_read(actor=sent[0].reader, circulation=sent[0], remark=row["remark"], now=at)
    if row["until"] == "reading":
        return
    at = yield scene.after(at, 1)
    incoming.refresh_from_db()
    due = timezone.localdate(scene.now) + timedelta(days=row["due_in"])
    task = handling.Task(clerk, row["proposal"], due)
    handling.assign_incoming(actor=head, incoming=incoming, task=task, now=at)
    if row["until"] == "answered":
        at = yield scene.after(at, 20)
        handling.answer_incoming(actor=clerk, incoming=incoming, answer=row["answer"], now=at)


def _day(at: datetime, shift: int) -> date:
    return timezone.localdate(at) + timedelta(days=shift)
