"""An HTTP proxy that tunnels (CONNECT), or accepts and hangs."""

import asyncio
from contextlib import suppress


class Proxy:
    """Listens on a port of its own."""

    def __init__(self) -> None:
        self.is_hanging = False
        self._server: asyncio.Server | None = None
        self._tunnels: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self._server
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        self._break()

    def hang(self) -> None:
        """Accept what comes and say nothing; the tunnels that there are break."""
        self.is_hanging = True
        self._break()

    def heal(self) -> None:
        """Work again; what hung breaks."""
        self.is_hanging = False
        self._break()

    def _break(self) -> None:
        for writer in list(self._tunnels):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tunnels.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError, OSError):
            head = await reader.readuntil(b"\r\n\r\n")
            if self.is_hanging:
                await reader.read()  # until the client gives up, or it is healed
                return
            host, port = head.split()[1].decode().rsplit(":", 1)
            there, back = await asyncio.open_connection(host, int(port)), writer
            self._tunnels.add(there[1])
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await asyncio.gather(_pump(reader, there[1]), _pump(there[0], back))
        self._tunnels.discard(writer)
        writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()
