"""``xianxing people``: the directory from and to a spreadsheet."""

from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.people.engine import HEADINGS, missing_columns
from xianxing.office.people.exporting import export_people
from xianxing.office.people.importing import Counts, Plan, UnknownOrgans, apply_rows, plan_import
from xianxing.office.people.runs import read_sheet


@click.group()
def people() -> None:
    """人员机构：从表格导入，导出到表格。"""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查并报告，不写入")
@click.option("--skip-bad", is_flag=True, help="略过有问题的行，导入其余各行")
@click.option("--create-organs", is_flag=True, help="自动新建没有登记的单位")
def import_command(file: Path, *, dry_run: bool, skip_bad: bool, create_organs: bool) -> None:
    """从 FILE（xlsx 或 csv）导入人员名单；同一份名单可以反复导入。"""
    unknown = UnknownOrgans.CREATE if create_organs else UnknownOrgans.REFUSE
    try:
        plan = _plan(file.read_bytes(), unknown)
    except ValidationError as refusal:
        raise click.ClickException(refusal.messages[0]) from None
    for fault in plan.faults:
        click.echo(f"第 {fault.row} 行：{fault.message}", err=True)
    if dry_run:
        click.echo(f"检查完毕：{_wording(plan.counts)}，{len(plan.faults)} 行需要改正；没有写入")
        return
    if plan.faults and not skip_bad:
        raise click.ClickException(
            f"有 {len(plan.faults)} 行需要改正，没有导入任何一行；改正后重试，或加 --skip-bad 导入其余各行"
        )
    counts = apply_rows(
        actor=SYSTEM,
        rows=plan.rows,
        now=timezone.now(),
        report=lambda counts: click.echo(f"已处理 {counts.total} / {len(plan.rows)} 行", err=True),
    )
    click.echo(f"导入完毕：{_wording(counts)}，略过 {len(plan.faults)} 行")


@people.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_command(file: Path) -> None:
    """把现任人员导出到 FILE（xlsx）；导出的表格可以原样导入。"""
    file.write_bytes(export_people(actor=SYSTEM, now=timezone.now()))
    click.echo(f"已导出到 {file}")


def _plan(content: bytes, unknown: UnknownOrgans) -> Plan:
    sheet = read_sheet(content)
    missing = missing_columns(sheet.mapping)
    if missing:
        raise click.ClickException(
            f"表格缺少{'、'.join(HEADINGS[column] for column in missing)}列；请补上列标题后重试"
        )
    today = timezone.localdate()
    return plan_import(sheet.rows, sheet.heading_row, sheet.mapping, unknown=unknown, today=today)


def _wording(counts: Counts) -> str:
    return f"新增 {counts.created} 行，更新 {counts.changed} 行，未变 {counts.unchanged} 行"
