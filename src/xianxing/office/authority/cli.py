"""``xianxing authority``: check the tables, replay the decisions."""

import click
from django.utils import timezone

from xianxing.engines.rulebook import Severity
from xianxing.office.authority.deciding import replay
from xianxing.office.authority.models import Decision, TableVersion, VersionState
from xianxing.office.authority.publishing import findings

CHUNK = 1000


@click.group()
def authority() -> None:
    """权限表、时限表：检查和重算。"""


@authority.command("check")
def check_command() -> None:
    """检查已发布的各表和草稿：缺口、重叠、永远轮不到的行、缺失或失效的条款。"""
    errors = 0
    versions = TableVersion.objects.exclude(state=VersionState.RETIRED).select_related("table")
    for version in versions.order_by("table__name", "number"):
        found = findings(version, today=timezone.localdate())
        for finding in found:
            click.echo(f"{version}\t{finding.severity.value}\t{finding.text}")
        errors += sum(1 for finding in found if finding.severity is Severity.ERROR)
        click.echo(f"{version}（{version.get_state_display()}）：{len(found)} 项发现")
    if errors:
        raise click.ClickException(f"共有 {errors} 处问题，见上；请在规则表页面改正后重新发布")


@authority.command("replay")
def replay_command() -> None:
    """用当时的版本把每一次判定重算一遍，结果须完全一致。"""
    done, faults, last = 0, 0, 0
    while True:
        batch = Decision.objects.filter(pk__gt=last).select_related("version__table").order_by("pk")[:CHUNK]
        decisions = list(batch)
        if not decisions:
            break
        for mismatch in replay(decisions):
            faults += 1
            click.echo(f"{mismatch.decision.pk}\t{mismatch.decision}\t{mismatch.problem}")
        done, last = done + len(decisions), decisions[-1].pk
        click.echo(f"已重算 {done} 次", err=True)
    if faults:
        raise click.ClickException(
            f"{done} 次判定中有 {faults} 次与当时不同，见上；请保全数据库并通知安全审计员"
        )
    click.echo(f"重算 {done} 次判定，全部一致")
