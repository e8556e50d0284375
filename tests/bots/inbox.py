"""What the tests of listening share: somebody who receives, a listener in the background, a web address to post to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from bots.channel import Channel, Incoming, Receiver
from bots.sandbox.state import World
from tests.patience import PATIENCE_SECONDS


class Inbox:
    """Receives messages; `stumbles` is how many times it fails first."""

    def __init__(self, stumbles: int = 0) -> None:
        self.stumbles = stumbles
        self.received: asyncio.Queue[Incoming] = asyncio.Queue()
        self.texts: list[str] = []

    async def receive(self, message: Incoming) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError("the database is locked")
        self.texts.append(message.text)
        self.received.put_nowait(message)

    async def next_with_file(self) -> Incoming:
        while not (message := await self.next()).attachments:
            pass
        return message

    async def next(self) -> Incoming:
        return await asyncio.wait_for(self.received.get(), PATIENCE_SECONDS)


@asynccontextmanager
async def listening(channel: Channel, receive: Receiver) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(channel.listen(receive))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(world: World, is_so: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not is_so():
            await world.changed(0.05)

    await asyncio.wait_for(wait(), PATIENCE_SECONDS)


@asynccontextmanager
async def post_box(take: Callable[[dict[str, str], bytes], Awaitable[tuple[int, bytes]]]) -> AsyncIterator[str]:
    """A web server that answers each POST with the status and body that `take` returns."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):  # whoever connected went away
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
            status, body = await take(headers, await reader.readexactly(int(headers["content-length"])))
            head = f"HTTP/1.1 {status} -\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            writer.write(head.encode() + body)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())
