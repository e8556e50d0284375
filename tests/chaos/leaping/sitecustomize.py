"""Moves the clock as tests/moved_clock does, and again whenever the file says so."""

import os
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

_modules: dict[str, Any] = sys.modules
_modules["pytest"] = None  # time_machine would load it in every process for a fixture that nothing here uses
from time_machine import travel  # noqa: E402

del _modules["pytest"]
_START = datetime.fromisoformat(os.environ["CLOCK_STARTS_AT"]).timestamp()
_BEGAN, _asleep = time.monotonic(), 0.0
_clock_gettime = time.clock_gettime


def _said() -> tuple[float, float]:
    try:
        ahead, asleep = map(float, Path("ahead").read_text().split())
    except FileNotFoundError:
        return 0.0, 0.0
    return ahead, asleep


def _travelled(ahead: float) -> Any:
    trip = travel(_START + time.monotonic() - _BEGAN + ahead)
    trip.start()
    return trip


def _follow(trip: Any, had: tuple[float, float]) -> None:
    global _asleep
    while True:
        threading.Event().wait(0.2)
        if (said := _said()) != had:
            trip.stop()
            trip, had, _asleep = _travelled(said[0]), said, said[1]


def _gettime(clock: int) -> float:
    return _clock_gettime(clock) + (_asleep if clock == time.CLOCK_BOOTTIME else 0.0)


_first = _said()
_asleep = _first[1]
threading.Thread(target=_follow, args=(_travelled(_first[0]), _first), daemon=True).start()
_clock_gettime = time.clock_gettime
time.clock_gettime = _gettime
