"""The product's command: found from the manifests, fast to list, one line for bad input."""

import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from xianxing.site import cli
from xianxing.site.cli import OWN, first_line, main, paths

Raise = Callable[[Exception], tuple[int, str]]


def test_paths_hold_the_products_and_the_manifests_commands() -> None:
    assert set(OWN) < set(paths())
    assert paths()["ledger"] == "xianxing.office.ledger.cli:ledger"


@pytest.mark.parametrize("name", list(paths()))
def test_every_command_loads_and_says_what_it_does(name: str) -> None:
    command = cli.office.get_command(click.Context(cli.office), name)
    assert command is not None
    assert first_line(paths()[name])
    assert (command.help or "").startswith(first_line(paths()[name]))


def test_unknown_command_is_none() -> None:
    assert cli.office.get_command(click.Context(cli.office), "nothing") is None


@pytest.mark.parametrize("path", ["no_such_module:f", "xianxing.site.cli:no_such_function"])
def test_first_line_of_something_unknown_is_empty(path: str) -> None:
    assert first_line(path) == ""


@pytest.fixture
def run_raising(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Raise:
    """Run the command line with a command that raises; return the exit status and what stood on standard error."""

    def run(error: BaseException) -> tuple[int, str]:
        def office(standalone_mode: bool = True) -> None:
            raise error

        monkeypatch.setattr(cli, "office", office)
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (click.ClickException("没有此人"), 1, "错误：没有此人\n"),
        (click.UsageError("缺少参数"), 2, "错误：缺少参数\n"),
        (click.Abort(), 130, "已中止\n"),
        (KeyboardInterrupt(), 130, "已中止\n"),
        (ValueError("第 3 行\n缺少姓名"), 1, "错误：第 3 行 缺少姓名\n"),
        (ValidationError(["甲", "乙"]), 1, "错误：ValidationError：甲；乙（加 --traceback 查看详情）\n"),
        (OperationalError("locked"), 1, "错误：OperationalError：locked（加 --traceback 查看详情）\n"),
    ],
)
def test_fault_ends_in_one_line_and_a_status(
    run_raising: Raise, error: Exception, status: int, words: str
) -> None:
    assert run_raising(error) == (status, words)


def test_status_of_a_command_is_the_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    for returned, status in ((1, 1), (0, 0), (None, 0)):
        monkeypatch.setattr(cli, "office", lambda standalone_mode, returned=returned: returned)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == status


def test_fault_with_traceback_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def office() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "office", office)
    monkeypatch.setattr(sys, "argv", ["xianxing", "--traceback", "check"])
    with pytest.raises(ZeroDivisionError):
        main()


LIGHT = """
import sys
from xianxing.site import cli
from click.testing import CliRunner
answer = CliRunner().invoke(cli.office, ["--help"])
assert "doctor" in answer.output, answer.output
assert CliRunner().invoke(cli.office, ["run", "--help"]).exit_code == 0
heavy = {"django.db", "sklearn", "numpy", "openpyxl", "granian.server"} & set(sys.modules)
print(sorted(heavy - {"granian.server"}))
"""


def test_help_and_run_load_no_django() -> None:
    answer = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


WEB = """
import sys
import xianxing.site.asgi
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({"sklearn", "scipy", "pypdfium2", "playwright"} & set(sys.modules)))
"""


@pytest.mark.slow
def test_web_process_loads_no_learning_library() -> None:
    answer = subprocess.run([sys.executable, "-c", WEB], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"
