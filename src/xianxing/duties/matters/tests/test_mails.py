from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.reading import mails
from xianxing.duties.matters.reading.mails import Attachment, MailRefused, ReadMail, read_mail
from xianxing.duties.matters.reading.markup import plain_text
from xianxing.duties.matters.tests.tables import mail

EAST = timezone(timedelta(hours=8))
BROKEN = "邮件格式已损坏，读不出来；请打开原邮件核对后手工登记"


def refusal(content: bytes) -> str:
    with pytest.raises(MailRefused) as refused:
        read_mail(content)
    return str(refused.value)


def test_mail_is_read() -> None:
    assert read_mail(mail(files={"现场.txt": "照片说明".encode()})) == ReadMail(
        reference="<1@example.test>",
        sender_name="王小明",
        sender_address="wang@example.test",
        title="反映路灯不亮",
        text="望湖小区门口路灯不亮。",
        sent_at=datetime(2026, 11, 2, 8, 15, tzinfo=EAST),
        attachments=(Attachment("现场.txt", "照片说明".encode()),),
    )


def test_mail_in_markup_is_read_as_words() -> None:
    message = EmailMessage()
    message["Subject"] = "路灯"
    message.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>第一段&nbsp;文字</p>"
        "<script>alert(1)</script><div>第二段</div></body></html>",
        subtype="html",
    )
    assert read_mail(message.as_bytes()).text == "第一段 文字\n第二段"


def test_mail_with_both_forms_is_read_by_its_plain_one() -> None:
    message = EmailMessage()
    message["Subject"] = "路灯"
    message.set_content("文字")
    message.add_alternative("<p>标记</p>", subtype="html")
    found = read_mail(message.as_bytes())
    assert (found.text, found.attachments) == ("文字", ())


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8", "x-unknown", "us-ascii"])
def test_mail_with_wrong_or_missing_charset_is_read(charset: str) -> None:
    coding = charset if charset in {"gb2312", "gbk", "utf-8"} else "gb18030"
    content = (
        f"Subject: test\r\nFrom: a@b.test\r\nContent-Type: text/plain; charset={charset}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + "望湖小区路灯不亮".encode(coding)
    assert read_mail(content).text == "望湖小区路灯不亮"


def test_mail_in_no_charset_at_all_is_read_with_marks() -> None:
    head = b"Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    assert read_mail(head + b"ab\xff\xff\xff").text == "ab\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("coding", ["gb18030", "utf-8"])
def test_mail_with_bare_header_is_read(coding: str) -> None:
    content = "Subject: 反映路灯\nFrom: 王小明 <wang@example.test>\n\n正文".encode(coding)
    found = read_mail(content)
    assert (found.title, found.sender_name, found.text) == ("反映路灯", "王小明", "正文")


def test_mail_without_date_has_none() -> None:
    assert read_mail(mail(date="")).sent_at is None
    assert read_mail(mail().replace(b"Mon, 02 Nov 2026", b"Mon, 99 Xyz 2026")).sent_at is None


def test_mail_with_date_of_unknown_zone_counts_as_utc() -> None:
    found = read_mail(mail(date="Mon, 02 Nov 2026 08:15:00 -0000"))
    assert found.sent_at == datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


def test_mail_without_or_with_long_message_id_gets_a_digest() -> None:
    assert read_mail(mail(message_id="")).reference == read_mail(mail(message_id="")).reference
    found = [read_mail(mail(message_id=given)).reference for given in ("", f"<{'x' * 90}@b.test>")]
    assert [len(reference) for reference in found] == [27, 27]
    assert all(reference.startswith("邮件:") for reference in found)
    assert found[0] != found[1]


def test_mail_inside_a_mail_is_an_attachment() -> None:
    message = EmailMessage()
    message["Subject"] = "转发"
    message.set_content("见附件")
    inner = EmailMessage()
    inner["Subject"] = "原件"
    inner.set_content("原文")
    message.add_attachment(inner)
    found = read_mail(message.as_bytes()).attachments
    assert [each.name for each in found] == ["附件1.eml"]
    assert b"Subject: =?utf-8?" in found[0].content


def test_mail_with_nameless_attachment_names_it() -> None:
    message = EmailMessage()
    message["Subject"] = "照片"
    message.set_content("见附件")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    assert [each.name for each in read_mail(message.as_bytes()).attachments] == ["附件1.png"]


def test_mail_with_empty_attachment_leaves_it_out() -> None:
    assert read_mail(mail(files={"空.txt": b""})).attachments == ()


def test_mail_with_blank_lines_before_is_read() -> None:
    assert read_mail(b"\r\n\r\n" + mail()).title == "反映路灯不亮"


# Refusals ----------------------------------------------------------------------------------------------------


def test_mail_of_outlook_is_refused_with_advice() -> None:
    found = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest")
    assert found == "这是 Outlook 的 .msg 文件；请在邮件软件中另存为 .eml 后再放入"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "你好".encode(), b"PK\x03\x04"])
