"""The public window: nobody signs in, nothing is shown without the code, nobody may hurry or guess."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from xianxing.duties.matters.actions import window
from xianxing.duties.matters.actions.answering import close_matter, propose_reply, sign_reply
from xianxing.duties.matters.actions.handling import accept_matter
from xianxing.duties.matters.engine import Kind, State
from xianxing.duties.matters.errors import GuardRefused, IntakeRefused
from xianxing.duties.matters.models import Callback, ClockKind, Knock, Matter
from xianxing.duties.matters.tests.factories import NOW, full_draft
from xianxing.office.access.tests.cast import Cast
from xianxing.office.ledger.queries import verify
from xianxing.office.register.models import Entry
from xianxing.office.register.senders import Sender

pytestmark = pytest.mark.django_db
LETTER = {
    "title": "路灯不亮",
    "text": "东门外路灯不亮已有一周，请派人修理。",
    "place": "东门",
    "consent": "on",
}
HOME = "10.0.0.1"
SHOWN = re.compile(r"<b data-copy-text>(.+?)</b>")


def submission(title: str = "路灯不亮") -> window.Submission:
    return window.Submission(title, "请修理。", "东门", Sender("王小明", "138-0013-8000"))


def submitted(office: Cast) -> Matter:
    """Return the matter of a letter that came through the window and was answered."""
    entry = window.submit(submission=submission(), address=HOME, now=NOW)
    matter = Matter.objects.get(entry=entry)
    accept_matter(actor=office.clerk, matter=matter, kind=Kind.HELP, track=None, now=NOW)
    reply = propose_reply(actor=office.clerk, matter=matter, draft=full_draft(), now=NOW)
    sign_reply(actor=office.head, reply=reply, approval=None, now=NOW + timedelta(hours=1))
    return reply.matter


def written(client: Client, **given: object) -> tuple[str, str]:
    """Return the receipt number and the code of a letter that was just submitted."""
    page = client.post("/matters/window/", LETTER | given, follow=True).content.decode()
    number, code = SHOWN.findall(page)
    return number, code


def opened(client: Client, number: str, code: str) -> str:
    given = {"receipt_number": number, "code": code}
    return client.post("/matters/window/query/", given, follow=True).content.decode()


def test_letter_gets_number_and_code_once_and_shows_its_progress(office: Cast, client: Client) -> None:
    number, code = written(client)
    assert client.get("/matters/window/sent/").status_code == 302
    entry = Entry.objects.get(receipt_number=number)
    assert code not in entry.query_code_hash
    page = opened(client, number, code)
    assert number in page
    assert "路灯不亮" in page


def test_address_of_progress_holds_no_secret_and_opens_nothing_for_others(
    office: Cast, client: Client
) -> None:
    number, code = written(client)
    opened(client, number, code)
    assert client.get("/matters/window/progress/").status_code == 200
    assert Client().get("/matters/window/progress/").headers["Location"] == "/matters/window/query/"
    assert Client().get("/matters/window/record/").status_code == 404


def test_wrong_number_and_wrong_code_get_the_same_answer(office: Cast, client: Client) -> None:
    number, code = written(client)
    pages = [opened(Client(), *given) for given in ((number, "AAAA-BBBB"), ("收〔2020〕1号", code))]
    assert [page.count("受理编号或查询码不对；请核对回执后重新输入") for page in pages] == [1, 1]


def test_guessing_is_stopped_for_a_quarter_of_an_hour(office: Cast, client: Client) -> None:
    number, code = written(client)
    for _each in range(window.WRONG_CODES_PER_QUARTER):
        opened(client, number, "AAAA-BBBB")
    stopped = client.post("/matters/window/query/", {"receipt_number": number, "code": code})
    assert stopped.status_code == 429
    assert "查询码输错次数过多；请 15 分钟后再试" in stopped.content.decode()
    window.refuse_guessing(address="127.0.0.1", now=timezone.now() + timedelta(minutes=16))


def test_address_that_hurries_waits_and_others_do_not(office: Cast) -> None:
    for _each in range(window.SUBMITS_PER_HOUR):
        window.submit(submission=submission(), address=HOME, now=NOW)
    with pytest.raises(IntakeRefused, match="此网络一小时内已提交 10 件；请 50 分钟后再提交"):
        window.submit(submission=submission(), address=HOME, now=NOW + timedelta(minutes=10))
    window.submit(submission=submission(), address="10.0.0.2", now=NOW + timedelta(minutes=10))
    window.submit(submission=submission(), address=HOME, now=NOW + timedelta(minutes=61))
    assert HOME not in str(list(Knock.objects.values()))


def test_too_many_from_everywhere_are_stopped(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "SUBMITS_PER_HOUR_IN_ALL", 2)
    for number in range(2):
        window.submit(submission=submission(), address=f"10.0.0.{number}", now=NOW)
    with pytest.raises(IntakeRefused, match="现在提交的人很多；请一小时后再试"):
        window.submit(submission=submission(), address="10.0.0.9", now=NOW)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"title": ""}, "这个字段是必填项"),
        ({"consent": ""}, "请先阅读并勾选"),
        ({"text": "机密★1年"}, "国家秘密"),
        ({"website": "http://x"}, "提交没有成功；请刷新页面重新填写"),
    ],
)
def test_letter_that_is_refused_keeps_what_was_typed(
    office: Cast, client: Client, given: dict[str, str], message: str
) -> None:
    answer = client.post("/matters/window/", LETTER | given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert LETTER["place"] in page
    assert not Matter.objects.exists()


def test_file_with_a_mark_of_secrecy_is_refused(
    office: Cast, client: Client, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("绝密★长期.txt", "内容".encode())
    answer = client.post("/matters/window/", LETTER | {"attachments": file})
    assert answer.status_code == 422
    assert "国家秘密" in answer.content.decode()
    assert not Entry.objects.exists()


def test_addition_joins_the_matter_under_a_number_of_its_own(office: Cast, client: Client) -> None:
    number, code = written(client)
    opened(client, number, code)
    client.post("/matters/window/supplement/", {"text": "又坏了两盏。"})
    matter = Matter.objects.get()
    assert matter.participations.count() == 2
    assert "补充：路灯不亮" in list(Entry.objects.values_list("title", flat=True))
    assert verify() == ()


def test_word_on_the_answer_is_taken_once_and_only_after_it(office: Cast) -> None:
    entry = window.submit(submission=submission(), address=HOME, now=NOW)
    early = Matter.objects.get(entry=entry)
    with pytest.raises(IntakeRefused, match="事项尚未答复；答复后再来评价"):
        window.say_result(matter=early, settled=True, satisfied=True, note="", now=NOW)
    matter = submitted(office)
    window.say_result(matter=matter, settled=True, satisfied=False, note="慢了些", now=NOW)
    said = Callback.objects.get()
    assert (said.settled, said.satisfied, said.note, said.called_by) == (True, False, "慢了些", None)
    with pytest.raises(IntakeRefused, match="您已经评价过"):
        window.say_result(matter=matter, settled=True, satisfied=True, note="", now=NOW)


def test_review_is_asked_within_thirty_days_and_starts_its_clock(office: Cast) -> None:
    matter = submitted(office)
    close_matter(actor=office.clerk, matter=matter, now=NOW + timedelta(hours=3))
    late = NOW + timedelta(days=32)
    with pytest.raises(GuardRefused, match="自收到书面答复之日起 30 日内提出"):
        window.ask_review(matter=matter, reason="不服", now=late)
    window.ask_review(matter=matter, reason="不服", now=NOW + timedelta(days=29))
    matter.refresh_from_db()
    assert matter.state == State.REVIEWING
    assert matter.clocks.get(kind=ClockKind.REVIEW).stopped_at is None


def test_person_takes_away_what_is_kept_about_them(office: Cast, client: Client) -> None:
    number, code = written(client, sender_name="王小明", sender_contact="138-0013-8000")
    opened(client, number, code)
    answer = client.get("/matters/window/record/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="record.json"'
    assert {"王小明", "138-0013-8000"} <= {str(value) for value in answer.json().values()}
