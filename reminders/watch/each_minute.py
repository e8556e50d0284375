"""Shell: what the service does each minute besides its work: it looks after itself, and gives a sign of life."""

import asyncio

import structlog

from db.statuses import TroubleKind
from reminders.watch.signs import beat, is_alarming, tell_systemd
from reminders.watch.watching import Watch

EVERY_SECONDS = 60.0
log = structlog.get_logger()


async def look_after(watch: Watch, *, heartbeat: str | None, systemd: str | None) -> None:
    """Until cancelled, look each minute by the machine's running time. systemd hears nothing more, and starts the
    service anew, when no cycle succeeds: a platform that is silent does not make a restart useful.
    """
    tell_systemd(systemd, "READY=1")
    await beat(heartbeat, "/start")
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            found = await asyncio.to_thread(watch.look)
        except Exception as error:  # the next look may succeed; whoever waits for a sign of life hears none
            log.error("the service could not look after itself", action="look_failed", error=type(error).__name__)
            await beat(heartbeat, "/fail")
            continue
        if not any(one.kind is TroubleKind.CYCLE_FAILING for one in found):
            tell_systemd(systemd, "WATCHDOG=1")
        await beat(heartbeat, "/fail" if is_alarming(found) else "")