def test_mail_that_is_none_is_refused(content: bytes) -> None:
    assert refusal(content) == "文件不是邮件；请在邮件软件中另存为 .eml 后再放入"


def test_mail_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "MOST_BYTES", 1024 * 1024)
    content = b"Subject: a\n\n" + b"x" * (3 * 1024 * 1024)
    assert refusal(content) == "邮件有 3 MB，最多 1 MB；请另存附件后再收"


def test_mail_with_too_many_attachments_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "MOST_ATTACHMENTS", 1)
    content = mail(files={"1.txt": b"a", "2.txt": b"b"})
    assert refusal(content) == "邮件有 2 个附件，最多 1 个；请另存附件后手工登记"


def test_mail_with_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "MOST_PARTS", 2)
    content = mail(files={"1.txt": b"a", "2.txt": b"b"})
    assert refusal(content) == "邮件有 4 个部分，最多 2 个；请打开原邮件核对后手工登记"


def test_mail_nested_without_end_is_refused_or_read() -> None:
    content = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(2000)
    )
    assert refusal(b"Subject: a\n" + content) in {
        BROKEN,
        "邮件有 2001 个部分，最多 300 个；请打开原邮件核对后手工登记",
    }


def test_mail_that_says_nothing_is_refused() -> None:
    assert refusal(b"From: a@b.test\n\n \n") == "邮件没有主题、正文和附件；请打开原邮件核对后手工登记"


def test_mail_that_breaks_the_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_message: EmailMessage) -> None:
        raise LookupError("unknown encoding")

    monkeypatch.setattr(mails, "_body", broken)
    assert refusal(mail()) == BROKEN


HEADS = st.sampled_from(
    [
        b"Subject: ",
        b"From: ",
        b"Date: ",
        b"Message-ID: ",
        b"Content-Type: multipart/mixed; boundary=",
        b"Content-Type: text/html; charset=",
        b"Content-Transfer-Encoding: ",
        b"Content-Disposition: attachment; filename*=",
        b"\n\n--",
    ]
)


@given(st.lists(st.tuples(HEADS, st.binary(max_size=30)), max_size=8), st.binary(max_size=80))
def test_mail_of_anything_is_read_or_refused(heads: list[tuple[bytes, bytes]], body: bytes) -> None:
    content = b"X-A: 1\n" + b"".join(name + value + b"\n" for name, value in heads) + b"\n" + body
    try:
        found = read_mail(content)
    except MailRefused:
        return
    assert found.title or found.text or found.attachments
    assert len(found.reference) <= mails.LONGEST_REFERENCE
    assert found.sent_at is None or found.sent_at.tzinfo is not None


# Markup ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>一</p><p>二<br>三</p>", "一\n二\n三"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<script>x()</script>后面", "后面"),
        ("<style>p{}</style><table><tr><td>甲</td><td>乙</td></tr></table>", "甲乙"),
        ("没有标记", "没有标记"),
        ("</p></script>多余的结束", "多余的结束"),
        ("<p>断开\n的行</p>", "断开 的行"),
        ("<script><style></script>露出", "露出"),
        ("", ""),
    ],
)
def test_markup_gives_the_words_that_a_reader_sees(markup: str, words: str) -> None:
    assert plain_text(markup) == words


@given(st.text(max_size=200))
def test_markup_of_anything_gives_lines(markup: str) -> None:
    assert all(line == line.strip() and line for line in plain_text(markup).splitlines() if line)
