"""Processes whose machine says another date: what a test starts, and pytest itself in `make test-dates`."""

from datetime import datetime
from pathlib import Path


def believing(start: datetime) -> dict[str, str]:
    """Return the variables of a Python process whose machine's clock runs on from `start`, an aware instant."""
    assert start.tzinfo, "an instant has a zone"
    return {"PYTHONPATH": str(Path(__file__).parent), "CLOCK_STARTS_AT": start.isoformat()}
