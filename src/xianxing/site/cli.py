"""The product's command, assembled from the manifests. Nothing is loaded but the command that is asked for."""

import ast
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import click
import django

from xianxing.office.duty import manifests

LIGHT = "xianxing.site.commands.server"
OWN = {
    "run": f"{LIGHT}:run_command",
    "serve": f"{LIGHT}:serve_command",
    "worker": "xianxing.site.commands.office:worker_command",
    "prepare": "xianxing.site.commands.office:prepare_command",
    "init": "xianxing.site.commands.office:init_command",
    "demo": "xianxing.site.commands.office:demo_command",
    "password": "xianxing.site.commands.office:password_command",
    "check": "xianxing.site.commands.safety:check_command",
    "doctor": "xianxing.site.commands.safety:doctor_command",
    "backup": "xianxing.site.commands.safety:backup_command",
    "restore": "xianxing.site.commands.safety:restore_command",
    "upgrade": "xianxing.site.commands.safety:upgrade_command",
}
SETTINGS = "xianxing.site.settings"


@cache
def paths() -> Mapping[str, str]:
    """Return every command's name and the ``module:function`` behind it, the product's own first."""
    found = dict(OWN)
    for manifest in manifests():
        if manifest.commands_line:
            name = manifest.commands_line.partition(":")[2].removesuffix("_command").replace("_", "-")
            found.setdefault(name, manifest.commands_line)
    return found


class Office(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(paths())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        path = paths().get(cmd_name)
        if path is None:
            return None
        module_name, _colon, attribute = path.partition(":")
        if module_name != LIGHT:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
            django.setup()
        command: click.Command = getattr(importlib.import_module(module_name), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("命令"):
            formatter.write_dl([(name, first_line(path)) for name, path in paths().items()])


def first_line(path: str) -> str:
    """Return the first line of a command's docstring, read from its source without running it."""
    module_name, _colon, attribute = path.partition(":")
    spec = importlib.util.find_spec(module_name)
    if spec is None or spec.origin is None:
        return ""
    for node in _functions(Path(spec.origin)):
        if node.name == attribute:
            return (ast.get_docstring(node) or "").partition("\n")[0]
    return ""


@click.group(cls=Office)
@click.option(
    "--traceback", is_flag=True, expose_value=False, is_eager=True, help="出错时显示完整的调用过程。"
)
@click.version_option(package_name="xianxing", message="xianxing %(version)s")
def office() -> None:
    """先行：办公室的一站式系统。每个命令都可加 --help 查看说明。"""


def main() -> None:
    """Run the command line; bad input ends in one clear line and a status other than zero."""
    if "--traceback" in sys.argv:
        office()
    try:
        status = office(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message(), err=True)
        sys.exit(shown.exit_code)
    except click.ClickException as error:
        click.echo(f"错误：{error.format_message()}", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止", err=True)
        sys.exit(130)
    except Exception as error:
        click.echo(f"错误：{_message(error)}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _message(error: Exception) -> str:
    """Return one line: a refusal's own words, anything else with its kind and where to learn more."""
    words = "；".join(str(each) for each in getattr(error, "messages", None) or [error]).replace("\n", " ")
    known = type(error).__module__.startswith("xianxing.") or isinstance(
        error, (ValueError, LookupError, OSError)
    )
    return words if known else f"{type(error).__name__}：{words}（加 --traceback 查看详情）"


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node


if __name__ == "__main__":
    main()
