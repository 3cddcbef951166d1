"""Kill -9 at random moments: acknowledged writes stay, timers and notices come once, no job is lost."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kill.installation import Installation, installed

NOTICES = 400
KILLS = ("worker", "server", "writer", "second worker", "worker", "server")
CALM_SECONDS = 60
CSRF = "c" * 32

Process = subprocess.Popen[str]


class Writer:
    """The writing process, and the numbers it acknowledged before each death."""

    def __init__(self, installation: Installation) -> None:
        self.acknowledged: set[int] = set()
        self._installation = installation
        self._lives = 0
        self._readers: list[threading.Thread] = []

    def start(self) -> Process:
        self._lives += 1
        first = str(self._lives * 100_000)
        process = self._installation.start("-m", "tests.kill.load", "write", first, stdout=subprocess.PIPE)
        reader = threading.Thread(target=self._read, args=(process,))
        reader.start()
        self._readers.append(reader)
        return process

    def finish(self) -> None:
        for reader in self._readers:
            reader.join()

    def _read(self, process: Process) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                if line.endswith("\n"):
                    self.acknowledged.add(int(line))


class Visitor:
    """Reads notices one by one through the real server; an answer acknowledges the reading."""

    def __init__(self, port: int, cookie: str, notices: list[int]) -> None:
        self.acknowledged: set[int] = set()
        self.ended = threading.Event()
        self._port, self._cookie, self._notices = port, cookie, notices
        self._thread = threading.Thread(target=self._visit)
        self._thread.start()

    def finish(self) -> None:
        self.ended.set()
        self._thread.join()

    def _visit(self) -> None:
        waiting = list(self._notices)
        while waiting and not self.ended.is_set():
            if self._read(waiting[0]):
                self.acknowledged.add(waiting.pop(0))
            else:
                self.ended.wait(0.05)

    def _read(self, notice: int) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        headers = {"Cookie": f"{self._cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Content-Length": "0"}
        try:
            line.request("POST", f"/notices/{notice}/", headers=headers)
            return line.getresponse().status == 302
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


def kill(process: Process) -> None:
    """Kill the whole process group at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end(process: Process) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        kill(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def installation(transactional_db: None, tmp_path: Path) -> Iterator[tuple[Installation, str, list[int]]]:
    """An installation, the cookie of its clerk, and the notices that the clerk has not read."""
    with installed(tmp_path) as found:
        answer = found.ask("-m", "tests.kill.load", "gather", str(NOTICES))
        assert answer.returncode == 0, answer.stderr
        gathered = json.loads(answer.stdout)
        yield found, gathered["cookie"], gathered["notices"]


def report(installation: Installation) -> dict[str, Any]:
    answer = installation.ask("-m", "tests.kill.load", "report")
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def await_calm(installation: Installation) -> dict[str, Any]:
    """Return the report once nothing is left to fire or to run."""
    until = time.monotonic() + CALM_SECONDS
    while True:
        found = report(installation)
        if not (found["timers_left"] or found["jobs_left"]) or time.monotonic() > until:
            return found


@pytest.mark.slow
def test_processes_killed_under_load_lose_nothing_and_repeat_nothing(
    installation: tuple[Installation, str, list[int]],
) -> None:
    place, cookie, notices = installation
    chance, port, writer = random.Random(), free_port(), Writer(place)
    starts: dict[str, Callable[[], Process]] = {
        "worker": lambda: place.start("-m", "tests.kill.load", "work"),
        "second worker": lambda: place.start("-m", "tests.kill.load", "work"),
        "server": lambda: place.start(
            "-m", "xianxing.site.cli", "serve", "--port", str(port), "--workers", "1"
        ),
        "writer": writer.start,
    }
    crew = {name: start() for name, start in starts.items()}
    visitor = Visitor(port, cookie, notices)
    try:
        until = time.monotonic() + CALM_SECONDS
        while not (visitor.acknowledged and writer.acknowledged) and time.monotonic() < until:
            time.sleep(0.05)
        for name in KILLS:
            time.sleep(chance.uniform(0.3, 1.2))
            kill(crew[name])
            crew[name] = starts[name]()
        time.sleep(2)
        end(crew["writer"])
        found = await_calm(place)
    finally:
        visitor.finish()
        for process in crew.values():
            end(process)
        writer.finish()
    judge(found, report(place)["read"], writer.acknowledged, visitor.acknowledged)


def judge(found: dict[str, Any], read: list[int], written: set[int], visited: set[int]) -> None:
    """Assert every promise on what the processes left behind."""
    assert written
    assert visited
    effects = found["effects"]
    assert {number for number in written if f"write {number}" not in effects} == set()
    assert visited <= set(read)
    assert (found["timers_left"], found["jobs_left"], found["faults"]) == (0, 0, [])
    expected = {f"write {number}": 1 for number in found["timers"]}
    expected |= {f"timer {number}": 1 for number in found["timers"]}
    expected |= {f"job {number}": 1 for number in found["jobs"]}
    assert effects == expected
    assert sorted(found["timers"]) == sorted(found["jobs"])
    told = {name for name in expected if not name.startswith("write")}
    assert found["notices"] == dict.fromkeys(told, 1)
    assert found["notice_rows"] == len(told)
