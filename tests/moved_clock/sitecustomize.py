"""Moves the machine's clock: Python loads this by itself, before anything else, where PYTHONPATH names its folder.

The process starts at CLOCK_STARTS_AT, an instant with its zone, and the clock runs on from there, for libraries too.
"""

import os
import sys
from datetime import datetime
from typing import Any

_modules: dict[str, Any] = sys.modules
_modules["pytest"] = None  # time_machine would load it in every process for a fixture that nothing here uses
from time_machine import travel  # noqa: E402

del _modules["pytest"]
travel(datetime.fromisoformat(os.environ["CLOCK_STARTS_AT"]).timestamp()).start()
