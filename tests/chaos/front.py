"""A TCP front before the sandbox that does what networks do to HTTP: it hangs, cuts off, answers in another's place."""

import asyncio
import ssl
from contextlib import suppress
from enum import StrEnum


class Trouble(StrEnum):
    """What the network does."""

    HANG_BEFORE = "hang_before"  # the request goes nowhere, no answer
    HANG_AFTER = "hang_after"  # the platform has it, no answer
    HALF = "half"  # the platform has it, half of the answer
    DROP_BEFORE = "drop_before"  # the request goes nowhere, the connection breaks
    DROP_AFTER = "drop_after"  # the platform has it, the connection breaks
    GATEWAY_TIMEOUT = "504"
    BAD_GATEWAY = "502"
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    BROKEN_JSON = "broken_json"
    NOT_OK = "not_ok"
    NO_OK = "no_ok"
    PORTAL = "portal"  # 302
    REFUSED = "refused"  # nobody listens


PAGE = "<html><body><h1>{0}</h1></body></html>"
CANNED: dict[Trouble, tuple[str, str, str]] = {
    Trouble.GATEWAY_TIMEOUT: ("504 Gateway Timeout", "text/html", PAGE.format("Gateway Timeout")),
    Trouble.BAD_GATEWAY: ("502 Bad Gateway", "text/html", PAGE.format("Bad Gateway")),
    Trouble.FORBIDDEN: ("403 Forbidden", "text/html", PAGE.format("Access denied by policy")),
    Trouble.BAD_REQUEST: ("400 Bad Request", "text/html", PAGE.format("Bad Request")),
    Trouble.BROKEN_JSON: ("200 OK", "application/json", '{"ok": true, "result": {"mess'),
    Trouble.NOT_OK: ("200 OK", "application/json", '{"ok": false}'),
    Trouble.NO_OK: ("200 OK", "application/json", '{"status": "success"}'),
    Trouble.PORTAL: ("302 Found\r\nLocation: http://127.0.0.1:9/login", "text/html", PAGE.format("Log in")),
}
"""Status, kind and body of what comes in the platform's place."""

HAVING = (Trouble.HANG_AFTER, Trouble.HALF, Trouble.DROP_AFTER)
"""The platform has the request, only its answer is spoilt."""


class Front:
    """Listens on a port of its own and passes requests on to the sandbox, one after the other on each connection."""

    def __init__(self, target: str, tls: ssl.SSLContext | None = None) -> None:
        self.trouble: Trouble | None = None
        self.sends = 0
        """How many messages were asked to be sent since the trouble began."""
        self._target = target.removeprefix("http://").split(":")
        self._tls = tls
        self._port = 0
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.StreamWriter] = set()
        self._healed = asyncio.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self._tls else 'http'}://localhost:{self._port}"

    async def __aenter__(self) -> "Front":
        await self.listen(self._tls)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.heal()
        await self.close()

    async def listen(self, tls: ssl.SSLContext | None) -> None:
        """Open the port, the same one each time."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, ssl=tls)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Close the port, and break every connection."""
        if self._server:
            self._server.close()
        self._break()
        self._server = None

    async def begin(self, trouble: Trouble) -> None:
        """Have every request meet a trouble from now on; those under way, too."""
        self.trouble, self.sends = trouble, 0
        self._healed.clear()
        if trouble is Trouble.REFUSED:
            await self.close()

    async def end(self) -> None:
        """Have all be well again."""
        if self._server is None:
            await self.listen(self._tls)
        self.heal()

    def heal(self) -> None:
        """End the trouble, and with it the connections that hang."""
        self.trouble = None
        self._healed.set()

    def _break(self) -> None:
        for writer in list(self._connections):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, OSError):
            while await self._answer(await message(reader), writer):
                pass
        self._connections.discard(writer)
        writer.transport.abort()

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Answer a request; return whether the connection goes on."""
        self.sends += b"/sendMessage" in request[: request.find(b"\r\n")]
        is_passed_on = self.trouble is None or self.trouble in HAVING
        answer = await self._passed_on(request) if is_passed_on else b""
        match self.trouble:
            case None:
                if not answer:  # it was healed meanwhile
                    return False
                writer.write(answer)
            case Trouble.HANG_BEFORE | Trouble.HANG_AFTER:
                await self._healed.wait()
                return False
            case Trouble.HALF:
                writer.write(answer[: len(answer) * 3 // 4])
                await writer.drain()
                writer.close()
                return False
            case Trouble.DROP_BEFORE | Trouble.DROP_AFTER | Trouble.REFUSED:
                return False
            case canned:
                status, kind, body = CANNED[canned]
                head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n\r\n"
                writer.write((head + body).encode())
        await writer.drain()
        return True

    async def _passed_on(self, request: bytes) -> bytes:
        """Return the sandbox's answer."""
        host, port = self._target
        reader, writer = await asyncio.open_connection(host, int(port))
        try:
            writer.write(request)
            return await message(reader)
        finally:
            writer.close()


async def message(reader: asyncio.StreamReader) -> bytes:
    """Return one HTTP message, head and body. Raises IncompleteReadError at the end of the connection."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = head.lower().split(b"\r\n")
    length = next((int(one.split(b":")[1]) for one in fields if one.startswith(b"content-length:")), 0)
    return head + await reader.readexactly(length)
