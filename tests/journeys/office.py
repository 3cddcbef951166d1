"""A whole office for a journey: its own folder, a real server and a real worker on this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 180
CAST = """
import django
django.setup()
from django.utils import timezone
from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.authority.actions import seed_rules
from xianxing.office.calendars.actions import seed
from xianxing.office.ledger.actions import SYSTEM, writing
gather_cast()
with writing():
    seed(actor=SYSTEM, now=timezone.now())
    seed_rules(actor=SYSTEM, now=timezone.now())
"""


@dataclass(frozen=True, slots=True)
class Office:
    """Where the office answers, and the folder it lives in."""

    address: str
    home: Path


@contextmanager
def open_office(home: Path, *, database_url: str = "") -> Iterator[Office]:
    """Found an office with the standing cast, run its server and worker, and stop them at the end."""
    environment = {
        **os.environ,
        "XIANXING_HOME": str(home),
        "XIANXING_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "xianxing.site.settings",
    }
    command = [sys.executable, "-m", "xianxing.site.cli"]
    subprocess.run([*command, "prepare", "--no-demo"], env=environment, check=True, capture_output=True)
    subprocess.run([sys.executable, "-c", CAST], env=environment, check=True, capture_output=True)
    port = _free_port()
    with (home / "journey.log").open("w") as log:
        running = [
            subprocess.Popen(
                [*command, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
            ),
            subprocess.Popen([*command, "worker"], env=environment, stdout=log, stderr=log),
        ]
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield Office(address, home)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=10) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"the server did not answer at {address} within {PATIENCE_SECONDS} s")
