"""Shell: how many phrases a second of one core are read, alone and answered with their next deadlines."""

import json
import time
from datetime import date
from pathlib import Path

from schedules.phrases import phrase_json, read_phrase
from schedules.working_days import WorkingCalendar

TABLES = Path(__file__).parents[1] / "tests/schedules/data"
SECONDS = 2.0
DOUBLED = (12_500, 25_000, 50_000, 100_000)
REPEATED = (
    "trước ngày 15/3 (năm sau), ", "hàng tháng, quý ", "từ ngày 1 đến ", "số liệu từ ngày 1 ", "sau khi a ", "( “ [",
)  # fmt: skip


def main() -> None:
    """Print phrases a second for each table, read alone, and answered; then the time for texts of doubled length."""
    for table in sorted(TABLES.glob("*.jsonl")):
        phrases = [json.loads(line)["text"] for line in table.read_text(encoding="utf-8").splitlines()]
        read, answered = _rate(phrases, answered=False), _rate(phrases, answered=True)
        print(f"{table.name:16} {len(phrases):4} phrases {read:7.0f} read/s {answered:7.0f} answered/s")  # noqa: T201
    for letters in DOUBLED:
        worst = max(_seconds((words * letters)[:letters]) for words in REPEATED)
        print(f"{letters:7} letters, the slowest of {len(REPEATED)} texts {worst:7.3f} s")  # noqa: T201


def _seconds(text: str) -> float:
    start = time.process_time()
    read_phrase(text, issued_on=date(2021, 9, 27), context=text)
    return time.process_time() - start


def _rate(phrases: list[str], *, answered: bool) -> float:
    calendar, issued_on, done = WorkingCalendar(), date(2021, 9, 27), 0
    start = time.process_time()
    while (spent := time.process_time() - start) < SECONDS:
        for phrase in phrases:
            if answered:
                phrase_json(phrase, issued_on=issued_on, since=issued_on, count=3, calendar=calendar)
            else:
                read_phrase(phrase, issued_on=issued_on)
        done += len(phrases)
    return done / spent


if __name__ == "__main__":
    main()
