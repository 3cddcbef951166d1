"""The supervisor: server and worker live and end together."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from xianxing.site import run as running
from xianxing.site.run import Process, await_first_page, end, step, watch
from xianxing.site.serve import NotServed


def child(code: str) -> Process:
    return subprocess.Popen([sys.executable, "-c", code])


SLEEP = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(running, "LONGEST_REST_SECONDS", 0.01)


def test_watch_told_to_stop_ends_both() -> None:
    stop, server, worker = threading.Event(), child(SLEEP), child(SLEEP)
    stop.set()
    said: list[str] = []
    assert watch(server, lambda: worker, stop, said.append) == 0
    assert (server.returncode, worker.returncode, said) == (-15, -15, ["正在停止 …"])


def test_watch_server_died_ends_the_worker_with_a_fault() -> None:
    server, worker = child("raise SystemExit(3)"), child(SLEEP)
    said: list[str] = []
    assert watch(server, lambda: worker, threading.Event(), said.append) == 1
    assert (worker.returncode, said) == (-15, ["服务已退出（状态 3），后台进程一并停止"])


def test_watch_worker_died_starts_another() -> None:
    stop, server = threading.Event(), child(SLEEP)
    born: list[Process] = []

    def start_worker() -> Process:
        born.append(child("raise SystemExit(4)" if len(born) < 2 else SLEEP))
        if len(born) == 3:
            stop.set()
        return born[-1]

    said: list[str] = []
    assert watch(server, start_worker, stop, said.append) == 0
    assert said[:2] == ["后台进程已退出（状态 4），0 秒后重新启动"] * 2
    assert born[2].returncode == -15


def test_end_of_a_process_that_will_not_is_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "STOP_SECONDS", 0.2)
    stubborn = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
    assert stubborn.stdout is not None
    stubborn.stdout.readline()
    end([stubborn])
    assert stubborn.returncode == -9
    stubborn.stdout.close()


def test_await_first_page_of_a_server_that_died_is_refused() -> None:
    server = child("raise SystemExit(1)")
    server.wait()
    with pytest.raises(NotServed, match="服务没有启动成功"):
        await_first_page("http://127.0.0.1:9/", server, threading.Event())


def test_await_first_page_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "READY_SECONDS", 0.05)
    server = child(SLEEP)
    with pytest.raises(NotServed, match="没有应答"):
        await_first_page("http://127.0.0.1:9/", server, threading.Event())
    end([server])


def test_step_reports_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([10.0, 12.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    said: list[str] = []
    with step(said.append, "准备数据库"):
        pass
    assert said == ["· 准备数据库 …", "  准备数据库：2.5 秒"]


def test_run_whose_preparation_fails_starts_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failed = [sys.executable, "-c", "raise SystemExit(7)"]
    monkeypatch.setattr(running, "_command", lambda *arguments: failed)
    monkeypatch.setattr(running, "check_address", lambda *address, open_to_network: None)
    monkeypatch.setattr(running, "stop_on_signals", threading.Event)
    assert running.run("127.0.0.1", 9, 1, home=tmp_path, report=print) == 7
