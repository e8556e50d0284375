"""Runs the tests that ask the machine what time it is on machines that say otherwise: `make test-dates`."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from schedules.zone import LOCAL
from tests.moved_clock import believing

MARK = "machine_clock"
VIETNAM, UTC = "ICT-7", "UTC0"
"""Zones are written as POSIX has them, for a small machine has no files of zones."""

ALREADY_THERE = "ignore:Module already imported so cannot be rewritten; time_machine"
"""What pytest says of the module that moved its own clock."""


@dataclass(frozen=True)
class Moved:
    """A machine that starts at a local instant of Vietnam, set to some zone."""

    name: str
    start: str
    zone: str = VIETNAM


DATES = [
    Moved("a working day", "2026-10-07 10:00"),
    Moved("a Saturday", "2026-11-28 10:00"),
    Moved("a Sunday", "2026-11-29 10:00"),
    Moved("a public holiday", "2027-04-30 09:00"),
    Moved("the first day of Tết", "2027-02-06 08:00"),
    Moved("a few seconds before the new year", "2026-12-31 23:59:55"),
    Moved("the leap day", "2028-02-29 12:00"),
    Moved("the first minute of a quarter", "2026-07-01 00:00"),
    Moved("the last day of a quarter", "2026-09-30 17:00"),
    Moved("a few seconds before the offices open", "2026-11-30 06:59:55"),
    Moved("when the offices have closed", "2026-11-30 17:31"),
    Moved("midnight on a machine in UTC", "2026-11-30 00:00", UTC),
    Moved("the hour that comes twice in New York", "2026-11-01 12:59:55", "EST5EDT,M3.2.0,M11.1.0"),
    Moved("a machine that is a day ahead of New York", "2027-01-01 10:00", "<+14>-14"),
]


def run(moved: Moved, files: list[Path]) -> tuple[bool, str]:
    """Return whether the marked tests of these files pass on such a machine, and what pytest said."""
    start = datetime.fromisoformat(moved.start).replace(tzinfo=LOCAL)
    with tempfile.TemporaryDirectory() as folder:  # pytest would take the folders of a test run of today for old ones
        options = ["-n", "0", "-m", MARK, "-p", "no:cacheprovider", "--basetemp", folder, "-W", ALREADY_THERE]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *files],
            env=os.environ | believing(start) | {"TZ": moved.zone},
            capture_output=True,
            text=True,
            check=False,
        )
    return done.returncode == 0, done.stdout + done.stderr


def main() -> None:
    """Run them at every date, as many at once as there are processors; exit with 1 when one fails."""
    files = [path for path in sorted(Path("tests").rglob("test_*.py")) if MARK in path.read_text(encoding="utf-8")]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda moved: run(moved, files), DATES))
    for moved, (is_green, output) in zip(DATES, results, strict=True):
        if not is_green:
            print(output)  # noqa: T201
        last = output.strip().splitlines()[-1]
        print(f"{'ok' if is_green else 'FAILED':7}{moved.start} {moved.zone}, {moved.name}: {last}")  # noqa: T201
    sys.exit(not all(is_green for is_green, _ in results))


if __name__ == "__main__":
    main()
