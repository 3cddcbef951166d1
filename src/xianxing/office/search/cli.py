"""``xianxing search``: build the index anew."""

import click
from django.utils import timezone

from xianxing.office.search.reindex import reindex


@click.group()
def search() -> None:
    """维护检索。"""


@search.command("reindex")
def reindex_command() -> None:
    """清空检索索引并按现有内容重建。"""
    total = reindex(now=timezone.now(), report=lambda path, count: click.echo(f"{path}\t{count}", err=True))
    click.echo(f"检索索引已重建：共 {total} 项")
