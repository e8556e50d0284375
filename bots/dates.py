"""Shell: what time it is at a platform: the Date header of its answers.

https://www.rfc-editor.org/rfc/rfc9110#field.date
"""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx


def hearing(say: Callable[[datetime], None]) -> dict[str, list[Any]]:
    """Return the hooks of an httpx client that `say` what time it is wherever an answer comes from."""

    async def hear(response: httpx.Response) -> None:
        if date := date_of(response.headers.get("Date")):
            say(date)

    return {"response": [hear]}


def date_of(header: str | None) -> datetime | None:
    """Return the instant that a Date header names, in UTC; None when it names none."""
    try:
        date = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def nobody_hears(_: datetime) -> None:
    """What a channel does with the time until somebody wants to know."""
