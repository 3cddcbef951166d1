"""The front of every server process: ``/live/`` goes to the hub, everything else to Django in threads.

Django in threads costs half the CPU of Django under ASGI, and the hub needs the event loop: one port serves both.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from xianxing.site.wsgi import application as django_application  # loads the models that the hub needs

# isort: split
from xianxing.site.live import Hub
from xianxing.site.serve import CLOSE_STREAMS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIVE_PATH = "/live/"
THREADS = 8
LARGEST_REQUEST_BYTES = 512 * 1024 * 1024
ASCII = "".join(map(chr, range(33, 127)))

hub = Hub()
wsgi_application: Any = django_application
pages: Any = WSGIMiddleware(wsgi_application, workers=THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, or follow the life of the process."""
    if scope["type"] == "lifespan":
        await _follow_life(receive, send)
    elif scope["type"] == "http" and scope["path"] == LIVE_PATH:
        await hub(scope, receive, send)
    elif scope["type"] == "http" and _declared_length(scope) > LARGEST_REQUEST_BYTES:
        await _refuse_length(send)
    else:
        await pages(_ascii_query(scope), _whole_body(receive), send)


def _whole_body(receive: Receive) -> Receive:
    """Wrap ``receive`` in a coroutine, which the bridge needs, and never let half a form pass for a whole one."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError("客户端在提交完成前断开")
        return message

    return received


def _ascii_query(scope: Scope) -> Scope:
    """Return the scope with its query in ASCII, which the bridge expects; browsers send it so, others may not."""
    if scope["type"] != "http" or scope["query_string"].isascii():
        return scope
    return {**scope, "query_string": quote_from_bytes(scope["query_string"], safe=ASCII).encode()}


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse_length(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    text = f"提交的内容超过 {LARGEST_REQUEST_BYTES // 1024 // 1024} MB；请分几次上传"
    await send({"type": "http.response.body", "body": text.encode()})


async def _follow_life(receive: Receive, send: Send) -> None:
    asyncio.get_running_loop().add_signal_handler(CLOSE_STREAMS, hub.close)
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            hub.close()
            return
