"""Shell: logs in English, one JSON object a line, to standard error; never tokens, names or message texts."""

import logging
import sys
from collections.abc import Hashable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from structlog.typing import Processor

QUIET_SECONDS = 60.0
"""So long after a warning or an error the same one is only counted: with a full disk everything fails each second."""

LONGEST_TRACEBACK = 3000
"""Of a longer one its end is kept (characters): there it says what happened."""

MOST_KINDS = 500
NOT_WHAT_HAPPENED = ("timestamp", "level", "exception", "update_id")
"""What differs between two events that tell the same."""


@dataclass
class Repeats:
    """What was said lately, by what it says: since when (seconds), and how often it was held back since then."""

    _said: dict[Hashable, tuple[float, int]] = field(default_factory=dict)

    def held_back(self, what: Hashable, now: float) -> int | None:
        """Return how many of the same were held back before this one, which is said; None: this one is held back, too.

        A clock that was put back holds nothing back.
        """
        at, count = self._said.get(what, (now - QUIET_SECONDS, 0))
        if 0 <= now - at < QUIET_SECONDS:
            self._said[what] = at, count + 1
            return None
        if len(self._said) >= MOST_KINDS:
            self._said.clear()
        self._said[what] = now, 0
        return count


class HoldRepeats(logging.Filter):
    """Lets a warning or an error through once in QUIET_SECONDS, the next time with how often it was `repeated`."""

    def __init__(self) -> None:
        super().__init__()
        self._repeats = Repeats()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        repeated = self._repeats.held_back(_what(record), record.created)
        if repeated and isinstance(record.msg, dict):
            record.msg = {**record.msg, "repeated": repeated}
        elif repeated:
            record.msg = f"{record.msg} (repeated: {repeated})"
        return repeated is not None


def _what(record: logging.LogRecord) -> Hashable:
    """Return what a record tells, without the numbers in it: ids, sizes and pauses differ each time."""
    if isinstance(record.msg, dict):
        told = ((key, value) for key, value in record.msg.items() if key not in NOT_WHAT_HAPPENED)
        return record.name, *sorted((key, value) for key, value in told if isinstance(value, str))
    words = tuple(one for one in record.args or () if isinstance(one, str)) if isinstance(record.args, tuple) else ()
    return record.name, str(record.msg), words, record.exc_info[0] if record.exc_info else None


def _shorten(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if len(told := str(event.get("exception") or "")) > LONGEST_TRACEBACK:
        event["exception"] = f"…{told[-LONGEST_TRACEBACK:]}"
    return event


def set_up_logs(level: str) -> None:
    """Send our own events and the libraries' to standard error from `level` on."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _shorten,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processor=structlog.processors.JSONRenderer(ensure_ascii=False)
        )
    )
    handler.addFilter(HoldRepeats())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)
