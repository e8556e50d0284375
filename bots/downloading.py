"""Shell: the content of one file over HTTP, with a limit that the other side cannot lift."""

import httpx

from bots.channel import ChannelError, Rejected, TooLarge, Unreachable
from bots.trouble import network_error

PIECE_BYTES = 64 * 1024


async def download(client: httpx.AsyncClient, url: str, limit: int) -> bytes:
    """Return what is at `url`. Raises TooLarge beyond `limit` bytes, whatever length was announced; ChannelError.

    Redirects are not followed: they could lead anywhere. Nor is anything unpacked: a small body may hold a large file.
    """
    try:
        headers = {"Accept-Encoding": "identity"}
        async with client.stream("GET", url, headers=headers, follow_redirects=False) as answer:
            if answer.status_code != 200:
                raise _refused(answer.status_code)
            if "content-encoding" in answer.headers:
                raise Rejected("The file came packed, which nobody asked for.")
            return await _body(answer, limit)
    except (httpx.HTTPError, httpx.InvalidURL, RuntimeError) as error:
        trouble = network_error(error, type(error).__name__)  # the words of the error may hold the address
    raise trouble


async def _body(answer: httpx.Response, limit: int) -> bytes:
    announced = answer.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise TooLarge
    content = bytearray()
    async for piece in answer.aiter_raw(PIECE_BYTES):
        content += piece
        if len(content) > limit:
            raise TooLarge
    return bytes(content)


def _refused(status: int) -> ChannelError:
    words = f"The file was answered with status {status}."
    return Unreachable(words) if status >= 500 or status == 429 else Rejected(words)
