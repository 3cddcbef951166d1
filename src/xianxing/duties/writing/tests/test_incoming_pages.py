"""The pages of incoming documents: taken in from a file, carried their way, read by leaders."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xianxing.duties.writing.actions.handling import circulate
from xianxing.duties.writing.models import Incoming
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.asking import ask, browser, send, text_of
from xianxing.duties.writing.tests.factories import NOW
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_clauses_are_found_for_quoting(cast: Cast) -> None:
    assert "请写出条文里的词" in text_of(ask(cast.clerk, "clauses"))
    assert (
        "没有找到含有这些词的现行条款"
        in browser(cast.clerk).get("/writing/clauses/?words=无").content.decode()
    )
    assert ask(cast.unit, "clauses").status_code == 403


def test_letter_is_taken_in_from_a_file_and_confirmed(cast: Cast) -> None:
    upload = SimpleUploadedFile("来函.txt", ("标题：\n" + factories.HEAD.text).encode())
    read = send(cast.clerk, "receive", {"read": "1", "file": upload})
    assert read.status_code == 200
    found = re.search(r'name="file_id" value="(\d+)"', text_of(read))
    assert found is not None
    given = {"title": "关于巡查的函", "sender": "平安市水利局", "file_id": found[1], "text": "请函复。"}
    assert send(cast.clerk, "receive", given).status_code == 302
    incoming = Incoming.objects.get()
    assert incoming.file is not None
    assert send(cast.clerk, "receive", given).status_code == 422
    assert ask(cast.clerk, "incoming_file", pk=incoming.pk).status_code == 200
    assert send(cast.leader, "receive", given).status_code == 403


def test_unreadable_upload_says_why(cast: Cast) -> None:
    upload = SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    answer = send(cast.clerk, "receive", {"read": "1", "file": upload})
    assert answer.status_code == 422
    assert "不能读出文字" in text_of(answer)


def test_letter_goes_its_way_by_forms(cast: Cast) -> None:
    incoming = factories.received(cast)
    steps: list[tuple[str, dict[str, object]]] = [
        ("register", {}),
        ("examine", {"points": ["1", "2", "3", "4", "5"]}),
        ("circulate", {"readers": [str(cast.leader.pk)], "proposal": "请阅"}),
        ("assign", {"handler": str(cast.clerk.pk), "proposal": "拟办", "due_on": "2026-11-30"}),
        ("answer", {"answer": "已复"}),
        ("archive", {}),
    ]
    for name, given in steps:
        assert ask(cast.clerk, "incoming_act", pk=incoming.pk, name=name).status_code == 200
        answer = send(cast.clerk, "incoming_act", given, pk=incoming.pk, name=name)
        assert answer.status_code == 302, (name, text_of(answer))
    incoming.refresh_from_db()
    assert incoming.state == "archived"
    refused = send(cast.clerk, "incoming_act", {"reason": "x"}, pk=incoming.pk, name="send_back")
    assert "来文现为“已归档”" in text_of(refused)
    assert send(cast.unit, "incoming_act", {}, pk=incoming.pk, name="register").status_code == 404


def test_leader_reads_what_was_sent_and_writes_on_it(cast: Cast) -> None:
    incoming = factories.examined(cast)
    assert ask(cast.leader, "incoming_detail", pk=incoming.pk).status_code == 404
    circulate(actor=cast.clerk, incoming=incoming, readers=[cast.leader], proposal="", now=NOW)
    assert ask(cast.leader, "incoming_detail", pk=incoming.pk).status_code == 200
    assert send(cast.leader, "incoming_read", {"remark": "请抓紧"}, pk=incoming.pk).status_code == 302
    assert send(cast.clerk, "incoming_read", {"remark": "x"}, pk=incoming.pk).status_code == 403
    assert incoming.readers.get().remark == "请抓紧"
    send(cast.leader, "incoming_read", {"remark": "【绝密】"}, pk=incoming.pk)
    assert incoming.readers.get().remark == "请抓紧"
    for role in ("unit", "system"):
        assert ask(getattr(cast, role), "incoming").status_code == 403


def test_readers_and_handler_are_reminded(cast: Cast) -> None:
    incoming = factories.assigned(cast)
    circulate(actor=cast.clerk, incoming=incoming, readers=[cast.leader], proposal="", now=NOW)
    answer = browser(cast.clerk).post(f"/writing/incoming/{incoming.pk}/remind/", follow=True)
    assert "已催办 2 处" in answer.content.decode()
    idle = Incoming.objects.create(
        title="另一件", sender="某局", received_by=cast.clerk, received_at=NOW, updated_at=NOW
    )
    answer = browser(cast.clerk).post(f"/writing/incoming/{idle.pk}/remind/", follow=True)
    assert "没有可以催办的人" in answer.content.decode()
    assert ask(cast.clerk, "incoming_file", pk=idle.pk).status_code == 404
