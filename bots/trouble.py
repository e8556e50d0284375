"""Shell: what goes wrong on the way to any platform over HTTP: which error it is, how long to wait, what to hide."""

import logging
from collections.abc import Awaitable, Callable, Iterable

import httpx

from bots.channel import ChannelError, OtherReader, Polled, TooFast, Unanswered, Unreachable, WrongToken

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 60.0  # between failed polls, and for a free connection

# Failures before the request left this machine (RuntimeError: the channel is closed): certainly not accepted.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, RuntimeError)


def network_error(cause: BaseException | None, words: str) -> ChannelError:
    """Return the port's error for a request that got no answer because of `cause`."""
    return Unreachable(words) if isinstance(cause, NOT_SENT) else Unanswered(words)


def pause_seconds(failures: int, trouble: ChannelError | None = None) -> float:
    """Return the wait after `failures` (from 1) failed polls in a row: doubling to a minute, or as told."""
    if isinstance(trouble, TooFast):
        return trouble.retry_after_seconds
    return min(2.0 ** min(failures - 1, 6), LONGEST_PAUSE_SECONDS)  # 2.0 ** 1024, after 17 hours, is no float


async def keep_polling(
    platform: str, poll: Callable[[], Awaitable[None]], sleep: Callable[[float], Awaitable[None]], polled: Polled
) -> None:
    """Repeat `poll` until cancelled, pausing after a failure. Raises WrongToken, nothing else.

    `poll` fetches messages and hands them over; what it could not hand over it must hand over when called again. Who is
    told by `polled` that there is another reader says so: it may go on for weeks.
    """
    failures = 0
    while True:
        failures += 1
        try:
            await poll()
            failures = 0
            await polled(None)
            continue
        except WrongToken:
            raise
        except ChannelError as trouble:
            pause = pause_seconds(failures, trouble)
            if not isinstance(trouble, OtherReader):
                log.warning("%s gave no messages (%s); next try in %g s.", platform, trouble, pause)
            await polled(trouble)
        except Exception:
            # Whatever went wrong in `receive`, going on would lose a message that nobody has stored.
            pause = pause_seconds(failures)
            log.exception("A message could not be received and will come again in %g s.", pause)
        await sleep(pause)


async def nobody_asks(_: ChannelError | None) -> None:
    """What a channel does with the end of a poll until somebody wants to know."""


def without(secret: str, trouble: ChannelError) -> ChannelError:
    """Return `trouble` with `secret` cut out of its words: a proxy may repeat the address it stands in."""
    trouble.args = tuple(str(word).replace(secret, "<token>") for word in trouble.args)
    return trouble


def silence(loggers: Iterable[str]) -> None:
    """Drop all records of `loggers`, whatever their level; what they report as an error is raised as well."""
    for name in loggers:
        logging.getLogger(name).addFilter(_drop)


def _drop(_: logging.LogRecord) -> bool:
    return False
