"""``xianxing calendars``: enter and show the holidays of a year."""

from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from xianxing.office.calendars.actions import import_year
from xianxing.office.calendars.actions import seed as seed_years
from xianxing.office.calendars.engine import find_year, read_arrangement
from xianxing.office.calendars.models import Day
from xianxing.office.calendars.queries import year_is_official
from xianxing.office.calendars.sheets import read_lines
from xianxing.office.ledger.actions import SYSTEM


@click.group()
def calendars() -> None:
    """工作日历：导入和查看放假安排。"""


@calendars.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(2000, 2199), help="年份；通知标题写明的可省略")
@click.option("--source", default="", help="来源，如通知的文号")
@click.option("--dry-run", is_flag=True, help="只读出并显示，不写入")
@click.option("--skip-bad", is_flag=True, help="略过有问题的行，导入其余各行")
def import_command(file: Path, year: int | None, source: str, *, dry_run: bool, skip_bad: bool) -> None:
    """从 FILE（通知全文的文本，或一行一个日期的 xlsx、csv）导入一年的放假安排。"""
    try:
        text = read_lines(file.read_bytes())
    except ValidationError as refusal:
        raise click.ClickException(refusal.messages[0]) from None
    found = year or find_year(text)
    if found is None:
        raise click.ClickException("没有读到年份；请用 --year 写明，如 --year 2027")
    arrangement = read_arrangement(text, found)
    for fault in arrangement.faults:
        click.echo(f"第 {fault.line} 行：{fault.message}（{fault.text}）", err=True)
    if dry_run:
        for row in arrangement.rows:
            click.echo(f"{row.day}\t{row.mark.value}\t{row.name}")
        return
    if arrangement.faults and not skip_bad:
        raise click.ClickException(
            f"有 {len(arrangement.faults)} 行需要改正，未导入任何一行；改正后重试，或加 --skip-bad 导入其余各行"
        )
    try:
        import_year(
            actor=SYSTEM, year=found, rows=arrangement.rows, source=source or file.name, now=timezone.now()
        )
    except ValidationError as refusal:
        raise click.ClickException(refusal.messages[0]) from None
    click.echo(f"已导入 {found} 年放假安排 {len(arrangement.rows)} 天")


@calendars.command("seed")
def seed_command() -> None:
    """录入随产品提供的历年放假安排；已有的年份不动。"""
    click.echo(f"已录入 {seed_years(actor=SYSTEM, now=timezone.now())} 个年份")


@calendars.command("show")
@click.argument("year", type=click.IntRange(2000, 2199))
def show_command(year: int) -> None:
    """显示 YEAR 年与星期不符的日子。"""
    for day in Day.objects.filter(day__year=year):
        click.echo(f"{day.day}\t{day.get_kind_display()}\t{day.name}".rstrip())
    if not year_is_official(year):
        click.echo(f"{year} 年放假安排尚未录入，期限按周末和固定节日暂定", err=True)
