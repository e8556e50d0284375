"""Shell: the web side: today the webhook that takes a platform's updates."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from hmac import compare_digest

import uvicorn
from fastapi import FastAPI, Request, Response

from bots.channel import NotAnUpdate, Receiver
from bots.telegram import TelegramChannel

LARGEST_BODY = 64 * 1024
"""A webhook body over this is refused; Telegram's text messages are far smaller."""


def webhook_app(channel: TelegramChannel, receive: Receiver, secret: str) -> FastAPI:
    """Return the web application that takes Telegram's updates at /telegram; a forged one is refused unread."""
    app = FastAPI(openapi_url=None)

    @app.post("/telegram")
    async def telegram(request: Request) -> Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not secret or not compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return Response(status_code=413)
        with suppress(NotAnUpdate):  # no update at all: an error would make Telegram repeat it for ever
            await channel.take_webhook(await request.body(), receive)
        return Response(status_code=200)

    return app


async def serve_app(app: FastAPI, *, host: str, port: int) -> None:
    """Serve until cancelled; signals are left to the caller."""
    config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False)
    await _Server(config).serve()


class _Server(uvicorn.Server):
    """uvicorn would take the process's signals and raise them again after its own shutdown."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
