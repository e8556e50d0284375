"""Shell: signs of life to whoever watches from outside: systemd, and a heartbeat address of the office's choice."""

import socket
from collections.abc import Collection

import httpx
import structlog

from db.statuses import TroubleKind
from reminders.watch.troubles import Finding

log = structlog.get_logger()

TIMEOUT_SECONDS = 10.0
ALARMING = frozenset(
    {
        TroubleKind.CHANNEL_SILENT,
        TroubleKind.NOTICES_STUCK,
        TroubleKind.CYCLE_FAILING,
        TroubleKind.CLOCK_HELD,
        TroubleKind.TOKEN_REFUSED,
        TroubleKind.CHANNEL_DOUBTED,
    }
)
"""With these somebody may not be reminded; the others can wait for office hours."""


def is_alarming(found: Collection[Finding]) -> bool:
    """Return whether, of what was found, something keeps people from being reminded."""
    return any(one.kind in ALARMING for one in found)


async def beat(url: str | None, word: str = "") -> None:
    """Call a heartbeat address, with "/start" or "/fail" behind it; whoever is there notices when nobody calls."""
    if url is None:
        return
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            (await client.get(f"{url.rstrip('/')}{word}")).raise_for_status()
    except httpx.HTTPError as error:
        log.warning("the heartbeat address was not reached", action="heartbeat_failed", error=type(error).__name__)


def tell_systemd(address: str | None, state: str) -> None:
    """Send "READY=1", "WATCHDOG=1" or "STOPPING=1" to the socket that systemd named, None where it did not.

    https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
    """
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        try:
            out.connect("\0" + address[1:] if address.startswith("@") else address)
            out.send(state.encode())
        except OSError as error:
            log.warning("systemd was not told", action="systemd_untold", error=str(error))
