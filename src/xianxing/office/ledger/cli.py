"""``xianxing ledger``: verify the chain."""

import click

from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import verify


@click.group()
def ledger() -> None:
    """查验台账。"""


@ledger.command("verify")
def verify_command() -> None:
    """逐条核对台账，指出被改动、删除或调换的条目。"""
    faults = verify(lambda checked: click.echo(f"已核对 {checked} 条", err=True))
    for fault in faults:
        click.echo(f"{fault.kind.value}\t{fault.sequence}\t{fault.message}")
    if faults:
        raise click.ClickException(f"台账有 {len(faults)} 处问题，见上；请立即保全数据库并通知安全审计员")
    click.echo(f"台账完整：共 {Entry.objects.count()} 条，未发现改动")
