"""Start the web server and the background worker of this installation, each in its own process."""

import ipaddress
import multiprocessing
import os
import signal
import socket
import threading
from types import FrameType

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

TARGET = "xianxing.site.asgi:application"
STOP_SECONDS = 8
CLOSE_STREAMS = signal.SIGUSR1
"""What the server tells its worker processes when it is about to stop."""


class NotServed(Exception):
    """The server cannot start as asked; the message says why and what to do."""


def check_address(host: str, port: int, *, open_to_network: bool) -> None:
    """Return when the server may listen there.

    Raises:
        NotServed: the address is not this machine's own and nobody said so, or the port is taken.
    """
    if not open_to_network and not _is_own(host):
        raise NotServed(
            f"{host} 会让其他机器访问到本系统；确需如此，请先配置 HTTPS 反向代理和 XIANXING_ALLOWED_HOSTS，"
            "再加上 --open-to-network"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotServed(
                f"不能在 {host}:{port} 上监听：{error.strerror}；请用 --port 换一个端口"
            ) from error


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal ends it."""
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        backlog=1024,
    )
    server.on_startup(_close_streams_on_signals)
    server.serve()


def _close_streams_on_signals() -> None:
    """Tell the worker processes to close their event streams before the server waits for open requests to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        stop = signal.getsignal(number)

        def close_then_stop(caught: int, frame: FrameType | None, stop: object = stop) -> None:
            for worker in multiprocessing.active_children():
                if worker.pid:
                    os.kill(worker.pid, CLOSE_STREAMS)
            if callable(stop):
                stop(caught, frame)

        signal.signal(number, close_then_stop)


def address_of(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop = threading.Event()

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    return stop


def _is_own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
