"""The front: life of the process, the size of requests, broken clients."""

import asyncio
from typing import Any

import pytest

from xianxing.site import asgi


class Line:
    """A connection: what the server sends, and what the client says, in order."""

    def __init__(self, *said: dict[str, Any]) -> None:
        self.sent: list[dict[str, Any]] = []
        self._said = list(said)

    async def receive(self) -> dict[str, Any]:
        return self._said.pop(0)

    async def send(self, message: Any) -> None:
        self.sent.append(dict(message))


def http(path: str, **changed: Any) -> dict[str, Any]:
    return {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [], **changed}


def ask(scope: dict[str, Any], *said: dict[str, Any]) -> Line:
    line = Line(*said)
    asyncio.run(asgi.application(scope, line.receive, line.send))
    return line


def test_application_follows_the_life_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(asgi.hub, "close", lambda: closed.append(True))
    line = ask({"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [message["type"] for message in line.sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert closed == [True]


def test_application_gives_the_live_path_to_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def hub(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])

    monkeypatch.setattr(asgi, "hub", hub)
    ask(http("/live/"))
    assert asked == ["/live/"]


@pytest.fixture
def bridged(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reached Django's bridge: the scopes, then the bodies or the faults of receiving."""
    seen: list[Any] = []

    async def pages(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)
        try:
            seen.append(await receive())
        except ConnectionAbortedError as error:
            seen.append(str(error))

    monkeypatch.setattr(asgi, "pages", pages)
    return seen


def test_application_gives_other_paths_to_django(bridged: list[Any]) -> None:
    scope = http("/matters/", query_string=b"q=1")
    ask(scope, {"type": "http.request", "body": b"x"})
    assert bridged == [scope, {"type": "http.request", "body": b"x"}]


def test_request_cut_off_by_the_client_is_a_fault_not_a_short_form(bridged: list[Any]) -> None:
    ask(http("/matters/"), {"type": "http.disconnect"})
    assert bridged[1] == "客户端在提交完成前断开"


def test_query_of_other_bytes_is_quoted(bridged: list[Any]) -> None:
    query = "q=防汛 %20&a=1".encode()
    ask(http("/", query_string=query), {"type": "http.request"})
    assert bridged[0]["query_string"] == b"q=%E9%98%B2%E6%B1%9B%20%20&a=1"


@pytest.mark.parametrize(
    ("length", "is_refused"),
    [(b"536870912", False), (b"536870913", True), (b"9" * 40, True), (b"x", False)],
)
def test_request_too_long_is_refused(bridged: list[Any], length: bytes, is_refused: bool) -> None:
    line = ask(http("/", headers=[(b"host", b"x"), (b"content-length", length)]), {"type": "http.request"})
    assert [message["status"] for message in line.sent[:1]] == ([413] if is_refused else [])
    assert bool(bridged) is not is_refused
