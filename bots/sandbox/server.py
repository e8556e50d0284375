"""Shell: the sandbox as a FastAPI app, and as a server on 127.0.0.1 inside the running event loop.

Each dialect has its own path (`/telegram/bot<token>/<method>`), for the platforms' paths look alike: an adapter's base
URL is `<server>/telegram`. Each platform brings its own.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bots.platforms import PLATFORMS
from bots.sandbox import admin, webhook
from bots.sandbox.clock import DemoClock
from bots.sandbox.state import World

PAGE = Path(__file__).parent / "page"
DIALECTS = {name: platform.dialect() for name, platform in PLATFORMS.items()}
FORCE_STOP_SECONDS = 5


def make_app(world: World, *, clock: DemoClock | None = None) -> FastAPI:
    """Return the app over `world`: dialects, the API under /sandbox, and the page; clock buttons if given a clock."""
    app = FastAPI(title="Hộp thử Nhắc Hạn", lifespan=_webhooks, openapi_url=None)
    app.state.world = world
    app.state.clock = clock
    for path, dialect in DIALECTS.items():
        app.include_router(dialect.router, prefix=f"/{path}")
    app.include_router(admin.router)
    for error in admin.REFUSALS:
        app.add_exception_handler(error, admin.refuse)
    app.mount("/", StaticFiles(directory=PAGE, html=True))
    return app


@asynccontextmanager
async def _webhooks(app: FastAPI) -> AsyncIterator[None]:
    delivery = asyncio.create_task(webhook.deliver(app.state.world, DIALECTS))
    yield
    delivery.cancel()
    with suppress(asyncio.CancelledError):
        await delivery


class Running:
    """The server on 127.0.0.1, on a free port by default: `async with Running(world) as server: server.url`."""

    def __init__(self, world: World, *, clock: DemoClock | None = None, port: int = 0) -> None:
        """Prepare without opening anything; `port` 0 takes a free one at each start."""
        self.url = ""
        self._world = world
        self._clock = clock
        self._port = port
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the port and serve. Raises OSError when the port is taken."""
        # Told that it is TCP, asyncio switches Nagle off; without that each answer takes 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", self._port))
        except OSError:
            listening.close()
            raise
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._world.is_closing, self._world.url = False, self.url
        self._server = _Server(
            uvicorn.Config(
                make_app(self._world, clock=self._clock),
                http=_Droppable,
                ws="none",
                log_config=None,
                timeout_keep_alive=75,  # like the platforms; at 5 s it closes connections as clients use them again
                timeout_graceful_shutdown=FORCE_STOP_SECONDS,
                date_header=False,  # the machine's time has nothing to do with the world's
            )
        )
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.ready.wait()

    async def stop(self) -> None:
        """End every waiting call and close the port; safe to call twice."""
        if self._server is None or self._task is None:
            return
        self._world.is_closing = True
        self._world.wake()
        self._server.leaving.set()
        await self._task
        self._server = self._task = None

    async def __aenter__(self) -> "Running":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


class _Server(uvicorn.Server):
    """uvicorn catches SIGTERM and raises it again after its shutdown (exit -15): signals are the service's business."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.leaving = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        # uvicorn's looks only ten times a second whether it shall leave; the tests start and stop many servers.
        await self.leaving.wait()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class _Droppable(H11Protocol):
    """A connection that the app can break without an answer: `scope["extensions"]["drop_connection"]()`.

    It logs no requests: their paths hold tokens.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access_log = False
        app: ASGIApp = self.app

        async def with_drop(scope: Scope, receive: Receive, send: Send) -> None:
            scope["extensions"] = {"drop_connection": self.transport.abort}
            await app(scope, receive, send)

        self.app = with_drop
