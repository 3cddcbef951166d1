"""The commands that must start fast: they load no Django."""

import os

import click

from xianxing.site.home import folder
from xianxing.site.run import run
from xianxing.site.serve import address_of, check_address, serve

PORT = click.IntRange(1, 65535)
WORKERS = click.IntRange(1, 64)


@click.command("run")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址（仅限本机）。")
@click.option("--port", default=8000, show_default=True, type=PORT, help="端口。")
@click.option("--workers", default=1, show_default=True, type=WORKERS, help="服务进程数。")
def run_command(host: str, port: int, workers: int) -> int:
    """准备数据库并启动全部服务；库为空时建立演示办公室。"""
    return run(host, port, workers, home=folder(), report=click.echo)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--port", default=8000, show_default=True, type=PORT, help="端口。")
@click.option("--workers", default=2, show_default=True, type=WORKERS, help="服务进程数。")
@click.option("--open-to-network", is_flag=True, help="允许其他机器直接访问（应先配置 HTTPS 反向代理）。")
def serve_command(host: str, port: int, workers: int, *, open_to_network: bool) -> None:
    """启动网页服务。"""
    check_address(host, port, open_to_network=open_to_network)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings")
    click.echo(f"网页服务：{address_of(host, port)}")
    serve(host, port, workers)
