"""What comes in is entered once, goes its way, and is refused in words where the regulations forbid."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import docx
import pytest
from django.core.files.base import ContentFile

from xianxing.duties.writing import scanning
from xianxing.duties.writing.actions import arriving, handling
from xianxing.duties.writing.engine.content import Content, compose
from xianxing.duties.writing.engine.incoming import Stand
from xianxing.duties.writing.errors import GuardRefused, IntakeRefused, MoveRefused
from xianxing.duties.writing.models import Incoming
from xianxing.duties.writing.press import print_paper, write_word
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.factories import HEAD, NOW, TODAY
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.queries import timeline, verify
from xianxing.office.notices.models import Notice

pytestmark = pytest.mark.django_db
RULES = "党政机关公文处理工作条例"
LETTER = """平安市水利局
平水函〔2026〕8号
平安市水利局关于商请协助开展巡查的函
市办公室：
商请协助开展河道巡查。请函复。
平安市水利局
2026年11月20日
"""


def stand(incoming: Incoming) -> str:
    incoming.refresh_from_db()
    return incoming.state


def refusal(refused: pytest.ExceptionInfo[GuardRefused | MoveRefused]) -> tuple[str, tuple[str, ...]]:
    return refused.value.messages[0], refused.value.clauses


def test_letter_is_read_from_text() -> None:
    head = arriving.read_upload("来函.txt", LETTER.encode())
    assert (head.title, head.sender, head.number, head.type, head.dated_on) == (
        HEAD.title, HEAD.sender, HEAD.number, "函", HEAD.dated_on,
    )  # fmt: skip


def test_letter_is_read_from_the_docx_and_pdf_that_the_product_makes() -> None:
    content = Content(
        issuer_mark="平安市水利局文件",
        title=HEAD.title.replace("的函", "的通知"),
        main_recipient="市办公室：",
        body="现将巡查事项通知如下。\n请于12月1日前报送。",
        signature="平安市水利局",
        date="2026年11月20日",
    )
    composed = compose(content, kind=DocumentType.NOTICE, form=Form.ORDINARY)
    for name, made in (("件.docx", write_word(composed)), ("件.pdf", print_paper(composed).pdf)):
        head = arriving.read_upload(name, made)
        assert head.title == content.title, name
        assert head.sender == "平安市水利局", name
        assert "12月1日前报送" in head.text, name
    assert arriving.read_upload("件.pdf", print_paper(composed).pdf).pages == 1


def scan() -> bytes:
    """A PDF with next to no text, as a scanner makes it."""
    return print_paper(compose(Content(body="无"), kind=None, form=Form.PLAIN)).pdf


def test_scan_says_what_to_do_where_nothing_reads_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "find_spec", lambda name: None)
    with pytest.raises(IntakeRefused, match="是扫描件，没有文字；本机没有安装文字识别（rapidocr）"):
        arriving.read_upload("扫描.pdf", scan())


def test_scan_is_read_where_the_package_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    class Engine:
        def __call__(self, picture: bytes) -> SimpleNamespace:
            seen.append(picture[:4])
            return SimpleNamespace(txts=(*LETTER.splitlines(), "— 1 —"))

    scanning._make_reader.cache_clear()
    monkeypatch.setattr(scanning, "find_spec", lambda name: object())
    monkeypatch.setattr(scanning, "import_module", lambda name: SimpleNamespace(RapidOCR=Engine))
    head = arriving.read_upload("扫描.pdf", scan())
    scanning._make_reader.cache_clear()
    assert (head.title, head.number, head.pages, seen) == (HEAD.title, HEAD.number, 1, [b"\x89PNG"])
    assert "— 1 —" not in head.text


@pytest.mark.parametrize(("count", "pages"), [(1, (1,)), (2, (1, 2)), (3, (1, 2, 3)), (40, (1, 2, 40))])
def test_long_scan_is_read_where_it_says_what_it_is(count: int, pages: tuple[int, ...]) -> None:
    assert scanning.telling_pages(count) == pages


def test_scan_without_letters_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "find_reader", lambda: lambda picture: "")
    with pytest.raises(
        IntakeRefused, match="是扫描件，没有认出文字；请手工填写标题、字号和正文，原件照常保存"
    ):
        arriving.read_upload("扫描.pdf", scan())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("图.png", b"x", "“图.png”不能读出文字；可接收 docx、doc、wps、txt、md、pdf"),
        ("坏.pdf", b"%PDF-1.4 broken", "“坏.pdf”已损坏或者有口令，无法打开；请重新导出"),
        ("坏.docx", b"PK\x03\x04broken", ""),
        ("空.txt", b"", "“空.txt”是空文件"),
    ],
)
def test_unreadable_file_is_refused_in_words(name: str, content: bytes, message: str) -> None:
    with pytest.raises(IntakeRefused) as refused:
        arriving.read_upload(name, content)
    assert refused.value.messages[0].startswith(message)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST_PAGES", 0)
    made = print_paper(compose(Content(body="正文。" * 20), kind=None, form=Form.PLAIN)).pdf
    with pytest.raises(IntakeRefused, match=r"“件\.pdf”有 1 页，最多 0 页；请拆分后登记"):
        arriving.read_upload("件.pdf", made)


def test_classified_file_is_refused() -> None:
    word = docx.Document()
    word.add_paragraph("机密★1年")
    word.add_paragraph("关于某事的通知")
    target = BytesIO()
    word.save(target)
    with pytest.raises(ClassifiedMaterial, match="带有国家秘密标志“机密★"):
        arriving.read_upload("件.docx", target.getvalue())


def test_classified_particulars_are_refused(cast: Cast) -> None:
    for changed in (replace(HEAD, title="【绝密】关于某事的函"), replace(HEAD, text="秘密★3年\n正文")):
        with pytest.raises(ClassifiedMaterial):
            arriving.receive(actor=cast.clerk, head=changed, file=None, now=NOW)
    assert not Incoming.objects.exists()


@pytest.mark.parametrize(("field", "name"), [("title", "标题"), ("sender", "来文机关")])
def test_particulars_must_be_there(cast: Cast, field: str, name: str) -> None:
    with pytest.raises(IntakeRefused, match=f"没有{name}；请照来文填写"):
        arriving.receive(actor=cast.clerk, head=replace(HEAD, **{field: " "}), file=None, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "twin",
    [
        replace(HEAD, number="平水函[2026]8号", text="另一份文字"),
        replace(HEAD, number="平水函 〔2026〕 8号", text=""),
        replace(HEAD, number="", text=HEAD.text.replace("\n", "  ")),
        replace(HEAD, number="平水函〔2026〕9号"),
    ],
)
def test_same_number_or_same_text_is_entered_once(cast: Cast, twin: arriving.Letterhead) -> None:
    factories.received(cast)
    with pytest.raises(IntakeRefused, match="此件已于 2026-11-23 登记（平水函〔2026〕8号"):
        arriving.receive(actor=cast.clerk, head=twin, file=None, now=NOW)
    again = arriving.receive(actor=cast.clerk, head=twin, file=None, now=NOW, again="补收纸质件")
    assert timeline(again)[0].reason == "补收纸质件"


def test_same_number_of_another_sender_and_text_is_another_document(cast: Cast) -> None:
    factories.received(cast)
    other = replace(HEAD, sender="平安市林业局", text="林业巡查的函，请予支持。")
    assert arriving.receive(actor=cast.clerk, head=other, file=None, now=NOW).pk
    assert arriving.find_twin(replace(HEAD, number="", text="")) is None


def test_uploaded_file_is_kept_with_its_bytes(cast: Cast) -> None:
    file, content = arriving.keep_upload(
        actor=cast.clerk, upload=ContentFile(LETTER.encode(), "来函.txt"), now=NOW
    )
    assert (file.name, content) == ("来函.txt", LETTER.encode())


def test_letter_for_reading_goes_its_way(cast: Cast) -> None:
    incoming = factories.examined(cast)
    assert incoming.register_number == "文收〔2026〕1号"
    readers = [cast.leader, cast.head]
    handling.circulate(actor=cast.clerk, incoming=incoming, readers=readers, proposal="请阅。", now=NOW)
    assert (stand(incoming), incoming.handling, incoming.proposal) == (Stand.READING, "read", "请阅。")
    with pytest.raises(GuardRefused, match="还有 2 人没有阅读；请先催阅"):
        handling.archive_incoming(actor=cast.clerk, incoming=incoming, now=NOW)
    for circulation in incoming.readers.all():
        handling.mark_read(actor=circulation.reader, circulation=circulation, remark="", now=NOW)
    handling.archive_incoming(actor=cast.clerk, incoming=incoming, now=NOW)
    assert stand(incoming) == Stand.ARCHIVED
    assert verify() == ()


def test_reader_is_sent_a_document_once_and_may_write_on_it(cast: Cast) -> None:
    incoming = factories.examined(cast)
    circulate = handling.circulate
    first = circulate(actor=cast.clerk, incoming=incoming, readers=[cast.leader], proposal="", now=NOW)
    assert circulate(actor=cast.clerk, incoming=incoming, readers=[cast.leader], proposal="", now=NOW) == []
    handling.mark_read(actor=cast.leader, circulation=first[0], remark="请住建局研办。", now=NOW)
    handling.mark_read(actor=cast.leader, circulation=first[0], remark="", now=NOW + timedelta(days=1))
    handling.mark_read(actor=cast.leader, circulation=first[0], remark="抓紧。", now=NOW)
    assert (first[0].remark, first[0].read_at) == ("请住建局研办。\n抓紧。", NOW)
    with pytest.raises(GuardRefused, match="没有选阅件人；请至少选一人"):
        circulate(actor=cast.clerk, incoming=incoming, readers=[], proposal="", now=NOW)


def test_reader_is_reminded_until_read(cast: Cast) -> None:
    incoming = factories.examined(cast)
    sent = handling.circulate(
        actor=cast.clerk, incoming=incoming, readers=[cast.leader], proposal="", now=NOW
    )[0]
    handling.remind_reader(actor=cast.clerk, circulation=sent, now=NOW)
    assert Notice.objects.get(account=cast.leader).text == f"催阅：{HEAD.title}"
    handling.mark_read(actor=cast.leader, circulation=sent, remark="", now=NOW)
    with pytest.raises(MoveRefused, match="此人已经阅读，不必催办"):
        handling.remind_reader(actor=cast.clerk, circulation=sent, now=NOW)


def test_letter_for_action_is_given_reminded_and_answered(cast: Cast) -> None:
    incoming = factories.assigned(cast)
    assert Notice.objects.get(account=cast.clerk).text == f"请承办来文：{HEAD.title}"
    handling.remind_handler(actor=cast.head, incoming=incoming, now=NOW)
    with pytest.raises(GuardRefused, match="没有写明办理结果；办理结果应当及时答复来文单位，请补充"):
        handling.answer_incoming(actor=cast.clerk, incoming=incoming, answer=" ", now=NOW)
    handling.answer_incoming(actor=cast.clerk, incoming=incoming, answer="已函复。", now=NOW)
    assert (stand(incoming), incoming.closed_at, incoming.reminded) == (Stand.ANSWERED, NOW, 1)
    with pytest.raises(MoveRefused, match="此件没有在办的经办人，不必催办"):
        handling.remind_handler(actor=cast.head, incoming=incoming, now=NOW)


def test_action_needs_a_proposal_and_urgent_letters_a_day(cast: Cast) -> None:
    incoming = factories.examined(cast)
    assign = handling.assign_incoming
    with pytest.raises(GuardRefused, match="批办性公文须提出拟办意见；请补充"):
        assign(actor=cast.head, incoming=incoming, task=handling.Task(cast.clerk, " "), now=NOW)
    Incoming.objects.filter(pk=incoming.pk).update(urgency="特急")
    incoming.refresh_from_db()
    with pytest.raises(GuardRefused, match="紧急公文须明确办理时限；请选定日期"):
        assign(actor=cast.head, incoming=incoming, task=handling.Task(cast.clerk, "拟办"), now=NOW)
    assign(actor=cast.head, incoming=incoming, task=handling.Task(cast.clerk, "拟办", TODAY), now=NOW)
    assert stand(incoming) == Stand.HANDLING


def test_examination_needs_all_five_answers(cast: Cast) -> None:
    incoming = factories.registered(cast)
    with pytest.raises(GuardRefused) as refused:
        handling.pass_examination(actor=cast.clerk, incoming=incoming, points=3, now=NOW)
    assert refusal(refused) == (
        "初审有 2 项没有确认；不符合规定的应当退回来文单位并说明理由",
        (f"{RULES}#24",),
    )


def test_letter_against_the_rules_is_sent_back_with_reasons(cast: Cast) -> None:
    incoming = factories.registered(cast)
    with pytest.raises(GuardRefused, match="退文须说明理由；请补充"):
        handling.send_back(actor=cast.clerk, incoming=incoming, reason="", now=NOW)
    handling.send_back(actor=cast.clerk, incoming=incoming, reason="多头主送", now=NOW)
    assert (stand(incoming), incoming.closed_reason) == (Stand.RETURNED, "多头主送")


def test_act_out_of_order_names_what_is_possible(cast: Cast) -> None:
    incoming = factories.received(cast)
    with pytest.raises(MoveRefused) as refused:
        handling.answer_incoming(actor=cast.clerk, incoming=incoming, answer="已复", now=NOW)
    assert refusal(refused) == ("来文现为“已签收”，不能答复；现在可以：收文登记", (f"{RULES}#24",))
