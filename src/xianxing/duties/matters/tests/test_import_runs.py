"""Looking at a table, taking it in, and going on after a kill."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from xianxing.duties.matters.actions import importing, previewing
from xianxing.duties.matters.actions.arriving import open_matters
from xianxing.duties.matters.actions.importing import (
    BadRows,
    confirm_import,
    import_in_background,
    note_preview,
    places_of,
    start_import,
    upload_run,
    write_messages,
)
from xianxing.duties.matters.actions.previewing import (
    Plan,
    channel_of,
    preview_import,
    remember_columns,
    remembered_columns,
)
from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.models import ColumnMapping, ImportRun, Matter
from xianxing.duties.matters.reading.columns import Column
from xianxing.duties.matters.reading.rows import BadRow
from xianxing.duties.matters.reading.sheets import Sheet, read_sheet
from xianxing.duties.matters.tests.factories import NOW
from xianxing.duties.matters.tests.tables import HEADINGS, Row, messages, text_table, workbook
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.actions import store
from xianxing.office.jobs.models import Job, JobState
from xianxing.office.jobs.running import run_pending
from xianxing.office.ledger.models import Entry as LedgerEntry
from xianxing.office.ledger.queries import verify
from xianxing.office.notices.models import Notice
from xianxing.office.register.models import Channel, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vault(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def table(rows: Sequence[Row]) -> Sheet:
    return read_sheet("表.xlsx", workbook([HEADINGS, *rows]))


def plan(sheet: Sheet) -> Plan:
    places = remembered_columns(sheet).places
    return Plan(places, preview_import(sheet, places, now=NOW))


def begin(cast: Cast, rows: Sequence[Row], choice: BadRows = BadRows.REFUSE_ALL) -> tuple[ImportRun, Plan]:
    content = workbook([HEADINGS, *rows])
    file = store(actor=cast.clerk, upload=ContentFile(content, name="表.xlsx"), now=NOW)
    sheet = read_sheet("表.xlsx", content)
    planned = plan(sheet)
    run = start_import(actor=cast.clerk, file=file, sheet=sheet, plan=planned, bad_rows=choice, now=NOW)
    return run, planned


def take_in(cast: Cast, rows: Sequence[Row]) -> ImportRun:
    run, planned = begin(cast, rows)
    write_messages(
        actor=cast.clerk, run=run, messages=planned.preview.good, now=NOW, report=lambda _done, _total: None
    )
    return run


def uploaded(cast: Cast, rows: Sequence[Row]) -> ImportRun:
    """Return a run that was looked at and waits for someone to confirm it."""
    content = workbook([HEADINGS, *rows])
    file = store(actor=cast.clerk, upload=ContentFile(content, name="表.xlsx"), now=NOW)
    sheet = read_sheet("表.xlsx", content)
    planned = plan(sheet)
    run = upload_run(actor=cast.clerk, file=file, mapping=planned.places, now=NOW)
    note_preview(run=run, sheet=sheet, mapping=planned.places, preview=planned.preview, now=NOW)
    return run


# Looking -----------------------------------------------------------------------------------------------------


def test_preview_of_good_rows_takes_all_and_writes_nothing(office: Cast) -> None:
    preview = plan(table(messages(3))).preview
    assert [message.reference for message in preview.good] == ["1", "2", "3"]
    assert (preview.bad, preview.known) == ((), 0)
    assert not Entry.objects.exists()


def test_preview_leaves_out_what_is_here_already(office: Cast) -> None:
    take_in(office, messages(2))
    preview = plan(table(messages(3))).preview
    assert ([message.reference for message in preview.good], preview.known) == (["3"], 2)


def test_preview_of_known_number_with_another_title_is_bad(office: Cast) -> None:
    take_in(office, messages(1))
    preview = plan(table([(1, "A0001", "井盖丢了", "2026/11/2", "丢了", 0, 0)])).preview
    message = "编号 1 已导入过，但标题不同；如确是另一件，请改用不重复的编号"
    assert preview.bad == (BadRow(2, Column.REFERENCE, message),)


def test_preview_refuses_classified_rows_by_number(office: Cast) -> None:
    rows = messages(3)
    rows[1] = (2, "A", "机密★1年", "2026/11/2", "内容", 0, 0)
    preview = plan(table(rows)).preview
    assert [(bad.row, bad.column) for bad in preview.bad] == [(3, Column.TEXT)]
    assert "带有国家秘密标志" in preview.bad[0].message
    assert [message.row for message in preview.good] == [2, 4]


def test_preview_lists_bad_rows_in_order_of_the_file(office: Cast) -> None:
    rows = messages(3)
    rows[0] = (1, "A", "机密★1年", "2026/11/2", "内容", 0, 0)
    rows[1] = (2, "A", "", "2026/11/2", "", 0, 0)
    assert [bad.row for bad in plan(table(rows)).preview.bad] == [2, 3]


def test_columns_that_were_chosen_are_remembered_by_their_headings(office: Cast) -> None:
    sheet = Sheet(("甲", "乙", "乙"), (), ())
    assert remembered_columns(sheet).missing
    remember_columns(sheet, {Column.TITLE: 1, Column.TEXT: 0}, now=NOW)
    again = Sheet(("乙", "甲", "乙"), (), ())
    assert remembered_columns(again).places == {Column.TITLE: 0, Column.TEXT: 1}
    remember_columns(again, {Column.TITLE: 1}, now=NOW)
    assert ColumnMapping.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("市民热线", Channel.HOTLINE),
        ("12345", Channel.HOTLINE),
        ("来访", Channel.VISIT),
        ("群众来信", Channel.LETTER),
        ("电话", Channel.CALL),
        ("领导留言板", Channel.WEB),
        ("微信", Channel.WEB),
        ("电子邮箱", Channel.EMAIL),
        ("", Channel.IMPORT),
        ("其他", Channel.IMPORT),
    ],
)
def test_channel_of_a_table_is_understood(words: str, channel: Channel) -> None:
    assert channel_of(words) == channel


# Taking in ---------------------------------------------------------------------------------------------------


def test_import_registers_each_row_and_opens_its_matter(office: Cast) -> None:
    run = take_in(office, messages(3))
    matters = list(Matter.objects.select_related("entry").order_by("id"))
    assert [matter.number for matter in matters] == [f"事〔2026〕{number}号" for number in (1, 2, 3)]
    assert [matter.entry.source_reference for matter in matters] == ["1", "2", "3"]
    assert {matter.entry.channel for matter in matters} == {Channel.IMPORT}
    assert len({matter.entry.sender_key for matter in matters}) == 3
    assert all(matter.due_on and matter.clocks.count() == 1 for matter in matters)
    assert run.rows_written == 3
    assert verify() == ()


def test_import_of_one_person_gives_one_sender_key(office: Cast) -> None:
    rows = [(number, "A77", f"事{number}", "2026/11/2", "内容", 0, 0) for number in (1, 2)]
    take_in(office, rows)
    assert len(set(Entry.objects.values_list("sender_key", flat=True))) == 1


def test_import_with_bad_rows_refuses_all_unless_told_to_skip(office: Cast) -> None:
    rows = [*messages(4), (9, "A", "", "2026/11/2", "", 0, 0)]
    with pytest.raises(IntakeRefused) as refused:
        begin(office, rows)
    assert refused.value.messages == [
        "有 1 行不能导入，已全部列出，未导入任何内容；请改正后重新上传，或选择跳过这些行"
    ]
    assert not ImportRun.objects.exists()
    run, planned = begin(office, rows, BadRows.SKIP)
    assert (len(planned.preview.good), run.rows_total, run.rows_bad, run.skip_bad) == (4, 4, 1, True)
    assert run.bad_rows == [[6, "title", "标题和内容都是空的；至少填写一项"]]


def test_import_of_nothing_new_is_refused(office: Cast) -> None:
    take_in(office, messages(2))
    with pytest.raises(IntakeRefused) as refused:
        begin(office, messages(2))
    assert refused.value.messages == ["没有可以导入的新来件；请检查文件是否已导入过"]


def test_import_without_numbers_never_takes_a_row_twice(office: Cast) -> None:
    content = workbook([("标题", "内容"), ("路灯不亮", "望湖小区"), ("井盖丢了", "和平路")])
    sheet = read_sheet("表.xlsx", content)
    assert len(plan(sheet).preview.good) == 2
    run = ImportRun(started_by=office.clerk, created_at=NOW)
    run.file = store(actor=office.clerk, upload=ContentFile(content, name="表.xlsx"), now=NOW)
    run.save()
    good = plan(sheet).preview.good
    write_messages(actor=office.clerk, run=run, messages=good, now=NOW, report=lambda _d, _t: None)
    assert (len(plan(sheet).preview.good), plan(sheet).preview.known) == (0, 2)


class Killed(Exception):
    """The process died."""


def test_import_killed_between_chunks_goes_on_with_the_rest(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)

    def die_after_two(done: int, _total: int) -> None:
        if done >= 2:
            raise Killed

    run, planned = begin(office, messages(5))
    with pytest.raises(Killed):
        write_messages(
            actor=office.clerk, run=run, messages=planned.preview.good, now=NOW, report=die_after_two
        )
    assert Matter.objects.count() == 2
    again = ImportRun.objects.get(pk=run.pk)
    assert again.rows_written == 2
    written = write_messages(
        actor=office.clerk, run=again, messages=planned.preview.good, now=NOW, report=lambda _d, _t: None
    )
    assert (written, again.rows_written, Matter.objects.count()) == (3, 5, 5)
    assert sorted(Entry.objects.values_list("source_reference", flat=True)) == ["1", "2", "3", "4", "5"]


def test_import_killed_inside_a_chunk_leaves_nothing_of_it(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(**_given: object) -> None:
        raise Killed

    run, planned = begin(office, messages(3))
    monkeypatch.setattr(importing, "open_matters", die)
    with pytest.raises(Killed):
        write_messages(
            actor=office.clerk, run=run, messages=planned.preview.good, now=NOW, report=lambda _d, _t: None
        )
    assert not Entry.objects.exists()
    assert ImportRun.objects.get(pk=run.pk).rows_written == 0


# In the background -------------------------------------------------------------------------------------------


def test_confirmed_import_is_done_by_the_worker_with_progress(office: Cast) -> None:
    run = uploaded(office, messages(3))
    confirm_import(actor=office.head, run=run, bad_rows=BadRows.REFUSE_ALL, now=NOW)
    job = Job.objects.get(name="matters.import")
    assert (job.payload, job.priority) == ({"run": run.pk}, 1)
    run_pending(now=NOW + timedelta(seconds=1), limit=1)
    job.refresh_from_db()
    run.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == (JobState.FINISHED, 3, 3)
    assert (run.rows_written, run.finished_at is not None, run.started_by) == (3, True, office.head)
    assert Matter.objects.count() == 3
    assert Notice.objects.get(account=office.head).url == f"/matters/import/{run.pk}/"
    recorded = LedgerEntry.objects.get(verb="matters.import.finished")
    assert [(each["field"], each["after"]) for each in recorded.changes] == [("rows", "3"), ("skipped", "0")]
    assert Job.objects.filter(name="matters.regroup", state=JobState.WAITING).count() == 1
    assert Job.objects.filter(name="matters.understand").count() == 1


def test_confirmed_import_runs_again_after_a_kill_without_doubles(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)
    run = uploaded(office, messages(5))
    confirm_import(actor=office.clerk, run=run, bad_rows=BadRows.REFUSE_ALL, now=NOW)
    calls = []

    def die_at_the_second(**given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise Killed
        return open_matters(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "open_matters", die_at_the_second)
    run_pending(now=NOW, limit=1)
    assert (Matter.objects.count(), Job.objects.get(name="matters.import").state) == (2, JobState.WAITING)
    run_pending(now=NOW + timedelta(minutes=1), limit=1)
    run.refresh_from_db()
    assert (Matter.objects.count(), run.rows_written, run.rows_total) == (5, 5, 5)
    assert run.finished_at is not None


def test_finished_or_unconfirmed_import_is_left_alone(office: Cast) -> None:
    run = uploaded(office, messages(1))
    import_in_background({"run": run.pk})
    run.confirmed_at = run.finished_at = NOW
    run.save()
    import_in_background({"run": run.pk})
    assert not Matter.objects.exists()


def test_import_is_confirmed_once(office: Cast) -> None:
    run = uploaded(office, messages(1))
    confirm_import(actor=office.clerk, run=run, bad_rows=BadRows.REFUSE_ALL, now=NOW)
    with pytest.raises(IntakeRefused) as refused:
        confirm_import(actor=office.clerk, run=run, bad_rows=BadRows.REFUSE_ALL, now=NOW)
    assert refused.value.messages == ["这份表格已经确认导入；请在结果页查看进度"]
    assert Job.objects.filter(name="matters.import").count() == 1


def test_import_with_bad_rows_is_not_confirmed_unless_they_are_skipped(office: Cast) -> None:
    run = uploaded(office, [*messages(2), (9, "A", "", "", "", 0, 0)])
    with pytest.raises(IntakeRefused):
        confirm_import(actor=office.clerk, run=run, bad_rows=BadRows.REFUSE_ALL, now=NOW)
    confirm_import(actor=office.clerk, run=run, bad_rows=BadRows.SKIP, now=NOW)
    run.refresh_from_db()
    assert run.skip_bad


def test_preview_that_is_kept_masks_the_sender(office: Cast) -> None:
    run = uploaded(office, [(1, "王小明", "路灯不亮", "2026/11/2 8:15", "望湖小区", 0, 0)])
    assert run.sample == [["2", "1", "王**", "2026-11-02 08:15", "路灯不亮", "望湖小区"]]
    assert places_of(run)[Column.SENDER] == 1


def test_import_of_five_thousand_rows_with_three_bad_ones_names_the_three(office: Cast) -> None:
    rows = messages(5000)
    for place, row in ((6, (7, "A", "", "", "", 0, 0)), (1999, (2000, "A", "灯", "?", "坏", 0, 0))):
        rows[place] = row
    rows[4999] = (1, *rows[4999][1:])
    preview = previewing.preview_import(
        read_sheet("表.csv", text_table([HEADINGS, *rows])),
        remembered_columns(table([])).places,
        now=NOW,
    )
    assert [(bad.row, bad.column) for bad in preview.bad] == [
        (8, Column.TITLE),
        (2001, Column.TIME),
        (5001, Column.REFERENCE),
    ]
    assert len(preview.good) == 4997
