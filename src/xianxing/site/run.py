"""``xianxing run``: the whole product in one command, server and worker together.

Light on purpose: when nothing changed since the last start, it does not load Django, so the first page is there
within the time that the server itself needs.
"""

import ctypes
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xianxing.site.preparation import is_prepared
from xianxing.site.serve import NotServed, address_of, check_address, stop_on_signals

STOP_SECONDS = 10
READY_SECONDS = 90
LOOK_SECONDS = 0.1
LONGEST_REST_SECONDS = 30
STEADY_SECONDS = 60
PARENT_DEATH_SIGNAL = 1

Report = Callable[[str], None]
Process = subprocess.Popen[bytes]


@contextmanager
def step(report: Report, title: str) -> Iterator[None]:
    """Report a step and the seconds it took."""
    started = time.monotonic()
    report(f"· {title} …")
    yield
    report(f"  {title}：{time.monotonic() - started:.1f} 秒")


def run(host: str, port: int, workers: int, *, home: Path, report: Report) -> int:
    """Prepare the installation, start server and worker, and return the exit status when they have ended.

    1. Look whether the address is free.
    2. Unless nothing changed: tables, static files, and the demo office when the database is empty, in a process
       of its own.
    3. Start the server, wait for its first page, print the address; then start the worker.
    4. Start a worker that died again. When the server dies, everything ends.
    """
    check_address(host, port, open_to_network=False)
    stop = stop_on_signals()
    if not is_prepared(home):
        prepared = subprocess.run(_command("prepare"), check=False)
        if prepared.returncode:
            return prepared.returncode
    server = start("serve", "--host", host, "--port", str(port), "--workers", str(workers))
    try:
        with step(report, "启动服务"):
            await_first_page(address_of(host, port), server, stop)
        report(
            f"\n先行已就绪：{address_of(host, port)}\n按 Ctrl+C 停止；忘记口令：xianxing password 用户名\n"
        )
        return watch(server, lambda: start("worker"), stop, report)
    finally:
        end([server])


def start(*arguments: str) -> Process:
    """Start a command of the product; it dies when this process dies."""
    return subprocess.Popen(_command(*arguments), preexec_fn=die_with_parent)  # noqa: PLW1509


def await_first_page(address: str, server: Process, stop: threading.Event) -> None:
    """Return when the sign-in page is answered.

    Raises:
        NotServed: the server ended, or did not answer in time.
    """
    until = time.monotonic() + READY_SECONDS
    while not stop.is_set():
        if server.poll() is not None:
            raise NotServed("服务没有启动成功，原因见上；可运行 xianxing doctor 检查")
        try:
            with urllib.request.urlopen(f"{address}accounts/login/", timeout=READY_SECONDS):  # noqa: S310
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > until:
                raise NotServed(f"服务在 {READY_SECONDS} 秒内没有应答；可运行 xianxing doctor 检查") from None
        stop.wait(LOOK_SECONDS)


def watch(server: Process, start_worker: Callable[[], Process], stop: threading.Event, report: Report) -> int:
    """Keep a worker alive beside the server until told to stop; return the exit status."""
    worker, born, rest = start_worker(), time.monotonic(), 1.0
    try:
        while not stop.wait(LOOK_SECONDS):
            if server.poll() is not None:
                report(f"服务已退出（状态 {server.returncode}），后台进程一并停止")
                return 1
            if worker.poll() is not None:
                rest = (
                    1.0 if time.monotonic() - born > STEADY_SECONDS else min(rest * 2, LONGEST_REST_SECONDS)
                )
                report(f"后台进程已退出（状态 {worker.returncode}），{rest:.0f} 秒后重新启动")
                if stop.wait(rest):
                    break
                worker, born = start_worker(), time.monotonic()
        report("正在停止 …")
        return 0
    finally:
        end([worker, server])


def end(processes: Sequence[Process]) -> None:
    """Ask the processes to end; after a while, end them."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def die_with_parent() -> None:
    """Let Linux send SIGTERM to this process when its parent dies; elsewhere nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "xianxing.site.cli", *arguments]
