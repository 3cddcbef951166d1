"""Copies of the list and of the hot issues as spreadsheets: senders masked, restricted matters left out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.models import Issue, Matter
from xianxing.office.access.models import Account
from xianxing.office.ledger.actions import Change, record, writing
from xianxing.office.register.masking import mask_contact, mask_name

ROW_LIMIT = 100_000
CHUNK = 1000
_MATTER_WIDTHS = (18, 18, 10, 17, 44, 10, 10, 14, 24, 10, 9, 10, 16, 18, 12, 17)
_ISSUE_WIDTHS = (6, 10, 48, 26, 14, 10, 8, 17, 17)


def export_matters(
    *, actor: Account, matters: QuerySet[Matter], described: str, target: BinaryIO, now: datetime
) -> int:
    """Write the matters of a query to ``target`` as .xlsx, record who took them, and return how many.

    ``described`` says in words what was asked for. Memory does not grow with the rows.
    """
    wanted = matters.filter(is_restricted=False).select_related("entry", "lead").defer("entry__text")
    ordered = wanted.order_by("-received_at", "-id")[:ROW_LIMIT]
    titles = (
        _("事项编号"), _("受理编号"), _("渠道"), _("收到时间"), _("标题"), _("状态"), _("类别"), _("内容分类"),
        _("地点"), _("风险"), _("反映人数"), _("姓名"), _("联系方式"), _("主办单位"), _("法定时限"), _("办结时间"),
    )  # fmt: skip
    rows = (_matter_row(matter) for matter in ordered.iterator(chunk_size=CHUNK))
    count = _write(target, _("事项"), titles, _MATTER_WIDTHS, rows)
    _note(actor=actor, described=described, count=count, now=now)
    return count


def export_issues(
    *, actor: Account, issues: QuerySet[Issue], described: str, target: BinaryIO, now: datetime
) -> int:
    """Write the hot issues of a query to ``target`` as .xlsx, record who took them, and return how many."""
    titles = (
        _("位次"), _("关系"), _("问题"), _("地点"), _("内容分类"), _("反映人数"), _("来件"), _("最早"), _("最近"),
    )  # fmt: skip
    rows = (_issue_row(rank, issue) for rank, issue in enumerate(issues.iterator(chunk_size=CHUNK), start=1))
    count = _write(target, _("热点问题"), titles, _ISSUE_WIDTHS, rows)
    _note(actor=actor, described=described, count=count, now=now)
    return count


@writing()
def _note(*, actor: Account, described: str, count: int, now: datetime) -> None:
    changes = [Change("filter", "", described), Change("count", "", str(count))]
    record("matters.export.made", actor=actor, obj=actor, changes=changes, now=now)


def _write(
    target: BinaryIO,
    name: str,
    titles: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Iterable[str | int]],
) -> int:
    import xlsxwriter  # late import: start-up time

    workbook = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    count = 0
    for count, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(count, column, value)
            else:
                sheet.write_string(count, column, value)
    workbook.close()
    return count


def _matter_row(matter: Matter) -> Iterator[str | int]:
    entry = matter.entry
    yield matter.number
    yield entry.receipt_number
    yield str(entry.get_channel_display())
    yield _moment(matter.received_at)
    yield matter.title
    yield str(matter.get_state_display())
    yield str(matter.get_kind_display())
    yield matter.topic
    yield matter.place
    yield str(matter.get_risk_display())
    yield matter.complainants
    yield mask_name(entry.sender_name)
    yield mask_contact(entry.sender_contact)
    yield matter.lead.short_name if matter.lead else ""
    yield _day(matter.due_on)
    yield _moment(matter.ended_at)


def _issue_row(rank: int, issue: Issue) -> Iterator[str | int]:
    yield rank
    yield str(issue.get_relation_display())
    yield issue.title
    yield issue.place
    yield issue.topic
    yield issue.complainants
    yield issue.messages_count
    yield _moment(issue.first_at)
    yield _moment(issue.last_at)


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
