"""E-mails of a folder: taken in once, put away, refused with the reason."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from xianxing.duties.matters.actions import receiving
from xianxing.duties.matters.actions.receiving import Received, receive_folder, receive_mail
from xianxing.duties.matters.models import Matter
from xianxing.duties.matters.reading import mails
from xianxing.duties.matters.tests.factories import NOW
from xianxing.duties.matters.tests.tables import mail
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.models import StoredFile
from xianxing.office.register.models import Channel, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    found = tmp_path / "mails"
    found.mkdir()
    return found


def receive(cast: Cast, folder: Path) -> Received:
    return receive_folder(actor=cast.clerk, folder=folder, now=NOW)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_mail_becomes_a_matter_and_is_put_away(office: Cast, folder: Path) -> None:
    (folder / "1.eml").write_bytes(mail(files={"说明.txt": "路灯编号 12".encode()}))
    assert receive(office, folder) == Received(taken=1, known=0, bad=0)
    entry = Entry.objects.get()
    assert (entry.channel, entry.title, entry.text) == (
        Channel.EMAIL,
        "反映路灯不亮",
        "望湖小区门口路灯不亮。",
    )
    assert (entry.sender_name, entry.sender_contact) == ("王小明", "wang@example.test")
    assert entry.received_at == datetime.fromisoformat("2026-11-02T08:15:00+08:00")
    assert [file.name for file in entry.files.all()] == ["说明.txt"]
    assert Matter.objects.get().entry == entry
    assert names(folder) == ["done/1.eml"]


def test_mail_that_is_here_already_is_only_put_away(office: Cast, folder: Path) -> None:
    for name in ("1.eml", "2.eml"):
        (folder / name).write_bytes(mail())
    assert receive(office, folder) == Received(taken=1, known=1, bad=0)
    assert Matter.objects.count() == 1
    assert names(folder) == ["done/1.eml", "done/2.eml"]


def test_mail_saved_before_a_kill_is_not_taken_in_again(office: Cast, folder: Path) -> None:
    receive_mail(actor=office.clerk, content=mail(), now=NOW)
    (folder / "1.eml").write_bytes(mail())
    assert receive(office, folder) == Received(taken=0, known=1, bad=0)
    assert Matter.objects.count() == 1


def test_mail_that_another_process_saved_meanwhile_is_not_taken_in_again(
    office: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_mail(actor=office.clerk, content=mail(), now=NOW)
    answers = iter([False, True])
    monkeypatch.setattr(receiving, "_is_known", lambda _mail: next(answers))
    assert receive_mail(actor=office.clerk, content=mail(), now=NOW) is None
    assert Matter.objects.count() == 1


def test_mail_from_the_future_or_without_date_counts_as_received_now(office: Cast, folder: Path) -> None:
    receive_mail(actor=office.clerk, content=mail(date="Tue, 02 Nov 2027 08:15:00 +0800"), now=NOW)
    receive_mail(actor=office.clerk, content=mail(date="", message_id="<2@b.test>"), now=NOW)
    assert set(Entry.objects.values_list("received_at", flat=True)) == {NOW}


def test_mail_with_file_that_is_not_accepted_is_taken_in_without_it(office: Cast, folder: Path) -> None:
    content = mail(files={"程序.exe": b"MZ\x90\0", "好.txt": "好".encode()})
    receive_mail(actor=office.clerk, content=content, now=NOW)
    entry = Entry.objects.get()
    assert [file.name for file in entry.files.all()] == ["好.txt"]
    assert "（附件未收：文件“程序.exe”" in entry.text


def test_bad_mails_are_put_aside_with_the_reason(office: Cast, folder: Path) -> None:
    (folder / "1.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "2.EML").write_bytes(b"no mail")
    (folder / "3.eml").write_bytes(mail(subject="机密★1年"))
    (folder / "4.eml").write_bytes(mail(message_id="<4@b.test>", files={"绝密★.txt": b"a"}))
    (folder / "5.eml").write_bytes(mail(message_id="<5@b.test>", text="密级：秘密"))
    assert receive(office, folder) == Received(taken=0, known=0, bad=5)
    reasons = {path.name: path.read_text() for path in (folder / "bad").glob("*.txt")}
    assert reasons["1.msg.txt"] == "这是 Outlook 的 .msg 文件；请在邮件软件中另存为 .eml 后再放入\n"
    assert reasons["2.EML.txt"] == "文件不是邮件；请在邮件软件中另存为 .eml 后再放入\n"
    assert all("国家秘密标志" in reasons[f"{number}.eml.txt"] for number in (3, 4, 5))
    assert not Entry.objects.exists()
    assert not StoredFile.objects.exists()


def test_mails_of_the_same_name_do_not_overwrite_one_another(office: Cast, folder: Path) -> None:
    for number in (1, 2, 3):
        (folder / "1.eml").write_bytes(mail(message_id=f"<{number}@b.test>"))
        receive(office, folder)
    assert names(folder) == ["done/1-2.eml", "done/1-3.eml", "done/1.eml"]


def test_other_files_links_and_folders_are_left_alone(office: Cast, folder: Path) -> None:
    (folder / "说明.txt").write_text("x")
    (folder / "a.eml").mkdir()
    (folder / "b.eml").symlink_to(folder / "说明.txt")
    assert receive(office, folder).total == 0
    assert names(folder) == ["b.eml", "说明.txt"]


def test_mail_that_is_still_being_written_waits(office: Cast, folder: Path) -> None:
    path = folder / "1.eml"
    path.write_bytes(mail())
    os.utime(path, (NOW.timestamp() - 1, NOW.timestamp() - 1))
    two = timedelta(seconds=2)
    assert receive_folder(actor=office.clerk, folder=folder, now=NOW, settled_for=two).total == 0
    later = NOW + timedelta(seconds=1)
    assert receive_folder(actor=office.clerk, folder=folder, now=later, settled_for=two).taken == 1


def test_mail_too_large_is_refused_without_reading_all_of_it(
    office: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (receiving, mails):
        monkeypatch.setattr(module, "MOST_BYTES", 100)
    (folder / "1.eml").write_bytes(mail(text="长" * 1000))
    assert receive(office, folder).bad == 1
    assert (folder / "bad" / "1.eml.txt").read_text().startswith("邮件有 0 MB，最多 0 MB；")


def test_mail_with_nothing_but_a_refused_file_says_so(office: Cast, folder: Path) -> None:
    content = mail(subject="", text=" ", files={"程序.exe": b"MZ\x90\0"})
    (folder / "1.eml").write_bytes(content)
    assert receive(office, folder).taken == 1
    assert Entry.objects.get().title.startswith("（附件未收：文件“程序.exe”")
