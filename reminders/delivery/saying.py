"""Shell: what is said of a cycle that did not go through: the next one comes by itself, and tries the same again."""

import structlog

from db.errors import is_of_the_store, words_of
from reminders.delivery.cycle import Cycle

log = structlog.get_logger()


async def run_and_say(cycle: Cycle, channel: str) -> None:
    """Run a cycle of a channel; when it fails, say why. Of trouble with the database, which is not the program's, that
    is what the database said, without a traceback.
    """
    try:
        await cycle.run(channel)
    except Exception as error:
        log.error(
            "a cycle failed",
            action="cycle_failed",
            channel=channel,
            error=f"{type(error).__name__}: {words_of(error)}" if is_of_the_store(error) else type(error).__name__,
            exc_info=not is_of_the_store(error),
        )
