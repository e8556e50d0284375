"""Shell: the web side: today the webhooks that take the platforms' events, beside how the service is (`health`)."""

import socket
from collections.abc import Awaitable, Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from hmac import compare_digest

import structlog
import uvicorn
from fastapi import FastAPI, Request, Response

from bots.channel import NotAnUpdate, Receiver, WebhookChannel
from bots.platforms import PLATFORMS

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024
"""A webhook body over this is refused. An answer to a long text with links, quoted, is 80 KB; one that is refused comes
again and holds up what comes after it."""


def webhook_app(receive: Receiver, hooks: Iterable[tuple[WebhookChannel, str]]) -> FastAPI:
    """Return the web application that takes each channel's events at /<its name>; a forged one is refused unread.

    Each channel comes with the secret that its platform was given; with an empty one nothing is taken.
    """
    app = FastAPI(openapi_url=None)
    for channel, secret in hooks:
        app.add_api_route(PLATFORMS[channel.name].webhook_path, _hook(channel, secret, receive), methods=["POST"])
    return app


def _hook(channel: WebhookChannel, secret: str, receive: Receiver) -> Callable[[Request], Awaitable[Response]]:
    async def take(request: Request) -> Response:
        given = request.headers.get(channel.secret_header, "")
        if not secret or not compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        with suppress(NotAnUpdate):  # no event at all: an error would make the platform repeat it for ever
            await channel.take_webhook(body, receive)
        return Response(status_code=200)

    return take


async def _body(request: Request) -> bytes | None:
    """Return the body, None as soon as it is over the limit: a length that was announced need not be true."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return body


async def serve_app(app: FastAPI, *, host: str, port: int) -> None:
    """Serve until cancelled; signals are left to the caller. Raises OSError when the port is not to be had."""
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, lifespan="off")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        log.info("the web side is open", action="web_open", port=listening.getsockname()[1])
        await _Server(config).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """uvicorn would take the process's signals and raise them again after its own shutdown."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
