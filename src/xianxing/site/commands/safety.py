"""Commands that look after an installation."""

from io import StringIO
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from xianxing.office.duty import Manifest, manifests, resolve
from xianxing.site import backup as archive
from xianxing.site.doctor import Level, examine
from xianxing.site.preparation import forget_prepared, note_prepared
from xianxing.site.run import step
from xianxing.site.upkeep import collect_static, is_migrated, migrate

SIGNS = {Level.GOOD: "正常", Level.WARNING: "注意", Level.FAULT: "故障"}


@click.command("check")
def check_command() -> None:
    """检查程序自身：配置、清单中登记的每个处理函数。"""
    call_command("check", verbosity=0, stdout=StringIO())
    paths = [path for manifest in manifests() for path in _handlers(manifest)]
    for path in paths:
        resolve(path)
    click.echo(f"检查通过：{len(manifests())} 个模块，{len(paths)} 个处理函数")


@click.command("doctor")
def doctor_command() -> int:
    """检查运行环境，逐项说明情况和办法。"""
    findings = examine(now=timezone.now())
    for finding in findings:
        advice = f"；{finding.advice}" if finding.advice else ""
        click.echo(f"[{SIGNS[finding.level]}] {finding.title}：{finding.detail}{advice}")
    faults = sum(finding.level is Level.FAULT for finding in findings)
    click.echo(f"共 {len(findings)} 项，故障 {faults} 项")
    return 1 if faults else 0


@click.command("backup")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), help="备份文件；默认在数据文件夹的 backups 下。"
)
@click.option(
    "--verify", "existing", type=click.Path(path_type=Path, exists=True), help="只核对一个已有的备份。"
)
def backup_command(target: Path | None, existing: Path | None) -> None:
    """备份数据库、文件和密钥，并核对备份。"""
    if existing is None:
        with step(click.echo, "备份"):
            existing = archive.back_up(target, now=timezone.now(), report=click.echo)
    with step(click.echo, "核对"):
        count = archive.verify(existing)
    click.echo(f"{existing}：{count} 个文件，校验一致")


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--force", is_flag=True, help="库不为空时也恢复；原有数据另存。")
def restore_command(source: Path, *, force: bool) -> None:
    """从备份恢复数据库、文件和密钥，并核对台账。"""
    if not force:
        archive.refuse_non_empty()
    forget_prepared(settings.HOME)
    with step(click.echo, "恢复"):
        archive.restore(source, now=timezone.now(), report=click.echo)
    with step(click.echo, "更新数据表"):
        migrate()
    with step(click.echo, "核对台账"):
        faults = archive.check_restored()
    if faults:
        raise click.ClickException(f"恢复后核对出 {len(faults)} 处问题：{'；'.join(faults[:5])}")
    click.echo("恢复完成，台账和文件核对一致")


@click.command("upgrade")
def upgrade_command() -> None:
    """升级程序之后运行：先备份，再更新数据表和静态文件。"""
    if is_migrated():
        with step(click.echo, "备份"):
            archive.verify(archive.back_up(None, now=timezone.now(), report=click.echo))
    with step(click.echo, "更新数据表"):
        count = migrate()
    with step(click.echo, "更新静态文件"):
        collect_static()
    note_prepared(settings.HOME)
    click.echo(f"升级完成：执行了 {count} 项数据表变更")


def _handlers(manifest: Manifest) -> list[str]:
    """Return every ``module:function`` that a manifest names."""
    found = [manifest.open_work, manifest.figures, manifest.demo, manifest.commands_line]
    found += [*manifest.timers.values(), *manifest.tasks.values(), *manifest.sources.values()]
    found += [path for paths in manifest.listens.values() for path in paths]
    found += [path for page in manifest.pages for path in (page.allowed, page.badge)]
    found += [command.allowed for command in manifest.commands]
    return [path for path in found if path]
