"""The import wizard's runs: a file, what its columns mean, a look at the result, and the writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.files.models import StoredFile
from xianxing.office.files.queries import open_stored
from xianxing.office.jobs.actions import enqueue
from xianxing.office.ledger.actions import SYSTEM, Actor, Change, record, writing
from xianxing.office.people.engine import HEADINGS, Column, find_headings, guess_mapping, missing_columns
from xianxing.office.people.errors import BadList
from xianxing.office.people.importing import Counts, Plan, UnknownOrgans, apply_rows, plan_import
from xianxing.office.people.models import ColumnMeaning, ImportRun
from xianxing.office.people.sheets import read_rows

JOB = "people.import"
MOST_AT_ONCE = 200
"""A longer list is written by the worker; the page shows how far it is."""


class BadRows(Enum):
    """What becomes of the good rows when others are bad."""

    REFUSE_ALL = "all"
    SKIP = "good"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, where its headings stand, and what they mean."""

    rows: Sequence[Sequence[str]]
    heading_row: int
    mapping: Mapping[Column, int]

    @property
    def headings(self) -> Sequence[str]:
        return self.rows[self.heading_row]


def remembered_columns() -> dict[str, Column]:
    """Return what headings meant in earlier imports."""
    return {each.heading: Column(each.column) for each in ColumnMeaning.objects.all()}


def read_sheet(content: bytes, chosen: Mapping[str, int] | None = None) -> Sheet:
    """Return the sheet of a file with the columns that were chosen, or else those that the headings suggest.

    Raises:
        BadList: no rows, or no row looks like headings.
    """
    rows = read_rows(content)
    remembered = remembered_columns()
    heading_row = find_headings(rows, remembered)
    if heading_row is None:
        raise BadList(
            _("前 10 行里没有认出列标题；第一行应有%(columns)s等标题，请补上后重试")
            % {"columns": _("、").join(HEADINGS.values())}
        )
    mapping = {Column(name): place for name, place in (chosen or {}).items()}
    return Sheet(rows, heading_row, mapping or guess_mapping(rows[heading_row], remembered))


@writing()
def start_run(*, actor: Actor, file: StoredFile, sheet: Sheet, now: datetime) -> ImportRun:
    """Begin an import of a file that was read; nothing of it is written yet."""
    run = ImportRun.objects.create(
        file=file, started_by_id=actor.actor_id, started_at=now, mapping=_plain(sheet.mapping)
    )
    record("people.list.uploaded", actor=actor, obj=run, now=now)
    return run


@writing()
def choose_columns(*, run: ImportRun, mapping: Mapping[Column, int], unknown: UnknownOrgans) -> None:
    """Keep what the columns of a run mean; a draft, so the ledger hears of it with the import.

    Raises:
        BadList: the run was confirmed already.
    """
    _refuse_confirmed(run)
    run.mapping = _plain(mapping)
    run.creates_organs = unknown is UnknownOrgans.CREATE
    run.save(update_fields=["mapping", "creates_organs"])


def sheet_of(run: ImportRun) -> Sheet:
    """Return the sheet of a run with its columns."""
    with open_stored(run.file) as content:
        return read_sheet(content.read(), run.mapping)


def plan_of(run: ImportRun, sheet: Sheet, today: date) -> Plan:
    """Return what the run would do today.

    Raises:
        BadList: a column without which nothing can be read is not named.
    """
    missing = missing_columns(sheet.mapping)
    if missing:
        names = _("、").join(HEADINGS[column] for column in missing)
        raise BadList(_("没有指定%(columns)s所在的列；请在上方选择后重新预览") % {"columns": names})
    return plan_import(sheet.rows, sheet.heading_row, sheet.mapping, unknown=_unknown(run), today=today)


def confirm_run(*, actor: Actor, run: ImportRun, bad_rows: BadRows, now: datetime) -> None:
    """Begin to write: a short list at once, a long one in the background.

    Raises:
        BadList: some rows are bad and skipping them was not chosen; no row is good; or it was confirmed already.
    """
    sheet = sheet_of(run)
    plan = plan_of(run, sheet, timezone.localdate(now))
    if plan.faults and bad_rows is BadRows.REFUSE_ALL:
        raise BadList(
            _("有 %(count)d 行需要改正，没有导入任何一行；请改正后重新上传，或选择略过这些行")
            % {"count": len(plan.faults)}
        )
    if not plan.rows:
        raise BadList(_("没有可以导入的行；请改正后重新上传"))
    with writing():
        run.refresh_from_db()
        _refuse_confirmed(run)
        run.confirmed_at, run.total, run.skipped = now, len(plan.rows), len(plan.faults)
        run.save()
        _remember(sheet)
        changes = [Change(_("行数"), "", str(run.total)), Change(_("略过"), "", str(run.skipped))]
        record("people.list.imported", actor=actor, obj=run, now=now, changes=changes)
        if run.total > MOST_AT_ONCE:
            enqueue(JOB, {"run": run.pk}, now=now)
    if run.total <= MOST_AT_ONCE:
        write_run(actor=actor, run=run, now=now)


def write_run(*, actor: Actor, run: ImportRun, now: datetime) -> None:
    """Write what is left of a confirmed run; each hundred rows are committed with the mark of how far it is."""
    sheet = sheet_of(run)
    plan = plan_of(run, sheet, timezone.localdate(now))
    rows = plan.rows[run.done :]
    before = Counts(run.created, run.changed, run.unchanged)

    def mark(counts: Counts) -> None:
        run.created = before.created + counts.created
        run.changed = before.changed + counts.changed
        run.unchanged = before.unchanged + counts.unchanged
        run.done = before.total + counts.total
        run.save()

    apply_rows(actor=actor, rows=rows, now=now, report=mark)
    with writing():
        run.finished_at = now
        run.save(update_fields=["finished_at"])


def run_in_background(payload: Mapping[str, Any]) -> None:
    """Write a confirmed run in the worker; after a crash it goes on where the last commit ended."""
    run = ImportRun.objects.select_related("file", "started_by").get(pk=payload["run"])
    if run.finished_at is None:
        write_run(actor=run.started_by or SYSTEM, run=run, now=timezone.now())


def _remember(sheet: Sheet) -> None:
    for column, place in sheet.mapping.items():
        heading = sheet.headings[place].strip()[:60] if place < len(sheet.headings) else ""
        if heading:
            ColumnMeaning.objects.update_or_create(heading=heading, defaults={"column": column.value})


def _refuse_confirmed(run: ImportRun) -> None:
    if run.confirmed_at:
        raise BadList(_("这份名单已经导入过；如需再次导入，请重新上传"))


def _plain(mapping: Mapping[Column, int]) -> dict[str, int]:
    return {column.value: place for column, place in mapping.items()}


def _unknown(run: ImportRun) -> UnknownOrgans:
    return UnknownOrgans.CREATE if run.creates_organs else UnknownOrgans.REFUSE
