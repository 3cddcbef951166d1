"""Change a draft of a table, row by row. A published version never changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from django.db.models import Max
from django.utils.translation import gettext as _

from xianxing.engines.rulebook import Condition, Effect, Given, Row, RulebookError, Table
from xianxing.office.access.models import Account
from xianxing.office.authority.content import content_hash, content_of, table_of
from xianxing.office.authority.errors import BadRow, DraftExists, NotADraft
from xianxing.office.authority.models import DecisionTable, TableVersion, VersionState
from xianxing.office.authority.queries import draft_of, published_version
from xianxing.office.ledger.actions import Change, record, writing

Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What a row asks and answers, as the editor gives it."""

    id: str
    when: Mapping[str, Condition]
    then: Mapping[str, Given]
    clauses: tuple[str, ...]
    effect: Effect = Effect.DECIDE
    active: bool = True
    note: str = ""

    def row(self, order: int) -> Row:
        """The row at a place."""
        return Row(self.id, order, self.when, self.then, self.clauses, self.effect, self.active, self.note)


class Direction(Enum):
    """Where a row moves."""

    UP = -1
    DOWN = 1


@dataclass(frozen=True, slots=True)
class _Edit:
    """One edit of the rows, and how the ledger calls it."""

    change: Change
    apply: Callable[[Rows], Rows] = field(repr=False)


@writing()
def draft_version(*, actor: Account, table: DecisionTable, now: datetime) -> TableVersion:
    """Return a new draft of a table: a copy of its published version under the next number.

    Raises:
        DraftExists: there is an open draft.
        UnknownTable: nothing is published.
    """
    return _draft_like(published_version(table.name), actor, now)


@writing()
def draft_again(*, actor: Account, version: TableVersion, now: datetime) -> TableVersion:
    """Return a new draft that is a copy of any earlier version: the way back from a change that went wrong.

    It is a draft like any other: gate, back-test and second person stand before it decides again.

    Raises:
        DraftExists: there is an open draft.
    """
    return _draft_like(version, actor, now)


def _draft_like(published: TableVersion, actor: Account, now: datetime) -> TableVersion:
    table = published.table
    if draft_of(table) is not None:
        raise DraftExists(_("“%(table)s”已有一份草稿；请接着改这一份，或先放弃它") % {"table": table.title})
    highest = table.versions.aggregate(highest=Max("number"))["highest"]
    content = {**published.content, "version": str(highest + 1)}
    draft = TableVersion.objects.create(
        table=table,
        number=highest + 1,
        content=content,
        content_sha256=content_hash(content),
        drafted_by=actor,
    )
    change = Change("based_on", "", str(published.number))
    record("authority.version.drafted", actor=actor, obj=draft, changes=[change], now=now)
    return draft


def edit_row(*, actor: Account, version: TableVersion, row_id: str, edit: RowEdit, now: datetime) -> None:
    """Put a row in the place of another.

    Raises:
        NotADraft: the version is published or retired.
        BadRow: there is no such row, or the table cannot hold the new one.
    """

    def put(rows: Rows) -> Rows:
        place = _place(rows, row_id)
        return (*rows[:place], edit.row(place + 1), *rows[place + 1 :])

    _edit(actor, version, _Edit(Change("row", row_id, edit.id), put), now)


def add_row(*, actor: Account, version: TableVersion, edit: RowEdit, now: datetime) -> None:
    """Add a row at the end.

    Raises:
        NotADraft, BadRow: see ``edit_row``.
    """
    add = _Edit(Change("row", "", edit.id), lambda rows: (*rows, edit.row(len(rows) + 1)))
    _edit(actor, version, add, now)


def replace_rows(
    *, actor: Account, version: TableVersion, edits: Sequence[RowEdit], file_name: str, now: datetime
) -> None:
    """Put these rows in the place of all rows, as they come from a spreadsheet.

    Raises:
        NotADraft, BadRow: see ``edit_row``.
    """
    rows = tuple(edit.row(place) for place, edit in enumerate(edits, start=1))
    _edit(actor, version, _Edit(Change("rows", "", file_name), lambda _rows: rows), now)


def remove_row(*, actor: Account, version: TableVersion, row_id: str, now: datetime) -> None:
    """Remove a row. The publish gate refuses a table that lost one of its hard denies.

    Raises:
        NotADraft, BadRow: see ``edit_row``.
    """

    def remove(rows: Rows) -> Rows:
        place = _place(rows, row_id)
        return rows[:place] + rows[place + 1 :]

    _edit(actor, version, _Edit(Change("row", row_id, ""), remove), now)


def move_row(
    *, actor: Account, version: TableVersion, row_id: str, direction: Direction, now: datetime
) -> None:
    """Move a row one place up or down; at either end it stays.

    Raises:
        NotADraft, BadRow: see ``edit_row``.
    """

    def move(rows: Rows) -> Rows:
        place = _place(rows, row_id)
        other = min(max(place + direction.value, 0), len(rows) - 1)
        moved = list(rows)
        moved[place], moved[other] = moved[other], moved[place]
        return tuple(moved)

    _edit(actor, version, _Edit(Change("order", row_id, direction.name.lower()), move), now)


@writing()
def discard_draft(*, actor: Account, version: TableVersion, reason: str, now: datetime) -> None:
    """Throw a draft away; the next draft takes its number.

    Raises:
        NotADraft: the version is published or retired.
    """
    require_draft(version)
    record("authority.version.discarded", actor=actor, obj=version, reason=reason, now=now)
    version.delete()


def require_draft(version: TableVersion) -> None:
    """Read a version afresh, inside the write transaction, and return when it is a draft.

    Raises:
        NotADraft: it is not, or somebody threw it away.
    """
    found = TableVersion.objects.filter(pk=version.pk).first()
    if found is None or found.state != VersionState.DRAFT:
        raise NotADraft(_("第 %(n)s 版不是草稿，不能改动；请新起草一版") % {"n": version.number})
    version.content, version.content_sha256 = found.content, found.content_sha256
    version.state = found.state


@writing()
def _edit(actor: Account, version: TableVersion, edit: _Edit, now: datetime) -> None:
    require_draft(version)
    table = table_of(version)
    try:
        rows = edit.apply(table.rows)
        ordered = tuple(replace(row, order=place) for place, row in enumerate(rows, start=1))
        changed = Table(table.name, table.version, table.fields, table.outcome, ordered)
    except RulebookError as error:
        raise BadRow(str(error)) from error
    before = version.content_sha256
    version.content = content_of(changed)
    version.content_sha256 = content_hash(version.content)
    version.save(update_fields=["content", "content_sha256"])
    changes = [edit.change, Change("content_sha256", before, version.content_sha256)]
    record("authority.version.edited", actor=actor, obj=version, changes=changes, now=now)


def _place(rows: Rows, row_id: str) -> int:
    for place, row in enumerate(rows):
        if row.id == row_id:
            return place
    raise BadRow(_("没有名为“%(row)s”的行；请刷新页面后重试") % {"row": row_id})
