"""Shell: how many phrases a second are read on one core, phrase by phrase and with their sentences."""

import json
import time
from datetime import date
from pathlib import Path

from schedules.phrases import phrase_json, read_phrase
from schedules.working_days import WorkingCalendar

TABLES = Path(__file__).parents[1] / "tests/schedules/data"
SECONDS = 2.0


def main() -> None:
    """Print phrases a second for each table, read alone, and answered with the next three deadlines."""
    for table in sorted(TABLES.glob("*.jsonl")):
        phrases = [json.loads(line)["text"] for line in table.read_text(encoding="utf-8").splitlines()]
        print(
            f"{table.name:18} {len(phrases):4} phrases  {_rate(phrases, answered=False):7.0f} read a second"
            f"  {_rate(phrases, answered=True):7.0f} answered a second"
        )


def _rate(phrases: list[str], *, answered: bool) -> float:
    calendar, issued_on, done = WorkingCalendar(), date(2021, 9, 27), 0
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < SECONDS:
        for phrase in phrases:
            if answered:
                phrase_json(phrase, issued_on=issued_on, since=issued_on, count=3, calendar=calendar)
            else:
                read_phrase(phrase, issued_on=issued_on)
        done += len(phrases)
    return done / spent


if __name__ == "__main__":
    main()
