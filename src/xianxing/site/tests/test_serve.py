"""Where the server may listen, and how processes end."""

import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from xianxing.site import serve
from xianxing.site.serve import NotServed, address_of, check_address, stop_on_signals


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.9"])
def test_address_of_this_machine_is_accepted(host: str, free_port: int) -> None:
    check_address(host, free_port, open_to_network=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "office.example"])  # noqa: S104
def test_address_open_to_others_is_refused(host: str, free_port: int) -> None:
    with pytest.raises(NotServed, match="--open-to-network"):
        check_address(host, free_port, open_to_network=False)


def test_address_open_to_others_is_accepted_when_said_so(free_port: int) -> None:
    check_address("0.0.0.0", free_port, open_to_network=True)  # noqa: S104


def test_port_taken_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NotServed, match=f"不能在 127.0.0.1:{port} 上监听.*--port"):
            check_address("127.0.0.1", port, open_to_network=False)


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")]
)
def test_address_is_shown_as_a_link(host: str, address: str) -> None:
    assert address_of(host, 8000) == address


@pytest.fixture
def kept_signals() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("kept_signals")
def test_signal_sets_the_stop_and_a_second_one_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    stop = stop_on_signals()
    signal.raise_signal(signal.SIGTERM)
    assert (stop.is_set(), ended) == (True, [])
    signal.raise_signal(signal.SIGINT)
    assert ended == [130]


@pytest.mark.usefixtures("kept_signals")
def test_server_stopping_tells_its_workers_first(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    worker = type("Worker", (), {"pid": 77})
    monkeypatch.setattr("multiprocessing.active_children", lambda: [worker])
    monkeypatch.setattr("os.kill", lambda *given: told.append(given))
    signal.signal(signal.SIGTERM, lambda number, frame: told.append("stop"))
    serve._close_streams_on_signals()
    signal.raise_signal(signal.SIGTERM)
    assert told == [(77, serve.CLOSE_STREAMS), "stop"]


def test_serve_is_light() -> None:
    assert "granian" in sys.modules
