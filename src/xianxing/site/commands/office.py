"""Commands that set up an office and work for it."""

import click
from django.conf import settings
from django.utils import timezone

from xianxing.office.access.actions import one_time_password, reset_password
from xianxing.office.access.models import Account
from xianxing.office.duty import begin_all, resolve
from xianxing.office.jobs import worker
from xianxing.office.ledger.actions import SYSTEM
from xianxing.site.founding import Founding, found_office
from xianxing.site.preparation import note_prepared
from xianxing.site.run import step
from xianxing.site.serve import stop_on_signals
from xianxing.site.upkeep import arm_housekeeping, collect_static, is_empty, migrate

DEMO = "xianxing.site.demo.build:build_demo"


@click.command("worker")
def worker_command() -> None:
    """启动后台进程：到点触发时限，执行后台任务。"""
    stop = stop_on_signals()
    arm_housekeeping(now=timezone.now())
    begin_all(timezone.now())
    click.echo("后台进程已启动")
    worker.run(stop)


@click.command("prepare")
@click.option("--demo/--no-demo", default=True, show_default=True, help="库为空时建立演示办公室。")
def prepare_command(*, demo: bool) -> None:
    """更新数据表和静态文件；库为空时建立演示办公室。"""
    with step(click.echo, "准备数据库"):
        migrate()
    with step(click.echo, "准备静态文件"):
        collect_static()
    if demo and is_empty():
        _build_demo(seed=1)
    note_prepared(settings.HOME)


@click.command("demo")
@click.option("--seed", default=1, show_default=True, help="随机种子：同一种子得到同一个演示办公室。")
def demo_command(seed: int) -> None:
    """在空库中建立演示办公室并列出账号。"""
    migrate()
    if not is_empty():
        raise click.ClickException(
            "库中已有账号；演示办公室只能建在空库中，请用 XIANXING_HOME 指定另一个文件夹"
        )
    _build_demo(seed=seed)


@click.command("init")
@click.option("--office-name", prompt="办公室全称", help="如“平安市人民政府办公室”。")
@click.option("--head-name", prompt="办公室负责人姓名", help="主任姓名。")
@click.option("--staff-name", prompt="工作人员姓名", help="第一位工作人员的姓名。")
def init_command(office_name: str, head_name: str, staff_name: str) -> None:
    """为真实使用初始化：建表，导入节假日和法规，开立第一批账号。"""
    with step(click.echo, "准备数据库"):
        migrate()
    if not is_empty():
        raise click.ClickException(
            "库中已有账号，无需再次初始化；添加账号请由安全保密管理员在“账号与角色”中办理"
        )
    with step(click.echo, "准备静态文件"):
        collect_static()
    with step(click.echo, "导入节假日与法规，开立账号"):
        opened = found_office(Founding(office_name, head_name, staff_name), now=timezone.now())
    click.echo("\n账号与一次性口令（只显示这一次，首次登录须修改）：")
    for each in opened:
        click.echo(f"  {each.username}\t{each.password}\t{each.title}")
    note_prepared(settings.HOME)


@click.command("password")
@click.argument("username")
def password_command(username: str) -> None:
    """给账号一个一次性口令并解除锁定。"""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise click.ClickException(f"没有用户名为 {username} 的账号；请核对用户名")
    password = one_time_password()
    reset_password(actor=SYSTEM, account=account, password=password, now=timezone.now())
    click.echo(f"{username} 的一次性口令：{password}（首次登录须修改）")


def _build_demo(*, seed: int) -> None:
    with step(click.echo, "建立演示办公室"):
        demo = resolve(DEMO)(timezone.now(), seed, lambda text: click.echo(f"    {text}"))
    click.echo(f"\n演示账号（口令都是 {demo.password}）：")
    for username, title in demo.accounts:
        click.echo(f"  {username}\t{title}")
