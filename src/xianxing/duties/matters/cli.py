"""``xianxing matters``: import a table, take in e-mails, export the list."""

import resource
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import click
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from xianxing.duties.matters import helping
from xianxing.duties.matters.actions import exporting, importing, labels, placing, previewing, receiving
from xianxing.duties.matters.models import ImportRun, Issue
from xianxing.duties.matters.queries import runs
from xianxing.duties.matters.queries.listing import Filter, Tab, filtered_matters
from xianxing.duties.matters.reading.columns import Mapped
from xianxing.duties.matters.reading.rows import NAMES, BadRow
from xianxing.duties.matters.reading.sheets import Sheet, SheetRefused, read_sheet
from xianxing.duties.matters.reading.topics import read_topics
from xianxing.office.access.models import Account, Role
from xianxing.office.access.roles import accounts_with, is_office_member
from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, RefusedFile
from xianxing.office.ledger.actions import SYSTEM

SHOWN_BAD = 50
MANY = 1000
"""Rows from which a second process is worth its start."""
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.5
WATCH_SECONDS = 10
SETTLED = timedelta(seconds=2)
as_option = click.option("--as", "username", default="", help="以哪个账号办理（默认办公室负责人）")


@click.group()
def matters() -> None:
    """事项：导入来件，收取邮件，导出清单。"""


@matters.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查，不导入")
@click.option("--skip-bad", is_flag=True, help="跳过有错的行，导入其余")
@click.option("--yes", is_flag=True, help="不再询问")
@as_option
def import_command(path: Path, *, dry_run: bool, skip_bad: bool, yes: bool, username: str) -> None:
    """从 Excel 或 CSV 导入来件，登记、分类、归并一次完成；中断后再运行一次即可接着导入。"""
    started = monotonic()
    sheet = _read(path)
    mapped = previewing.remembered_columns(sheet)
    if mapped.missing:
        raise click.ClickException(f"没有认出标题或内容列；现有列名：{'、'.join(sheet.headings)}")
    preview = previewing.preview_import(sheet, mapped.places, now=timezone.now())
    _show_preview(sheet, mapped, preview)
    if dry_run:
        return
    if not yes and sys.stdin.isatty():
        click.confirm("导入？", abort=True)
    choice = importing.BadRows.SKIP if skip_bad else importing.BadRows.REFUSE_ALL
    plan = previewing.Plan(mapped.places, preview)
    run = _start(path, sheet, plan, choice, _actor(username))
    _carry_out(run, preview, started)


@matters.command("export")
@click.argument("path", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--tab", type=click.Choice([tab.value for tab in Tab]), default=Tab.ALL.value, help="导出哪些事项"
)
@as_option
def export_command(path: Path, *, tab: str, username: str) -> None:
    """导出事项清单为 Excel：姓名和联系方式已遮掩，限定知悉范围的事项不导出。"""
    actor = _actor(username)
    rows = filtered_matters(actor, Filter(tab=Tab(tab)), today=timezone.localdate())
    with path.open("wb") as target:
        count = exporting.export_matters(
            actor=actor, matters=rows, described=f"tab={tab}", target=target, now=timezone.now()
        )
    click.echo(f"已导出 {count} 件到 {path}")


@matters.command("receive")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--watch", is_flag=True, help=f"一直守候，每 {WATCH_SECONDS} 秒看一次")
@as_option
def receive_command(folder: Path, *, watch: bool, username: str) -> None:
    """收取文件夹里的 .eml 邮件：收下的移到 done，收不下的移到 bad 并附理由。"""
    actor = _actor(username)
    while True:
        received = receiving.receive_folder(
            actor=actor, folder=folder, now=timezone.now(), settled_for=SETTLED if watch else timedelta()
        )
        if received.total or not watch:
            click.echo(f"收下 {received.taken} 封，收过 {received.known} 封，收不下 {received.bad} 封")
        if not watch:
            return
        sleep(WATCH_SECONDS)


@matters.command("topics")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
def topics_command(path: Path, *, username: str) -> None:
    """用一张三列的表（一级、二级、三级分类）替换内容分类。"""
    actor = _actor(username)
    try:
        rows = read_topics(read_sheet(path.name, path.read_bytes()))
        count = labels.replace_topics(actor=actor, rows=rows, now=timezone.now())
    except (SheetRefused, ValidationError) as refused:
        raise click.ClickException(_words(refused)) from None
    click.echo(f"已换成 {count} 个分类")


def _read(path: Path) -> Sheet:
    try:
        return read_sheet(path.name, path.read_bytes())
    except SheetRefused as refused:
        raise click.ClickException(str(refused)) from None


