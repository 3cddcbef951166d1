"""Import a spreadsheet in chunks, a transaction each; a killed import goes on where it stopped."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.actions.arriving import open_matters
from xianxing.duties.matters.actions.previewing import (
    Plan,
    Preview,
    arrival_of,
    known_titles,
    preview_import,
    remember_columns,
)
from xianxing.duties.matters.actions.renewing import renew_issues
from xianxing.duties.matters.errors import IntakeRefused
from xianxing.duties.matters.models import ImportRun
from xianxing.duties.matters.reading.columns import Column
from xianxing.duties.matters.reading.rows import ReadMessage
from xianxing.duties.matters.reading.sheets import Sheet, read_sheet
from xianxing.office.access.models import Account
from xianxing.office.files.models import StoredFile
from xianxing.office.files.queries import open_stored
from xianxing.office.jobs.actions import enqueue, progress
from xianxing.office.jobs.runs import current_job
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.notices.actions import notify
from xianxing.office.register.arrivals import clean_arrival, register_all
from xianxing.office.register.masking import mask_name

CHUNK = 250
REPORTED_BAD_ROWS = 200
SAMPLED_ROWS = 10
JOB = "matters.import"


class BadRows(Enum):
    """What becomes of the good rows when others are bad."""

    REFUSE_ALL = "all"
    SKIP = "good"


def confirm_import(*, actor: Account, run: ImportRun, bad_rows: BadRows, now: datetime) -> None:
    """Decide that a run that was looked at is carried out, in the background.

    Raises:
        IntakeRefused: it was confirmed before, there are bad rows and nobody said to leave them out, or there is
            nothing to take in.
    """
    with writing():
        run.refresh_from_db()
        if run.confirmed_at:
            raise IntakeRefused(_("这份表格已经确认导入；请在结果页查看进度"))
        _refuse_hopeless(run.rows_bad, run.rows_total, bad_rows)
        run.started_by, run.confirmed_at, run.skip_bad = actor, now, bad_rows is BadRows.SKIP
        run.save(update_fields=["started_by", "confirmed_at", "skip_bad"])
        enqueue(JOB, {"run": run.pk}, now=now, priority=1)


@writing()
def upload_run(
    *, actor: Account, file: StoredFile, mapping: Mapping[Column, int], now: datetime
) -> ImportRun:
    """Write down that a table was uploaded; nothing of it is taken in."""
    return ImportRun.objects.create(file=file, mapping=_plain(mapping), started_by=actor, created_at=now)


@writing()
def note_preview(
    *, run: ImportRun, sheet: Sheet, mapping: Mapping[Column, int], preview: Preview, now: datetime
) -> None:
    """Keep what an import would do, so that its page need not read the file again, and the columns."""
    run.mapping = _plain(mapping)
    run.rows_read, run.rows_total = len(sheet.rows), len(preview.good)
    run.rows_known, run.rows_bad = preview.known, len(preview.bad)
    run.bad_rows = [[bad.row, bad.column, bad.message] for bad in preview.bad[:REPORTED_BAD_ROWS]]
    run.sample = [_sampled(message) for message in preview.good[:SAMPLED_ROWS]]
    run.save()
    remember_columns(sheet, mapping, now=now)


def start_import(
    *, actor: Account, file: StoredFile, sheet: Sheet, plan: Plan, bad_rows: BadRows, now: datetime
) -> ImportRun:
    """Write down that an import begins at once, in this process.

    Raises:
        IntakeRefused: there are bad rows and nobody said to leave them out, or there is nothing to take in.
    """
    preview = plan.preview
    _refuse_hopeless(len(preview.bad), len(preview.good), bad_rows)
    with writing():
        run = upload_run(actor=actor, file=file, mapping=plan.places, now=now)
        note_preview(run=run, sheet=sheet, mapping=plan.places, preview=preview, now=now)
        run.confirmed_at, run.skip_bad = now, bad_rows is BadRows.SKIP
        run.save(update_fields=["confirmed_at", "skip_bad"])
    return run


def write_messages(
    *,
    actor: Actor,
    run: ImportRun,
    messages: Sequence[ReadMessage],
    now: datetime,
    report: Callable[[int, int], None],
) -> int:
    """Take messages in, a chunk a transaction, and return how many were written.

    Whatever is here already is left out, in the transaction that would write it: an import that was killed and
    runs again, or runs twice at once, never takes a row in twice.
    """
    written = 0
    for start in range(0, len(messages), CHUNK):
        chunk = messages[start : start + CHUNK]
        entries = {message.reference: clean_arrival(arrival_of(message)) for message in chunk}
        with writing():
            known = known_titles(list(entries))
            fresh = [message for message in chunk if message.reference not in known]
            saved = register_all(actor=actor, entries=[entries[each.reference] for each in fresh], now=now)
            open_matters(actor=actor, entries=saved, places=[each.place for each in fresh], now=now)
            run.rows_written += len(fresh)
            run.save(update_fields=["rows_written"])
        written += len(fresh)
        report(min(start + CHUNK, len(messages)), len(messages))
    return written


@writing()
def finish_import(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Write down that an import is done: one ledger entry, and its starter is told."""
    run.finished_at = now
    run.save(update_fields=["finished_at"])
    changes = [
        Change(field="rows", before="", after=str(run.rows_written)),
        Change(field="skipped", before="", after=str(run.rows_bad)),
    ]
    record("matters.import.finished", actor=actor, obj=run, now=now, changes=changes)
    notify(
        run.started_by,
        text=_("“%(name)s”已导入 %(n)s 件") % {"name": run.file.name, "n": run.rows_written},
        url=f"/matters/import/{run.pk}/",
        obj=run,
        group_key="matters.import",
        now=now,
    )


