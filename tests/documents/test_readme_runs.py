"""The README's commands, run as they stand: on a scratch installation, in the environment of this test."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.documents.texts import shell_lines

PRODUCT = Path(sys.executable).parent / "xianxing"
FIRST_PAGE_SECONDS = 180
ANSWERS = "平安市人民政府办公室\n张主任\n李科员\n"


def environment(home: Path) -> dict[str, str]:
    """Return the variables of a scratch installation on SQLite."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("XIANXING_", "DJANGO_"))
    }
    return kept | {"XIANXING_HOME": str(home)}


def run(home: Path, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PRODUCT), *words],
        env=environment(home),
        input=answers,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def started(home: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command in a group of its own and end the whole group."""
    process = subprocess.Popen(
        [str(PRODUCT), *words], env=environment(home), stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it started; one that does not listen is killed."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
            return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def first_page(port: int, process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Return status and text of the page that a browser gets first, waiting until the server answers."""
    for _ in range(FIRST_PAGE_SECONDS * 4):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                return page.status, page.read().decode()
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, "the command ended before its first page"
            time.sleep(0.25)
    raise AssertionError("no page came")


@pytest.mark.slow
def test_make_run_on_nothing_shows_the_login_page(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, "run", "--port", str(port)) as process:
        status, page = first_page(port, process)
    assert status == 200
    assert "先行" in page


@pytest.mark.slow
def test_commands_of_real_use_run_in_the_order_of_the_readme(tmp_path: Path, repository: Path) -> None:
    lines = shell_lines((repository / "README.md").read_text(encoding="utf-8"))
    own = [line.split()[1] for line in lines if line.startswith(".venv/bin/xianxing ")]
    assert own == ["init", "serve", "worker", "doctor", "backup"]

    opened = run(tmp_path, "init", answers=ANSWERS)
    assert opened.returncode == 0, opened.stdout + opened.stderr
    port = free_port()
    with started(tmp_path, "serve", "--port", str(port), "--workers", "1") as process:
        assert first_page(port, process)[0] == 200
    with started(tmp_path, "worker") as process:
        time.sleep(3)
        assert process.poll() is None
    assert "doctor" in run(tmp_path, "--help").stdout
    assert run(tmp_path, "backup").returncode == 0
    assert run(tmp_path, "ledger", "verify").returncode == 0


def test_engine_line_of_readme_gives_its_answer(repository: Path) -> None:
    lines = shell_lines((repository / "README.md").read_text(encoding="utf-8"))
    line = next(line for line in lines if "xianxing.engines" in line).replace(
        ".venv/bin/python", sys.executable
    )
    answer = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout
    assert '"due": "2026-10-08"' in answer or '"due":"2026-10-08"' in answer