def _show_preview(sheet: Sheet, mapped: Mapped, preview: previewing.Preview) -> None:
    _show_bad(preview.bad)
    named = "，".join(f"{NAMES[column]}←{sheet.headings[place]}" for column, place in mapped.places.items())
    click.echo(f"列：{named}")
    if mapped.counters:
        click.echo(f"不采用 {'、'.join(mapped.counters)}：热度按不同反映人数计算")
    click.echo(
        f"读到 {len(sheet.rows)} 行：可导入 {len(preview.good)}，有错 {len(preview.bad)}，"
        f"已导入过 {preview.known}"
    )


def _show_bad(bad: tuple[BadRow, ...]) -> None:
    for problem in bad[:SHOWN_BAD]:
        click.echo(f"第 {problem.row} 行：{problem.message}", err=True)
    if len(bad) > SHOWN_BAD:
        click.echo(f"……另有 {len(bad) - SHOWN_BAD} 行有错", err=True)


def _start(
    path: Path, sheet: Sheet, plan: previewing.Plan, choice: importing.BadRows, actor: Account
) -> ImportRun:
    now = timezone.now()
    try:
        file = store(actor=actor, upload=ContentFile(path.read_bytes(), name=path.name), now=now)
        run = importing.start_import(actor=actor, file=file, sheet=sheet, plan=plan, bad_rows=choice, now=now)
    except (ValidationError, RefusedFile, ClassifiedMaterial) as refused:
        raise click.ClickException(_words(refused)) from None
    labels.seed_topics(actor=SYSTEM, now=now)
    return run


def _actor(username: str) -> Account:
    if username:
        account = Account.objects.filter(username=username, is_active=True).first()
    else:
        account = next(iter(accounts_with(Role.HEAD, on=timezone.localdate())), None)
    if account is None:
        raise click.ClickException("没有可用的账号；请用 --as 指定登录名，或先运行 xianxing init 或 demo")
    if not is_office_member(account):
        raise click.ClickException(f"{account} 不是办公室人员，不能办理；请用 --as 指定办公室人员的登录名")
    return account


def _carry_out(run: ImportRun, preview: previewing.Preview, started: float) -> None:
    """Register, read and group; a long import has a second process read while this one registers and groups."""
    from xianxing.duties.matters.actions import issues, understanding  # late import: start-up time

    read = monotonic()
    is_worked_for = runs.is_worked_for(timezone.now())
    is_helped = len(preview.good) >= MANY and not is_worked_for
    with helping.second_worker() if is_helped else nullcontext():
        importing.write_messages(
            actor=run.started_by,
            run=run,
            messages=preview.good,
            now=timezone.now(),
            report=_progress("登记"),
        )
        written = monotonic()
        grouped = issues.find_groups(timezone.now())
        if is_helped or is_worked_for:
            _wait_until_read(run.rows_written)
    understanding.understand_waiting(now=timezone.now(), report=_progress("分类"))
    placing.place_groups(grouped, now=timezone.now())
    importing.finish_import(actor=run.started_by, run=run, now=timezone.now())
    _show_result(run, (started, read, written, monotonic()))


def _wait_until_read(total: int) -> None:
    """Wait until another process has read everything, or has read nothing for two minutes."""
    report = _progress("分类")
    left, since = runs.unread_count(), monotonic()
    while left and monotonic() - since < PATIENCE_SECONDS:
        sleep(PAUSE_SECONDS)
        now_left = runs.unread_count()
        if now_left != left:
            left, since = now_left, monotonic()
            report(max(0, total - left), total)


def _show_result(run: ImportRun, moments: tuple[float, float, float, float]) -> None:
    started, read, written, ended = moments
    seconds = ended - started
    memory = sum(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    click.echo(
        f"登记 {run.rows_written} 件：读取 {read - started:.1f} 秒，登记 {written - read:.1f} 秒，"
        f"其余的分类、找相似和热点归并 {ended - written:.1f} 秒；共 {seconds:.1f} 秒，"
        f"每秒 {run.rows_written / seconds:.0f} 件，内存峰值 {memory / 1024:.0f} MB"
    )
    for issue in Issue.objects.filter(relation="same_matter").order_by("-complainants", "-id")[:5]:
        click.echo(f"  {issue.complainants} 人 {issue.messages_count} 件  {issue.title}")


def _words(refused: Exception) -> str:
    return "；".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)


def _progress(name: str) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        click.echo(f"{name} {done}/{total}", err=True)

    return report