def import_in_background(payload: Mapping[str, Any]) -> None:
    """Carry out a confirmed run; after a kill the next attempt goes on with the rows that are not here yet."""
    run = ImportRun.objects.select_related("file", "started_by").get(pk=payload["run"])
    if run.finished_at or run.confirmed_at is None:
        return
    now = timezone.now()
    job = current_job()
    sheet = sheet_of(run)
    preview = preview_import(sheet, places_of(run), now=run.confirmed_at)
    actor = run.started_by
    write_messages(
        actor=actor,
        run=run,
        messages=preview.good,
        now=now,
        report=lambda done, total: progress(job, done, total),
    )
    finish_import(actor=actor, run=run, now=now)
    renew_issues(now=now, after=timedelta())


def sheet_of(run: ImportRun) -> Sheet:
    """Return the table of a run.

    Raises:
        SheetRefused: it cannot be read.
    """
    with open_stored(run.file) as content:
        return read_sheet(run.file.name, content.read())


def places_of(run: ImportRun) -> dict[Column, int]:
    """Return the columns of a run."""
    return {Column(name): place for name, place in run.mapping.items()}


def _refuse_hopeless(bad: int, good: int, choice: BadRows) -> None:
    if bad and choice is BadRows.REFUSE_ALL:
        raise IntakeRefused(
            _("有 %(n)s 行不能导入，已全部列出，未导入任何内容；请改正后重新上传，或选择跳过这些行")
            % {"n": bad}
        )
    if not good:
        raise IntakeRefused(_("没有可以导入的新来件；请检查文件是否已导入过"))


def _plain(places: Mapping[Column, int]) -> dict[str, int]:
    return {column.value: place for column, place in places.items()}


def _sampled(message: ReadMessage) -> list[str]:
    """Return what the page shows of a row before it is taken in; the sender masked."""
    at = timezone.localtime(message.received_at).strftime("%Y-%m-%d %H:%M")
    reference = message.reference if message.has_own_reference else ""
    return [str(message.row), reference, mask_name(message.sender), at, message.title, message.text[:60]]
