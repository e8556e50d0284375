"""Shell: end background tasks for certain."""

import asyncio
from typing import Any


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks until they have ended, whatever they end with.

    One cancellation may be lost on its way: on Python 3.11 a wait that is cancelled at the very moment its
    result arrives returns the result.
    """
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=1)
