"""`nhachan serve` as a process of its own, at a time that it is told: python served.py 2021-10-05T07:00+07:00."""

import asyncio
import sys
from datetime import datetime

from reminders.clock import SystemClock
from reminders.logs import set_up_logs
from reminders.service import run
from reminders.settings import Settings


class ShiftedClock(SystemClock):
    """Starts at an instant and goes on like the machine's clock."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead


if __name__ == "__main__":
    settings = Settings()
    set_up_logs(settings.log_level)
    asyncio.run(run(settings, clock=ShiftedClock(datetime.fromisoformat(sys.argv[1]))))
