"""Shell: how many replies are read in a second on one core, over the table of the tests and over its longest texts."""

import sys
import time
from datetime import datetime
from pathlib import Path

from reminders.replies import read_reply
from schedules.zone import LOCAL

TABLE = Path(__file__).parent.parent / "tests" / "replies" / "replies.tsv"
NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
ROUNDS = 10


def per_second(texts: list[str]) -> float:
    """Return how many of these texts are read in a second of one core."""
    started = time.process_time()
    for _ in range(ROUNDS):
        for text in texts:
            read_reply(text, open_codes=(3, 5, 12), now=NOW)
    return ROUNDS * len(texts) / (time.process_time() - started)


def main() -> None:
    """Print the figures."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[3].replace("\\n", "\n") for line in lines if line and not line.startswith("#")]
    longest = sorted(texts, key=len)[-50:]
    full = ["xong 12, chưa xong 5 vì thiếu số liệu, gia hạn 3 đến 15/10. " * 33]
    for name, chosen in (("replies of the table", texts), ("its 50 longest", longest), ("2,000 characters", full)):
        sys.stdout.write(f"{name}: {per_second(chosen):,.0f} a second\n")


if __name__ == "__main__":
    main()
