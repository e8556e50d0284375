"""Shell: time a call, and set two times side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Comparison:
    """One line of the table: what was done, in how many seconds our way and the plain way, and what that is."""

    what: str
    ours_seconds: float
    plain_seconds: float
    plain: str


def seconds(call: Callable[[], object], *, times: int = 5) -> float:
    """Return the shortest of several runs: the one that the rest of the machine disturbed least."""
    return min(_once(call) for _ in range(times))


def _once(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start
