"""Runs fault tests and prints a row for each: `make chaos`, or `python -m tests.chaos [NAME …]`; exit code 1 when a
bound is broken. Without names everything runs, on both databases; that takes hours, as the faults do.
"""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import asdict
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from tests.chaos.banned import banned
from tests.chaos.clock import LEAPS, clock
from tests.chaos.count import Outcome
from tests.chaos.front import Trouble
from tests.chaos.kill import kill
from tests.chaos.network import network
from tests.chaos.off import SPANS, off
from tests.chaos.office import database
from tests.chaos.power_cut import power_cut
from tests.chaos.stop import SLOW_SECONDS, stop

Fault = Callable[[Engine, Path], Coroutine[Any, Any, Outcome]]


def faults(given: argparse.Namespace) -> Iterator[tuple[str, Fault]]:
    """Yield every fault by its name: "network/502"."""
    yield "kill", partial(kill, kills=given.kills, seed=given.seed)
    for trouble in Trouble:
        yield f"network/{trouble}", partial(network, trouble=trouble, seconds=given.seconds)
    for is_bot in (False, True):
        yield f"banned/{'bot' if is_bot else 'chat'}", partial(banned, seconds=min(60.0, given.seconds), is_bot=is_bot)
    for sign, slow in product((signal.SIGTERM, signal.SIGINT), SLOW_SECONDS):
        yield f"stop/{sign.name}-{slow:g}", partial(stop, sign=sign, slow_seconds=slow)
    yield "power-cut", power_cut
    for jump in LEAPS:
        yield f"clock/{jump.name}", partial(clock, jump=jump)
    for span in SPANS:
        yield f"off/{span.name}", partial(off, span=span)


def chosen(given: argparse.Namespace) -> list[tuple[str, Fault]]:
    """Return the faults that were asked for: by their name, or all that begin with a word ("network")."""
    known = list(faults(given))
    wanted = [one for one in known if not given.names or {one[0], one[0].partition("/")[0]} & {*given.names}]
    if not wanted:
        sys.exit(f"There is: {', '.join(name for name, _ in known)}")
    return wanted


def measured(fault: Fault, kind: str) -> Outcome:
    """Return what became of one fault on a new database."""
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, database(kind, Path(folder)) as engine:
        return asyncio.run(fault(engine, Path(folder)))


def row(outcome: Outcome) -> tuple[str, ...]:
    """Return one line of the table."""
    notices, answers = outcome.notices, outcome.answers
    return (
        outcome.fault,
        outcome.done,
        f"{notices.owed} / {notices.lost} / {notices.repeated}",
        str(outcome.bound),
        f"{answers.owed} / {answers.lost} / {answers.repeated}",
        str(outcome.closed),
        "kept" if outcome.is_kept else "; ".join(("BROKEN", *outcome.broken)),
        outcome.seen,
    )


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=float, default=120, help="how long a fault of the network lasts")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), help="both by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="a document a line instead of a table")
    given = parser.parse_args()
    columns = ("Fault", "Done", "Notices owed/lost/again", "May", "Answers", "Closed", "Verdict", "Seen")
    table, are_kept = Table(*columns, show_edge=False), []
    for _, fault in chosen(given):
        for kind in (given.engine,) if given.engine else ("sqlite", "postgresql"):
            outcome = measured(fault, kind)
            are_kept.append(outcome.is_kept)
            table.add_row(kind + " " + outcome.fault, *row(outcome)[1:])
            if given.json:
                print(json.dumps({"engine": kind, "is_kept": outcome.is_kept} | asdict(outcome)), flush=True)  # noqa: T201
    if not given.json:
        Console(width=200).print(table)
    sys.exit(not all(are_kept))


if __name__ == "__main__":
    main()
